"""Coordinators offer places, give them to those who stand forward, and release them."""

from __future__ import annotations

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import MessageState
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand, Why
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import Part, PlaceState
from tests.factories import (
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.schedule.refusals import words_of_refusal

ITSELF = Hand()


def test_an_offer_asks_the_member_and_is_written_down(noon, inbox):
    role, member, staff = EventRoleFactory(is_open=False, event__title="Forum"), MemberFactory(), StaffFactory()

    place = places.offer_place(role.id, member, hand=Hand(staff), now=noon, why=Why("She knows the team"))

    assert (place.state, place.moves[0].reason) == (PlaceState.OFFERED, "She knows the team")
    assert inbox.letters == [(member.email, "Can you join us? Forum")]
    assert [(entry.action, entry.account_id) for entry in db.session.query(AuditEntry)] == [
        ("schedule.place_offered", staff.id)
    ]


def test_whoever_has_another_part_in_the_event_keeps_it_and_is_not_asked(noon):
    place = PlaceFactory(member__known_as="Amara", role__name="Chair")
    other = EventRoleFactory(event=place.role.event, name="Note taker", is_open=False)

    with pytest.raises(Refusal, match="another part in this event, as Chair"):
        places.offer_place(other.id, place.member, hand=Hand(StaffFactory()), now=noon)

    assert place.state is PlaceState.HELD


@pytest.mark.parametrize(
    ("state", "words"), [(PlaceState.HELD, "Can you step in?"), (PlaceState.OFFERED, "We would like to ask you")]
)
def test_only_who_stands_by_is_asked_to_step_in_and_hears_of_nothing_else(noon, inbox, state, words):
    role = EventRoleFactory(is_open=False)
    standby = EventRoleFactory(
        event=role.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )
    stood_by = places.offer_place(standby.id, MemberFactory(), hand=ITSELF, now=noon)
    stood_by.state = state

    places.offer_place(role.id, stood_by.member, hand=ITSELF, now=noon)

    asked_before, message = inbox.messages
    assert (asked_before.state, stood_by.state) == (MessageState.DROPPED, PlaceState.RELEASED)
    assert words in message.text


@pytest.mark.parametrize("state", [PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.HELD])
def test_whoever_was_asked_is_not_asked_again(noon, inbox, state):
    place = PlaceFactory(state=state)

    places.offer_place(place.role_id, place.member, hand=ITSELF, now=noon)

    assert (place.state, place.moves_made, inbox.messages) == (state, 1, [])


@pytest.mark.parametrize(
    "state", [PlaceState.DECLINED, PlaceState.STEPPED_BACK, PlaceState.RELEASED, PlaceState.LAPSED, PlaceState.WAITING]
)
def test_whoever_once_said_no_can_be_asked_again_in_the_same_place(noon, inbox, state):
    place = PlaceFactory(state=state)

    again = places.offer_place(place.role_id, place.member, hand=ITSELF, now=noon)

    assert (again, again.state, len(inbox.messages)) == (place, PlaceState.OFFERED, 1)


def test_every_offer_to_one_person_is_a_message_of_its_own(noon, inbox):
    place = PlaceFactory(state=PlaceState.OFFERED, role__event__title="Forum")

    for _ in range(2):
        places.answer(place.id, Answer.NO, hand=ITSELF, now=noon)
        places.offer_place(place.role_id, place.member, hand=ITSELF, now=noon)

    assert [subject for _to, subject in inbox.letters] == [
        "You cannot make it: Forum",
        "Can you join us? Forum",
    ] * 2


def test_a_coordinator_gives_the_place_to_whoever_put_themselves_forward(noon, inbox):
    place = PlaceFactory(state=PlaceState.INTERESTED, role__is_open=False, role__event__title="Forum")

    for _ in range(2):
        places.give_place(place.id, hand=Hand(StaffFactory()), now=noon)

    assert (place.state, place.moves_made) == (PlaceState.HELD, 2)
    assert inbox.letters == [(place.member.email, "You have a place: Forum")]


def test_a_place_that_is_not_there_cannot_be_given(noon):
    role = EventRoleFactory(name="Chair", maximum=1, is_open=False)
    PlaceFactory(role=role)
    waiting = PlaceFactory(role=role, state=PlaceState.INTERESTED)

    assert (
        words_of_refusal(places.give_place, waiting.id, hand=ITSELF, now=noon)
        == "All the places for Chair have been taken."
    )


@pytest.mark.parametrize(
    "state", [PlaceState.OFFERED, PlaceState.DECLINED, PlaceState.STEPPED_BACK, PlaceState.RELEASED]
)
def test_nobody_is_given_what_they_did_not_ask_for_or_no_longer_want(noon, inbox, state):
    place = PlaceFactory(state=state, member__name="Ruth Adeyemi-Clarke", role__is_open=False)

    assert words_of_refusal(places.give_place, place.id, hand=ITSELF, now=noon) == (
        "Ruth Adeyemi-Clarke does not put themselves forward for this now. You can ask them."
    )
    assert (place.state, inbox.messages) == (state, [])


@pytest.mark.parametrize("state", [PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.HELD])
def test_a_place_is_released_with_thanks_once(noon, inbox, state):
    place = PlaceFactory(state=state, role__event__title="Forum")

    for _ in range(2):
        places.release_place(place.id, hand=Hand(StaffFactory()), now=noon)

    assert (place.state, place.moves_made) == (PlaceState.RELEASED, 2)
    assert inbox.letters == [(place.member.email, "Not this time: Forum")]


def test_a_member_without_email_is_on_the_list_of_people_to_ring(noon, inbox):
    dennis = MemberFactory(account=None, channel="phone", email=None, phone="0115 496 0012")

    places.offer_place(EventRoleFactory(event__title="Forum").id, dennis, hand=ITSELF, now=noon)

    [message] = inbox.messages
    assert (message.channel, message.to_address, message.subject) == (
        "phone",
        "0115 496 0012",
        "Can you join us? Forum",
    )
