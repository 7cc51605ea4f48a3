"""An event that no longer offers how somebody takes part asks them again, and speaks for nobody meanwhile."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.schedule.actions import events
from coproduction.schedule.actions import places as answers
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import Arrangement, ArrangementState, EventFormat, PlaceState, Way
from coproduction.schedule.pages.venue_summary import venue_summary
from coproduction.schedule.queries.answers import detail_of
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, NeedFactory, PlaceFactory, StaffFactory
from tests.schedule.test_events import details_of

ONLINE = {"format": EventFormat.ONLINE, "venue": "", "venue_id": None}
IN_PERSON = {"format": EventFormat.IN_PERSON}


@pytest.fixture
def forum():
    """A published event that one can come to, join online or by phone."""
    return EventRoleFactory(event=EventFactory(title="Forum", joining_phone="0115 496 0031")).event


def coming(event, way=None, **member):
    member = MemberFactory(**member)
    for kind in (NeedKind.TAXI, NeedKind.BSL_INTERPRETER):
        NeedFactory(member=member, kind=kind)
    place = PlaceFactory(role=event.roles[0], member=member, state=PlaceState.OFFERED)
    return answers.answer(place.id, Answer.YES, hand=Hand(), now=place.moved_at, details=AnswerDetails(way=way))


def way_said(place):
    detail = detail_of(place.id)
    return detail.way if detail else None


def change(event, noon, **changed):
    events.change_event(event, details_of(event, **changed), by=StaffFactory(), now=noon)


def arranged(place):
    there = db.session.query(Arrangement).filter_by(event_id=place.event_id, member_id=place.member_id)
    return {each.kind for each in there if each.state in (ArrangementState.TO_BOOK, ArrangementState.REQUESTED)}


@pytest.mark.parametrize(
    ("way", "changed", "said", "kept"),
    [
        (Way.ONLINE, IN_PERSON, "You were going to join online. ", {NeedKind.BSL_INTERPRETER}),
        (Way.IN_PERSON, ONLINE, "You were going to come in person. ", {NeedKind.BSL_INTERPRETER}),
        (Way.PHONE, {"joining_phone": ""}, "You were going to join by phone. ", {NeedKind.BSL_INTERPRETER}),
    ],
)
def test_whose_way_is_gone_is_asked_again_and_nothing_new_is_arranged(forum, noon, inbox, way, changed, said, kept):
    place = coming(forum, way)

    change(forum, noon, **changed)

    message = inbox.latest(to=place.member.email)
    assert message.subject == "Can you still come? Forum"
    assert said in message.text.replace("\n", " ")
    assert "At this time you are coming to something else" not in message.text
    assert (place.state, place.asked_again_at) == (PlaceState.HELD, noon)
    assert way_said(place) is way
    assert arranged(place) == kept


def test_whose_way_stays_is_told_and_not_asked(forum, noon, inbox):
    place = coming(forum, Way.IN_PERSON)
    before = arranged(place)

    change(forum, noon, **IN_PERSON, joining_phone="")

    assert inbox.latest(to=place.member.email).subject == "Please check, something has changed: Forum"
    assert (place.asked_again_at, arranged(place)) == (None, before)


def test_who_came_in_the_only_way_there_was_is_asked_too(noon, inbox):
    hall = EventRoleFactory(event=EventFactory(format=EventFormat.IN_PERSON)).event
    place = coming(hall)

    change(hall, noon, **ONLINE)

    assert place.asked_again_at == noon
    assert arranged(place) == {NeedKind.BSL_INTERPRETER}


def test_nobody_is_counted_at_the_venue_before_they_answer(forum, noon):
    coming(forum, Way.ONLINE)

    change(forum, noon, **IN_PERSON, joining_phone="")

    people = dict(venue_summary(forum, viewer=StaffFactory()).people)
    assert people["Members who come"] == "0"
    assert people["Members who have not said yet if they come here or join from elsewhere"] == "1"


def test_a_yes_takes_the_way_that_is_left_and_then_it_is_arranged(forum, noon):
    place = coming(forum, Way.ONLINE)
    change(forum, noon, **IN_PERSON, joining_phone="")

    answers.answer(place.id, Answer.YES, hand=Hand(), now=noon)

    assert (place.asked_again_at, way_said(place)) == (None, None)
    assert arranged(place) == {NeedKind.BSL_INTERPRETER, NeedKind.TAXI}


def test_when_the_way_comes_back_the_question_is_taken_back(forum, noon):
    place = coming(forum, Way.ONLINE)
    change(forum, noon, **IN_PERSON)

    change(forum, noon, format=EventFormat.HYBRID)

    assert (place.asked_again_at, way_said(place)) == (None, Way.ONLINE)


def test_another_number_to_dial_asks_nobody_again(forum, noon, inbox):
    place = coming(forum, Way.PHONE)

    change(forum, noon, joining_phone="0115 496 0099")

    assert place.asked_again_at is None
    assert inbox.latest(to=place.member.email).subject == "Please check, something has changed: Forum"


def test_the_page_before_the_change_counts_whose_way_is_gone(coordinator, noon):
    forum = EventRoleFactory(event=EventFactory(kind="other", title="Forum")).event
    coming(forum, Way.ONLINE)
    coming(forum, Way.IN_PERSON)

    page = coordinator.get(f"/manage/events/{forum.id}/change").press("Save event", format="in person")

    assert "1 of them cannot take part as they planned. We ask them again." in page.text


def test_the_member_reads_why_we_ask_and_the_roster_does_not_speak_for_them(browser, coordinator, forum, noon):
    place = coming(forum, Way.ONLINE, account=None)
    place.member = browser.member
    db.session.flush()
    change(forum, noon, **IN_PERSON, joining_phone="")

    page = browser.get(f"/events/{forum.id}")

    assert "It has changed: can you still come?" in page.text
    assert "You were going to join online. That is no longer possible." in page.text
    assert "Online, but that is no longer possible." in coordinator.get(f"/rosters/{forum.id}").text


def test_the_question_stays_when_something_else_changes(forum, noon):
    place = coming(forum, Way.ONLINE)
    change(forum, noon, **IN_PERSON)

    change(forum, noon, venue="Another hall")

    assert place.asked_again_at == noon
