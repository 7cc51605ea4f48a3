"""An event that moves asks again those who could not be there, and takes nothing from anybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coproduction.core.database import db
from coproduction.notifications.models import Message
from coproduction.schedule.actions import events
from coproduction.schedule.actions import places as answers
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventState, PlaceState
from coproduction.schedule.pages.places import my_places
from tests.factories import (
    AwayDateFactory,
    EventFactory,
    EventRoleFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.schedule.test_events import details_of

LATER = timedelta(days=7)


@pytest.fixture
def forum():
    """A published event with an open role."""
    return EventRoleFactory(event=EventFactory(title="Forum")).event


def coming(event, **place):
    return PlaceFactory(role=event.roles[0], **place)


def move(event, by, noon):
    """Move the event by some time."""
    there = details_of(event, starts_at=event.starts_at + by, ends_at=event.ends_at + by)
    events.change_event(event, there, by=StaffFactory(), now=noon)


def busy(member, event, by=LATER):
    """Give the member a place at something else, when the event will be."""
    other = EventFactory(starts_at=event.starts_at + by, title="Something else")
    return PlaceFactory(role=EventRoleFactory(event=other), member=member)


def told(inbox, place):
    """Return the messages to the member whose place it is."""
    return [message for message in inbox.messages if message.member_id == place.member_id]


def test_who_is_elsewhere_or_away_then_is_asked_again_and_keeps_the_place(forum, noon, inbox):
    elsewhere, away, free, asked = [coming(forum, state=PlaceState.HELD) for _ in range(3)] + [
        coming(forum, state=PlaceState.OFFERED)
    ]
    busy(elsewhere.member, forum)
    busy(asked.member, forum)
    day = date(2027, 1, 21)
    AwayDateFactory(member=away.member, starts_on=day, ends_on=day)

    move(forum, LATER, noon)

    again, told = "Can you still come? Forum", "Please check, something has changed: Forum"
    assert sorted(inbox.letters) == sorted(
        [
            (elsewhere.member.email, again),
            (away.member.email, again),
            (free.member.email, told),
            (asked.member.email, told),
        ]
    )
    assert [place.state for place in (elsewhere, away, free)] == [PlaceState.HELD] * 3
    assert [bool(place.asked_again_at) for place in (elsewhere, away, free, asked)] == [True, True, False, False]


def test_another_venue_asks_nobody_again(forum, noon, inbox):
    place = coming(forum)
    busy(place.member, forum, by=timedelta())

    events.change_event(forum, details_of(forum, venue="Another hall"), by=StaffFactory(), now=noon)

    assert (place.asked_again_at, inbox.letters) == (
        None,
        [(place.member.email, "Please check, something has changed: Forum")],
    )


@pytest.mark.parametrize(
    ("said", "state"),
    [(Answer.YES, PlaceState.HELD), (Answer.NOT_SURE, PlaceState.TENTATIVE), (Answer.NO, PlaceState.STEPPED_BACK)],
)
def test_any_answer_ends_the_question_and_is_confirmed(forum, noon, inbox, said, state):
    place = coming(forum)
    busy(place.member, forum)
    move(forum, LATER, noon)
    before = len(told(inbox, place))

    answers.answer(place.id, said, hand=Hand(), now=noon)
    answers.answer(place.id, said, hand=Hand(), now=noon)

    assert (place.state, place.asked_again_at) == (state, None)
    assert len(told(inbox, place)) == before + 1


def test_a_move_back_takes_the_question_back(forum, noon):
    place = coming(forum)
    busy(place.member, forum)
    move(forum, LATER, noon)

    move(forum, -LATER, noon)

    assert place.asked_again_at is None


def test_a_member_sees_the_question_at_home_and_on_the_page(browser, forum, noon):
    place = coming(forum, member=browser.member)
    busy(browser.member, forum)
    move(forum, LATER, noon)

    assert [line.title for line in my_places(viewer=browser.member, now=noon) if line.waits_for_answer] == ["Forum"]
    page = browser.get(f"/events/{forum.id}")
    assert "It has changed: can you still come?" in page.text
    page.press("Yes, I can come")

    assert (place.state, place.asked_again_at) == (PlaceState.HELD, None)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.integers(-6, 40), max_size=6), busy_at=st.integers(0, 40))
def test_however_often_it_moves_nobody_loses_a_place_or_is_told_twice(noon, moves, busy_at):
    event = EventRoleFactory(event=EventFactory()).event
    places = [coming(event) for _ in range(3)]
    ids = [place.member_id for place in places]
    busy(places[0].member, event, by=timedelta(days=busy_at))

    for days in moves:
        by = timedelta(days=days)
        move(event, by if event.starts_at + by > noon else timedelta(), noon)

    assert [place.state for place in places] == [PlaceState.HELD] * 3
    keys = [key for (key,) in db.session.query(Message.key).where(Message.member_id.in_(ids))]
    assert len(keys) == len(set(keys)) == 3 * event.sequence
    assert [place.asked_again_at for place in places[1:]] == [None, None]


def test_a_draft_that_is_called_off_is_never_seen_by_members(browser, noon):
    draft = EventFactory(title="Never mind", state=EventState.DRAFT)
    shown = EventFactory(title="A pity")
    for event in (draft, shown):
        events.cancel_event(event, "Not needed.", by=StaffFactory(), now=noon)

    assert [browser.get(f"/events/{event.id}").status for event in (draft, shown)] == [404, 200]
    assert "Never mind" not in browser.get("/schedule").text
