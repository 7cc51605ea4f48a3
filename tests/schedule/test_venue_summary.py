"""What the venue and the caterer are told: numbers and words, and nobody's name."""

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import NeedKind, SeenBy
from coproduction.schedule.models import AnswerDetail, Arrangement, ArrangementState, EventFormat, PlaceState, Way
from coproduction.schedule.pages.venue_summary import venue_summary
from tests.factories import (
    ArrangementFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    StaffFactory,
)


@pytest.fixture
def role():
    return EventRoleFactory(event=EventFactory(title="Forum", format=EventFormat.HYBRID))


def comes(role, kind=None, detail="", *, seen_by=SeenBy.ORGANISERS, state=PlaceState.HELD, **said):
    member = MemberFactory(known_as="Amara Okafor")
    place = PlaceFactory(role=role, member=member, state=state)
    if said:
        db.session.add(AnswerDetail(place_id=place.id, changed_at=place.moved_at, **said))
    if kind:
        NeedFactory(member=member, kind=kind, detail=detail, seen_by=seen_by)
        ArrangementFactory(event=role.event, member=member, kind=kind)
    db.session.flush()


def summary(role):
    return venue_summary(role.event, viewer=StaffFactory())


def test_people_are_counted_who_come_to_the_venue(role):
    comes(role, with_supporter=True, way=Way.IN_PERSON)
    comes(role, NeedKind.BSL_INTERPRETER, way=Way.IN_PERSON)
    comes(role, state=PlaceState.TENTATIVE, way=Way.IN_PERSON)
    comes(role, way=Way.ONLINE)
    comes(role)
    comes(role, state=PlaceState.TENTATIVE)
    comes(role, state=PlaceState.OFFERED)

    assert summary(role).people == [
        ("Members who come", "2"),
        ("Members who are not sure yet", "1"),
        ("Members who have not said yet if they come here or join from elsewhere", "2"),
        ("People who come with them", "1"),
        ("People who help with communication, at the most", "1"),
    ]


def test_where_everybody_comes_to_the_venue_nobody_has_to_say_so(role):
    role.event.format = EventFormat.IN_PERSON
    comes(role)

    assert summary(role).people == [("Members who come", "1")]


def test_for_how_few_something_must_be_there_is_not_said(role):
    comes(role, NeedKind.STEP_FREE)
    comes(role, NeedKind.ASSISTANCE_DOG)
    for _ in range(5):
        comes(role, NeedKind.QUIET_ROOM)

    assert summary(role).venue == [
        ("A way in, a room and a toilet without steps", "Needed"),
        ("A quiet room to rest in", "Needed, by 5 people"),
        ("Assistance dogs, with water and a place outside", "1"),
    ]


def test_meals_that_are_alike_are_counted_and_private_words_are_left_out(role):
    comes(role, NeedKind.DIET, "vegan.")
    comes(role, NeedKind.DIET, "Vegan")
    comes(role, NeedKind.DIET, "No nuts")
    comes(role, NeedKind.DIET, "Something that I tell few people", seen_by=SeenBy.COORDINATORS)
    comes(role, NeedKind.VENUE_OTHER, "A chair with arms")

    found = summary(role)

    assert (found.food, found.more, found.left_out) == ([("No nuts", "1"), ("Vegan", "2")], ["A chair with arms"], 1)


def test_the_arrangements_name_whom_to_ask_if_the_caterer_may_know(coordinator, role):
    comes(role, NeedKind.DIET, "No nuts", seen_by=SeenBy.COORDINATORS)
    page = coordinator.get(f"/manage/events/{role.event.id}/arrangements")

    assert "Ask Amara Okafor if the caterer may know: No nuts" in page.items
    address = f"/manage/events/{role.event.id}/for-the-venue"
    assert coordinator.get(address).follow("See whom to ask").address == page.address


@pytest.mark.parametrize(
    ("kind", "seen_by", "state"),
    [
        (NeedKind.DIET, SeenBy.ORGANISERS, ArrangementState.TO_BOOK),
        (NeedKind.QUIET_ROOM, SeenBy.COORDINATORS, ArrangementState.TO_BOOK),
        (NeedKind.DIET, SeenBy.COORDINATORS, ArrangementState.TO_CANCEL),
        (NeedKind.DIET, SeenBy.COORDINATORS, ArrangementState.NOT_NEEDED),
    ],
)
def test_nobody_is_asked_about_what_the_venue_is_told_anyway_or_need_not_know(coordinator, role, kind, seen_by, state):
    comes(role, kind, "Often", seen_by=seen_by)
    db.session.scalars(select(Arrangement)).one().state = state

    assert "may know: Often" not in coordinator.get(f"/manage/events/{role.event.id}/arrangements").text


def test_what_is_over_is_not_told(role):
    comes(role, NeedKind.DIET, "Vegan")
    ArrangementFactory(event=role.event, kind=NeedKind.PARKING, state=ArrangementState.TO_CANCEL)

    assert summary(role).venue == []


def test_nobody_is_named_on_the_page(coordinator, role):
    comes(role, NeedKind.DIET, "Vegan")
    comes(role, NeedKind.QUIET_ROOM, "Because of Amara Okafor's migraine")

    page = coordinator.get(f"/manage/events/{role.event.id}/for-the-venue")

    assert page.heading == "For the venue and the caterer of Forum"
    assert "Vegan 1" in page.text
    assert "Amara" not in page.text


def test_an_event_without_needs_says_nothing_special(coordinator, role):
    page = coordinator.get(f"/manage/events/{role.event.id}/for-the-venue")

    assert "Members who come 0" in page.text
    assert page.text.count("Nothing special.") == 2


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_however_many_come(coordinator, role, people, count_statements):
    for _ in range(people):
        comes(role, NeedKind.DIET, "Vegan", with_supporter=True)
    path = f"/manage/events/{role.event.id}/for-the-venue"
    db.session.commit()

    with count_statements() as statements:
        coordinator.get(path)

    assert len(statements) == 6
