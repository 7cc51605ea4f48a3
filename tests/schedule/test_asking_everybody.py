"""Everybody who has not been asked can be asked later: who joined since, or all when a date went out without asking."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.members.models import Interest, MemberState
from coproduction.schedule.actions import publishing
from coproduction.schedule.models import EventKind, EventState, Place, PlaceState
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.refusals import refusal_of

LIKES = {"interested_in": [Interest.MEETINGS]}


@pytest.fixture
def forum():
    """A published meeting with an open role, to which nobody has been asked."""
    return EventRoleFactory(event=EventFactory(title="Forum")).event


def asked():
    offers = db.session.query(Place).filter_by(state=PlaceState.OFFERED).order_by(Place.id)
    return [offer.member.known_as for offer in offers]


def test_who_has_no_part_yet_is_asked_and_nobody_else(forum, noon, inbox):
    MemberFactory(known_as="New", **LIKES)
    MemberFactory(known_as="Resting", state=MemberState.PAUSED, **LIKES)
    MemberFactory(known_as="Likes other things")
    for state in (PlaceState.HELD, PlaceState.DECLINED, PlaceState.STEPPED_BACK, PlaceState.RELEASED):
        PlaceFactory(role=forum.roles[0], member=MemberFactory(**LIKES), state=state)
    chair = EventRoleFactory(event=forum, name="Chair", is_open=False)
    PlaceFactory(role=chair, member=MemberFactory(known_as="Chair", **LIKES))
    staff = StaffFactory()

    assert [publishing.ask_everybody([forum], by=staff, now=noon) for _ in range(2)] == [1, 0]
    assert asked() == ["New"]
    assert [(message.to_name, message.subject) for message in inbox.messages] == [("New", "Can you join us? Forum")]


def test_several_dates_are_asked_about_in_one_message(noon, inbox):
    first, second = (EventRoleFactory(event=EventFactory(title=title)).event for title in ("First", "Second"))
    second.starts_at, second.ends_at = first.starts_at.replace(day=21), first.ends_at.replace(day=21)
    _new, half = MemberFactory(known_as="New", **LIKES), MemberFactory(known_as="Half", **LIKES)
    PlaceFactory(role=first.roles[0], member=half, state=PlaceState.DECLINED)

    assert publishing.ask_everybody([first, second], by=StaffFactory(), now=noon) == 2
    assert sorted(asked()) == ["Half", "New", "New"]
    subjects = {message.to_name: message.subject for message in inbox.messages}
    assert subjects == {"New": "Dates for you: First", "Half": "Dates for you: Second"}


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_what_takes_no_answers_asks_nobody(forum, noon, inbox, state):
    MemberFactory(**LIKES)
    forum.state = state
    db.session.flush()

    assert refusal_of(publishing.ask_everybody, [forum], by=StaffFactory(), now=noon)[0].startswith("Forum ")
    assert inbox.messages == []


def test_a_coordinator_sees_who_would_be_asked_and_asks_them(coordinator, forum, inbox):
    MemberFactory(known_as="New", **LIKES)
    MemberFactory(channel="phone", **LIKES)
    page = coordinator.get(f"/manage/events/{forum.id}").follow("Ask everybody")

    assert page.heading == "Ask everybody who has not been asked to Forum"
    assert page.items == ["1 person by email", "1 person to ring"]
    assert inbox.messages == []

    page = page.press("Ask them to come")

    assert (page.heading, page.messages) == ("Forum", ["2 members are being asked, in one message each."])
    page = page.follow("Ask everybody")
    assert "Everybody who likes this kind of event and is free then has been asked." in page.text
    assert "Ask them to come" not in page.text


def test_what_is_said_when_nobody_is_left_to_ask_holds_for_every_kind(coordinator):
    session = EventRoleFactory(event=EventFactory(kind=EventKind.TRAINING)).event

    text = coordinator.get(f"/manage/events/{session.id}/ask").text

    assert "Everybody who likes this kind of event and is free then has been asked." in text
    assert "likes meetings" not in text


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_there_is_no_such_page_for_what_takes_no_answers(coordinator, forum, state):
    forum.state = state
    db.session.flush()

    assert "Ask everybody" not in coordinator.get(f"/manage/events/{forum.id}").text
    assert coordinator.get(f"/manage/events/{forum.id}/ask").status == 404
