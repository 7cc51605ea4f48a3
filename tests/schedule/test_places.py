"""Members take places, put themselves forward, answer and step back; coordinators offer, give and release."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
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
    StaffFactory,
)

ITSELF = Hand()


def refusal_of(action, *given, **named):
    """Return the words in which the action says no."""
    with pytest.raises(Refusal) as refused:
        action(*given, hand=ITSELF, **named)
    return refused.value.message


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


def test_a_full_role_is_refused_and_a_place_given_up_is_free_again(noon):
    role = EventRoleFactory(name="Panel member", maximum=1)
    held, other = PlaceFactory(role=role), MemberFactory()

    assert refusal_of(places.take_place, role.id, other, now=noon) == "All the places for Panel member have been taken."

    places.step_back(held.id, hand=ITSELF, now=noon)
    assert places.take_place(role.id, other, hand=ITSELF, now=noon).state is PlaceState.HELD


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

    assert refusal_of(places.take_place, role.id, member, now=noon) == words
    assert refusal_of(places.put_forward, chosen.id, member, note="", now=noon) == words
    assert refusal_of(places.offer_place, role.id, member, now=noon) == words
    assert {refusal_of(places.answer, place.id, said, now=noon) for said in Answer} == {words}
    assert refusal_of(places.step_back, place.id, now=noon) == words
    assert (place.state, inbox.messages) == (PlaceState.OFFERED, [])


def test_a_role_that_a_coordinator_fills_cannot_be_taken(noon):
    role = EventRoleFactory(name="Co-trainer", is_open=False)

    assert refusal_of(places.take_place, role.id, MemberFactory(), now=noon) == (
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

    assert refusal_of(places.take_place, role.id, never_had, now=noon) == words
    assert refusal_of(places.put_forward, role.id, runs_out_before, note="", now=noon) == words
    assert places.take_place(role.id, runs_out_that_day, hand=ITSELF, now=noon).state is PlaceState.HELD


def test_nobody_is_in_two_places_at_one_time(noon):
    held = PlaceFactory(role__event__title="Forum")
    at_once = EventRoleFactory(event__starts_at=held.role.event.starts_at + timedelta(minutes=119))
    just_after = EventRoleFactory(event__starts_at=held.role.event.ends_at)

    assert (
        refusal_of(places.take_place, at_once.id, held.member, now=noon)
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
    words = "You already have a part in this event, as Chair."

    assert refusal_of(places.take_place, other.id, held.member, now=noon) == words
    assert refusal_of(places.put_forward, other.id, held.member, note="", now=noon) == words
    assert refusal_of(places.offer_place, other.id, held.member, now=noon) == words


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


@pytest.mark.parametrize(
    ("before", "said", "after", "subject"),
    [
        (PlaceState.OFFERED, Answer.YES, PlaceState.HELD, "You have a place: Forum"),
        (PlaceState.OFFERED, Answer.NOT_SURE, PlaceState.TENTATIVE, "You are not sure yet: Forum"),
        (PlaceState.OFFERED, Answer.NO, PlaceState.DECLINED, "You cannot make it: Forum"),
        (PlaceState.TENTATIVE, Answer.YES, PlaceState.HELD, "You have a place: Forum"),
        (PlaceState.TENTATIVE, Answer.NO, PlaceState.DECLINED, "You cannot make it: Forum"),
        (PlaceState.HELD, Answer.NOT_SURE, PlaceState.TENTATIVE, "You are not sure yet: Forum"),
        (PlaceState.HELD, Answer.NO, PlaceState.STEPPED_BACK, "We have taken your name off: Forum"),
        (PlaceState.INTERESTED, Answer.NO, PlaceState.RELEASED, "We have taken your name off: Forum"),
        (PlaceState.WAITING, Answer.NO, PlaceState.STEPPED_BACK, "We have taken your name off: Forum"),
    ],
)
def test_an_answer_moves_the_place_and_is_confirmed(noon, inbox, before, said, after, subject):
    place = PlaceFactory(role__event__title="Forum", state=before)

    places.answer(place.id, said, hand=Hand(via=Via.EMAIL), now=noon)

    assert place.state is after
    assert inbox.letters == [(place.member.email, subject)]
    assert [(moved.via, moved.moved_by_id) for moved in place.moves] == [(Via.EMAIL, None)]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PlaceState.HELD, Answer.YES),
        (PlaceState.TENTATIVE, Answer.NOT_SURE),
        (PlaceState.DECLINED, Answer.NO),
        (PlaceState.STEPPED_BACK, Answer.NO),
    ],
)
def test_the_same_answer_twice_changes_nothing(noon, inbox, state, said):
    place = PlaceFactory(state=state)

    places.answer(place.id, said, hand=ITSELF, now=noon)

    assert (place.state, place.moves_made, inbox.messages) == (state, 1, [])


@pytest.mark.parametrize(
    ("state", "said", "words"),
    [
        (PlaceState.INTERESTED, Answer.YES, "A coordinator has not offered you this place yet."),
        (PlaceState.WAITING, Answer.YES, "A coordinator has not offered you this place yet."),
        (
            PlaceState.RELEASED,
            Answer.YES,
            "This place is no longer yours to answer. Contact us if you would like it.",
        ),
        (
            PlaceState.LAPSED,
            Answer.NOT_SURE,
            "This place is no longer yours to answer. Contact us if you would like it.",
        ),
    ],
)
def test_an_answer_to_what_was_not_asked_is_refused(noon, inbox, state, said, words):
    place = PlaceFactory(state=state)

    assert refusal_of(places.answer, place.id, said, now=noon) == words
    assert (place.state, inbox.messages) == (state, [])


def test_a_yes_comes_too_late_when_somebody_else_has_the_place(noon):
    role = EventRoleFactory(name="Panel member", maximum=1, is_open=False)
    asked = PlaceFactory(role=role, state=PlaceState.OFFERED)
    PlaceFactory(role=role)

    assert refusal_of(places.answer, asked.id, Answer.YES, now=noon) == (
        "All the places for Panel member have been taken."
    )
    assert asked.state is PlaceState.OFFERED


def test_stepping_back_from_a_part_that_was_given_tells_the_coordinator(noon, inbox):
    place = PlaceFactory(role__is_open=False, role__event__title="Forum")

    places.step_back(place.id, hand=ITSELF, now=noon)

    assert inbox.letters == [
        (place.role.event.organiser.email, "A place is free: Forum"),
        (place.member.email, "We have taken your name off: Forum"),
    ]
    assert "METHOD:CANCEL" in (inbox.latest(to=place.member.email).calendar or "")


def test_stepping_back_twice_is_one_step(noon, inbox):
    place = PlaceFactory()

    for _ in range(2):
        places.step_back(place.id, hand=ITSELF, now=noon)

    assert (place.state, place.moves_made, len(inbox.messages)) == (PlaceState.STEPPED_BACK, 2, 1)


def test_an_offer_asks_the_member_and_is_written_down(noon, inbox):
    role, member, staff = EventRoleFactory(is_open=False, event__title="Forum"), MemberFactory(), StaffFactory()

    place = places.offer_place(role.id, member, hand=Hand(staff), now=noon, reason="She knows the team")

    assert (place.state, place.moves[0].reason) == (PlaceState.OFFERED, "She knows the team")
    assert inbox.letters == [(member.email, "Can you join us? Forum")]
    assert [(entry.action, entry.account_id) for entry in db.session.query(AuditEntry)] == [
        ("schedule.place_offered", staff.id)
    ]


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

    assert refusal_of(places.give_place, waiting.id, now=noon) == "All the places for Chair have been taken."


@pytest.mark.parametrize(
    "state", [PlaceState.OFFERED, PlaceState.DECLINED, PlaceState.STEPPED_BACK, PlaceState.RELEASED]
)
def test_nobody_is_given_what_they_did_not_ask_for_or_no_longer_want(noon, inbox, state):
    place = PlaceFactory(state=state, member__name="Ruth Adeyemi-Clarke", role__is_open=False)

    assert refusal_of(places.give_place, place.id, now=noon) == (
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

    assert refusal_of(places.take_place, role.id, member, now=noon) == "Forum has been cancelled."
