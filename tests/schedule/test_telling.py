"""Before an event is published, changed or cancelled, the page says who will be told, and how."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.members.models import Interest, NeedKind
from coproduction.notifications.actions import add_copy_recipient
from coproduction.notifications.models import MessageState
from coproduction.schedule import facts
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import offer_place
from coproduction.schedule.models import EventState
from coproduction.schedule.queries.people import members_with_a_part
from tests.factories import ArrangementFactory, EventFactory, EventRoleFactory, MemberFactory, NeedFactory, PlaceFactory
from tests.schedule.test_moving import busy

RING = {"account": None, "channel": "phone", "email": None}
POST = {"account": None, "channel": "letter", "email": None, "phone": None, "address": "1 Example Street"}
TEXT = {"channel": "text"}
WAYS = ["2 people by email", "1 person to ring", "1 person to text", "1 person to write to"]


def reached(**more):
    """Return five people: two by email, one by each other way."""
    return [MemberFactory(**way, **more) for way in ({}, {}, RING, TEXT, POST)]


@pytest.fixture
def event():
    """A published event of no special kind with five people in it, one of whom has a supporter who gets copies."""
    role = EventRoleFactory(event=EventFactory(kind="other", title="Forum"))
    members = reached()
    for member in members:
        PlaceFactory(role=role, member=member)
    add_copy_recipient(members[0].id, "Mo", email="mo@example.org")
    return role.event


@pytest.fixture
def booked(monkeypatch):
    """Something that is booked for every event."""
    monkeypatch.setattr(facts, "_BOOKED", [])
    facts.tell_booked(lambda _event_id: ["1 interpreter, booked with Example Interpreting"])


def test_a_cancellation_says_first_who_is_told_and_what_is_booked(coordinator, event, booked, inbox):
    page = coordinator.get(f"/manage/events/{event.id}").follow("Cancel the event")

    assert page.items == [
        *WAYS,
        "1 copy by email, to supporters",
        "1 interpreter, booked with Example Interpreting",
    ]
    assert inbox.messages == []

    page.press("Cancel the event", reason="The hall has flooded.")
    assert len(inbox.messages) == 6


def test_who_never_heard_of_it_is_not_among_those_who_will_be_told(coordinator, inbox, noon):
    role = EventRoleFactory(event=EventFactory(kind="other", title="Forum"))
    offer_place(role.id, MemberFactory(**RING), hand=Hand(coordinator.account), now=noon)
    page = coordinator.get(f"/manage/events/{role.event.id}/cancel")

    assert "1 person has not heard of it yet. What waits to be told to them is taken back." in page.text
    page.press("Cancel the event", reason="The hall has flooded.")
    assert [(message.template, message.state) for message in inbox.messages] == [
        ("schedule/place_offered", MessageState.DROPPED)
    ]


def test_a_move_is_shown_before_it_is_made_and_made_once(coordinator, event, booked, inbox):
    page = coordinator.get(f"/manage/events/{event.id}/change").press("Save event", day=date(2027, 1, 21))

    assert page.heading == "Check before you tell people: Forum"
    assert page.rows == [
        ["It was", "Thursday 14 January 2027, 10:30am to 12:30pm Example Hall, Nottingham, or online"],
        ["It will be", "Thursday 21 January 2027, 10:30am to 12:30pm Example Hall, Nottingham, or online"],
    ]
    assert page.items == [*WAYS, "1 copy by email, to supporters", "1 interpreter, booked with Example Interpreting"]
    assert (event.sequence, inbox.messages) == (0, [])

    page = page.press("Save and tell them")

    assert (page.heading, page.messages, event.sequence) == ("Forum", ["Saved."], 1)
    assert len(inbox.messages) == 6


@pytest.mark.parametrize(
    ("change", "is_asked"),
    [
        ({"starts": "11:30am", "ends": "1:30pm"}, True),
        ({"day": date(2027, 1, 21)}, False),
        ({"starts": "11:30am", "ends": "1:30pm", "breaks": "15 minutes at 12:30pm"}, False),
    ],
)
def test_words_about_breaks_that_were_written_for_another_hour_are_shown_before_people_are_told(
    coordinator, event, change, is_asked
):
    event.breaks = "15 minutes at 11:30am"

    page = coordinator.get(f"/manage/events/{event.id}/change").press("Save event", **change)

    assert page.heading == "Check before you tell people: Forum"
    assert ("Look at the breaks too. They still say: 15 minutes at 11:30am" in page.text) is is_asked


BSL_LATE = "British Sign Language (BSL) interpreter: the day to book it was Monday 21 December 2026"


def test_a_move_says_before_and_after_what_it_is_too_late_to_book_then(coordinator, noon):
    later = {"starts_at": noon + timedelta(days=65), "ends_at": noon + timedelta(days=65, hours=2)}
    event = EventRoleFactory(event=EventFactory(kind="other", **later)).event
    for _ in range(2):
        NeedFactory(member=PlaceFactory(role=event.roles[0]).member, kind=NeedKind.BSL_INTERPRETER)

    page = coordinator.get(f"/manage/events/{event.id}/change").press("Save event", day=date(2027, 1, 14))
    assert page.items == ["2 people by email", BSL_LATE]

    page = page.press("Save and tell them")
    assert page.messages == ["Saved. The day to book has passed for 2 things. See what you can do"]
    assert "The day to book has passed for 2 of these." in page.follow("See what you can do").text


def test_publishing_says_what_it_is_too_late_to_book_for_those_who_are_asked(coordinator):
    meeting = EventRoleFactory(event=EventFactory(state=EventState.DRAFT)).event
    NeedFactory(member=MemberFactory(interested_in=[Interest.MEETINGS]), kind=NeedKind.BSL_INTERPRETER)

    assert coordinator.get(f"/manage/events/{meeting.id}/publish").items == ["1 person by email", BSL_LATE]


def test_those_who_cannot_come_then_are_counted(coordinator, event):
    [member, *_] = members_with_a_part(event)
    busy(member, event, by=timedelta(days=7))
    page = coordinator.get(f"/manage/events/{event.id}/change").press("Save event", day=date(2027, 1, 21))

    assert (
        "1 of them cannot come then: they are away, or have a place at something else. We ask them again." in page.text
    )


def test_going_back_shows_what_was_typed_and_changes_nothing(coordinator, event, inbox):
    page = coordinator.get(f"/manage/events/{event.id}/change").press(
        "Save event", title="Other forum", day=date(2027, 1, 21)
    )

    page = page.press("Go back and change it")

    assert (page.heading, page.values["title"], page.values["day[day]"]) == ("Change Forum", ["Other forum"], ["21"])
    assert (event.title, inbox.messages) == ("Forum", [])


def test_what_nobody_is_told_of_is_saved_at_once(coordinator, event, inbox):
    page = coordinator.get(f"/manage/events/{event.id}/change").press("Save event", title="Other forum")

    assert (page.heading, page.messages, inbox.messages) == ("Other forum", ["Saved."], [])


def test_what_is_refused_is_refused_before_the_question(coordinator, event):
    page = coordinator.get(f"/manage/events/{event.id}/change").press("Save event", ends="9am")

    assert (page.heading, page.errors) == ("Change Forum", ["The end must be after the start"])


def test_publishing_says_who_would_be_asked(coordinator, inbox):
    meeting = EventRoleFactory(event=EventFactory(state=EventState.DRAFT)).event
    reached(interested_in=[Interest.MEETINGS])

    page = coordinator.get(f"/manage/events/{meeting.id}/publish")

    assert page.items == WAYS
    page.press("Publish", invite="yes")
    assert len(inbox.messages) == 5


def test_what_is_booked_is_counted_without_names(coordinator):
    event = EventFactory()
    for state in ("requested", "confirmed"):
        ArrangementFactory(event=event, state=state, supplier="Example Interpreting")
    ArrangementFactory(event=event)

    page = coordinator.get(f"/manage/events/{event.id}/cancel")

    [line] = page.items
    assert line.endswith(": 2, booked with Example Interpreting")


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_however_many_are_told(coordinator, count_statements, people):
    role = EventRoleFactory()
    PlaceFactory.create_batch(people, role=role)

    with count_statements() as statements:
        coordinator.get(f"/manage/events/{role.event_id}/cancel")

    assert len(statements) == 7  # the account, the event, its roles, who is told, what waits, copies, what is booked
