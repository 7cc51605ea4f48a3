"""A member hears in their own channel that something arranged for them is not certain any more, never what it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.notifications.actions import add_copy_recipient
from coproduction.schedule.actions import arrangements as actions
from coproduction.schedule.actions.alerts import compare_events_to_come
from coproduction.schedule.actions.arrangements import Booking
from coproduction.schedule.actions.arranging import move
from coproduction.schedule.actions.events import change_event
from coproduction.schedule.emails.dates import dates_changed
from coproduction.schedule.models import Arrangement, PlaceState
from coproduction.schedule.models import ArrangementState as S
from tests.factories import (
    ArrangementFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.schedule.test_events import details_of


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


@pytest.fixture
def amara():
    return MemberFactory(known_as="Amara")


def test_who_comes_is_told_in_their_channel_that_it_is_not_certain_any_more_and_not_what(priya, amara, inbox, noon):
    dennis = MemberFactory(known_as="Dennis", account=None, channel="phone", email=None, phone="0115 496 0012")
    role = EventRoleFactory(event=EventFactory(title="Forum", organiser=priya))
    for member in (amara, dennis):
        PlaceFactory(role=role, member=member, state=PlaceState.HELD)
    add_copy_recipient(amara.id, "Mo", email="mo@example.org")
    some = [ArrangementFactory(event=role.event, member=member, state=S.CONFIRMED) for member in (amara, dennis)]

    def writes(state):
        for arrangement in some:
            actions.note_booking(arrangement.id, Booking(state=state, owner_id=priya.id), by=priya, now=noon)

    for state in (S.CONFIRMED, S.TO_BOOK, S.TO_BOOK, S.REQUESTED, S.CONFIRMED, S.CANNOT_BE_MET):
        writes(state)

    said = "We are checking something again: Forum"
    assert inbox.letters == [(amara.email, said), (dennis.phone, said)] * 2
    assert not any("interpreter" in words.lower() for told in inbox.messages for words in (told.text, told.html))


def test_what_is_not_certain_after_a_move_is_said_with_the_move_and_to_nobody_else(priya, amara, inbox, noon):
    role = EventRoleFactory(event=EventFactory(title="Forum", organiser=priya))
    other = PlaceFactory(role=role, state=PlaceState.HELD).member
    add_copy_recipient(amara.id, "Mo", email="mo@example.org")
    PlaceFactory(role=role, member=amara, state=PlaceState.HELD)
    NeedFactory(member=amara, kind=NeedKind.BSL_INTERPRETER)
    compare_events_to_come(now=noon)
    arrangement = db.session.scalars(select(Arrangement)).one()
    actions.note_booking(arrangement.id, Booking(state=S.CONFIRMED, owner_id=priya.id), by=priya, now=noon)

    later = role.event.starts_at + timedelta(days=7)
    change_event(
        role.event, details_of(role.event, starts_at=later, ends_at=later + timedelta(hours=2)), by=priya, now=noon
    )

    assert arrangement.state is S.CHECK_AGAIN
    said = {message.to_name: "Not everything that we had arranged" in message.text for message in inbox.messages}
    assert said == {"Amara": True, other.known_as: False, "Mo": False}
    assert not any("interpreter" in message.text.lower() for message in inbox.messages)


def test_several_dates_say_what_is_not_certain_and_how_to_join_to_who_comes_alone(priya, amara, inbox, noon):
    add_copy_recipient(amara.id, "Mo", email="mo@example.org")
    joining = {"joining_link": "https://meet.example.org/forum", "joining_phone": "0115 496 0099"}
    theirs = []
    for days, state in enumerate((PlaceState.HELD, PlaceState.TENTATIVE, PlaceState.OFFERED)):
        starts_at = EventFactory.starts_at + timedelta(days=days)
        event = EventFactory(title="Forum", organiser=priya, starts_at=starts_at, **joining)
        theirs.append(PlaceFactory(role=EventRoleFactory(event=event), member=amara, state=state))
    arrangement = ArrangementFactory(event=theirs[0].role.event, member=amara)
    for after in (S.CONFIRMED, S.CHECK_AGAIN):
        move(arrangement, after, by=priya, now=noon)

    dates_changed(theirs, now=noon)

    def beside(words):
        return [[words in line for line in text.splitlines() if "Forum:" in line] for text in texts]

    texts = [message.text for message in inbox.messages]
    assert beside("Not everything that we had arranged") == [[True, False, False], [False] * 3]
    for how in joining.values():
        assert beside(how) == [[True, True, False], [False] * 3]
