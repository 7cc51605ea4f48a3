"""Members take places and put themselves forward."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import Event, EventState, Place, PlaceState, Via
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    PlaceFactory,
    QualificationFactory,
)
from tests.schedule.refusals import words_of_refusal

ITSELF = Hand()


def test_taking_a_place_holds_it_and_confirms_it_with_a_calendar_file(noon, inbox):
    role, member = EventRoleFactory(event__title="Carers’ forum"), MemberFactory()

    place = places.take_place(role.id, member, hand=Hand(member.account), now=noon)

    assert (place.state, place.member, place.role) == (PlaceState.HELD, member, role)
    assert inbox.letters == [(member.email, "You have a place: Carers’ forum")]
    assert "STATUS:CONFIRMED" in (inbox.messages[0].calendar or "")
    [moved] = place.moves
    assert (moved.from_state, moved.to_state, moved.moved_by_id, moved.via) == (
        None,
        PlaceState.HELD,
        member.account.id,
        Via.WEBSITE,
    )
    [entry] = db.session.query(AuditEntry).all()
    assert (entry.action, entry.subject_id, entry.account_id) == (
        "schedule.place_moved",
        place.id,
        member.account.id,
    )


def test_taking_a_place_twice_is_one_place_one_move_and_one_message(noon, inbox):
    role, member = EventRoleFactory(maximum=1), MemberFactory()

    first = places.take_place(role.id, member, hand=ITSELF, now=noon)
    second = places.take_place(role.id, member, hand=ITSELF, now=noon)

    assert first is second
    assert (len(first.moves), len(inbox.messages)) == (1, 1)


def test_a_full_role_that_a_coordinator_fills_is_refused_and_a_place_given_up_is_free_again(noon):
    role = EventRoleFactory(name="Panel member", maximum=1, is_open=False)
    held, other = PlaceFactory(role=role), PlaceFactory(role=role, state=PlaceState.OFFERED)

    assert (
        words_of_refusal(places.answer, other.id, Answer.YES, hand=ITSELF, now=noon)
        == "All the places for Panel member have been taken."
    )

    places.step_back(held.id, hand=ITSELF, now=noon)
    assert places.answer(other.id, Answer.YES, hand=ITSELF, now=noon).state is PlaceState.HELD


@pytest.mark.parametrize(
    ("state", "starts_in", "words"),
    [
        (EventState.PUBLISHED, timedelta(minutes=-1), "Forum has already started."),
        (EventState.CANCELLED, timedelta(days=9), "Forum has been cancelled."),
        (EventState.DRAFT, timedelta(days=9), "Forum is not open for answers."),
    ],
)
def test_what_is_over_cancelled_or_not_published_takes_nobody(noon, inbox, state, starts_in, words):
    event = EventFactory(title="Forum", state=state, starts_at=noon + starts_in)
    role, chosen = EventRoleFactory(event=event), EventRoleFactory(event=event, is_open=False)
    member, place = MemberFactory(), PlaceFactory(role=role, state=PlaceState.OFFERED)

    assert words_of_refusal(places.take_place, role.id, member, hand=ITSELF, now=noon) == words
    assert words_of_refusal(places.put_forward, chosen.id, member, note="", hand=ITSELF, now=noon) == words
    assert words_of_refusal(places.offer_place, role.id, member, hand=ITSELF, now=noon) == words
    assert {words_of_refusal(places.answer, place.id, said, hand=ITSELF, now=noon) for said in Answer} == {words}
    assert words_of_refusal(places.step_back, place.id, hand=ITSELF, now=noon) == words
    assert (place.state, inbox.messages) == (PlaceState.OFFERED, [])


def test_a_role_that_a_coordinator_fills_cannot_be_taken(noon):
    role = EventRoleFactory(name="Co-trainer", is_open=False)

    assert words_of_refusal(places.take_place, role.id, MemberFactory(), hand=ITSELF, now=noon) == (
        "A coordinator chooses who takes part as Co-trainer. You can put yourself forward."
    )


@pytest.mark.parametrize("state", [PlaceState.OFFERED, PlaceState.TENTATIVE])
def test_whoever_was_asked_can_take_a_role_that_a_coordinator_fills(noon, state):
    place = PlaceFactory(role__is_open=False, state=state)

    assert places.take_place(place.role_id, place.member, hand=ITSELF, now=noon).state is PlaceState.HELD


def test_a_qualification_counts_on_the_day_of_the_event(noon):
    skills = QualificationFactory(name="interview skills")
    event = EventFactory(starts_at=datetime(2027, 1, 14, 10, 30, tzinfo=UTC))
    role = EventRoleFactory(event=event, name="Panel member", qualification=skills)
    words = "Panel member needs interview skills. Ask us how to get it."

    runs_out_before, runs_out_that_day, never_had = MemberFactory.create_batch(3)
    HeldQualificationFactory(member=runs_out_before, qualification=skills, valid_until=date(2027, 1, 13))
    HeldQualificationFactory(member=runs_out_that_day, qualification=skills, valid_until=date(2027, 1, 14))

    assert words_of_refusal(places.take_place, role.id, never_had, hand=ITSELF, now=noon) == words
    assert words_of_refusal(places.put_forward, role.id, runs_out_before, note="", hand=ITSELF, now=noon) == words
    assert places.take_place(role.id, runs_out_that_day, hand=ITSELF, now=noon).state is PlaceState.HELD


def test_nobody_is_in_two_places_at_one_time(noon):
    held = PlaceFactory(role__event__title="Forum")
    at_once = EventRoleFactory(event__starts_at=held.role.event.starts_at + timedelta(minutes=119))
    just_after = EventRoleFactory(event__starts_at=held.role.event.ends_at)

    assert (
        words_of_refusal(places.take_place, at_once.id, held.member, hand=ITSELF, now=noon)
        == "You have a place at Forum at the same time."
    )
    assert places.take_place(just_after.id, held.member, hand=ITSELF, now=noon).state is PlaceState.HELD


def test_a_cancelled_event_clashes_with_nothing(noon):
    held = PlaceFactory(role__event__state=EventState.CANCELLED)
    role = EventRoleFactory()

    assert places.take_place(role.id, held.member, hand=ITSELF, now=noon).state is PlaceState.HELD


def test_nobody_has_two_parts_in_one_event(noon):
    held = PlaceFactory(role__name="Chair")
    other = EventRoleFactory(event=held.role.event)
    words = "You have another part in this event, as Chair."

    assert words_of_refusal(places.take_place, other.id, held.member, hand=ITSELF, now=noon) == words
    assert words_of_refusal(places.put_forward, other.id, held.member, note="", hand=ITSELF, now=noon) == words
    assert words_of_refusal(places.offer_place, other.id, held.member, hand=ITSELF, now=noon) == words


def test_putting_oneself_forward_waits_for_a_coordinator_and_is_confirmed(noon, inbox):
    role, member = EventRoleFactory(is_open=False, event__title="Easy read"), MemberFactory()

    place = places.put_forward(role.id, member, note="I can bring slides", hand=ITSELF, now=noon)

    assert (place.state, place.note) == (PlaceState.INTERESTED, "I can bring slides")
    assert inbox.letters == [(member.email, "You put yourself forward: Easy read")]


def test_putting_oneself_forward_twice_changes_nothing(noon, inbox):
    role, member = EventRoleFactory(is_open=False), MemberFactory()

    place, again = (
        places.put_forward(role.id, member, note=note, hand=ITSELF, now=noon) for note in ("first", "second")
    )

    assert place is again
    assert (place.note, place.moves_made, len(inbox.messages)) == ("first", 1, 1)


def test_whoever_stepped_back_can_put_themselves_forward_again_in_the_same_place(noon):
    place = PlaceFactory(role__is_open=False, state=PlaceState.STEPPED_BACK)

    again = places.put_forward(place.role_id, place.member, note="I can come now", hand=ITSELF, now=noon)

    assert (again, again.state, again.note) == (place, PlaceState.INTERESTED, "I can come now")


def test_places_are_never_deleted(noon):
    place = PlaceFactory()

    places.step_back(place.id, hand=ITSELF, now=noon)
    places.take_place(place.role_id, place.member, hand=ITSELF, now=noon)

    assert db.session.query(Place).all() == [place]
    assert [moved.to_state for moved in place.moves] == [PlaceState.STEPPED_BACK, PlaceState.HELD]


def test_an_event_is_looked_at_again_before_a_place_is_given(noon):
    """Whoever opened the page before somebody cancelled the event still holds the old event in hand."""
    role, member = EventRoleFactory(event__title="Forum"), MemberFactory()
    assert role.event.state is EventState.PUBLISHED

    behind_our_back = update(Event).values(state=EventState.CANCELLED)
    db.session.connection().execute(behind_our_back)

    assert words_of_refusal(places.take_place, role.id, member, hand=ITSELF, now=noon) == "Forum has been cancelled."
