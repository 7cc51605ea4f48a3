"""Members answer yes, not sure or no, change their minds and step back."""

from __future__ import annotations

import pytest

from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import PlaceState, Via
from tests.factories import (
    EventRoleFactory,
    PlaceFactory,
)
from tests.schedule.refusals import words_of_refusal

ITSELF = Hand()


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
    assert inbox.letters[-1] == (place.member.email, subject)
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


def test_a_yes_comes_too_late_when_somebody_else_has_the_place(noon):
    role = EventRoleFactory(name="Panel member", maximum=1, is_open=False)
    asked = PlaceFactory(role=role, state=PlaceState.OFFERED)
    PlaceFactory(role=role)

    assert words_of_refusal(places.answer, asked.id, Answer.YES, hand=ITSELF, now=noon) == (
        "All the places for Panel member have been taken."
    )
    assert asked.state is PlaceState.OFFERED


def test_stepping_back_from_a_part_that_was_given_tells_the_coordinator(noon, inbox):
    place = PlaceFactory(role__is_open=False, role__event__title="Forum")

    places.step_back(place.id, hand=ITSELF, now=noon)

    assert inbox.letters == [
        (place.role.event.organiser.email, "Somebody can no longer come: Forum"),
        (place.member.email, "We have taken your name off: Forum"),
    ]
    assert "METHOD:CANCEL" in (inbox.latest(to=place.member.email).calendar or "")


def test_stepping_back_twice_is_one_step(noon, inbox):
    place = PlaceFactory()

    for _ in range(2):
        places.step_back(place.id, hand=ITSELF, now=noon)

    assert (place.state, place.moves_made, len(inbox.messages)) == (PlaceState.STEPPED_BACK, 2, 2)


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
            PlaceState.STEPPED_BACK,
            Answer.NOT_SURE,
            "This place is no longer yours to answer. Contact us if you would like it.",
        ),
    ],
)
def test_an_answer_to_what_was_not_asked_is_refused(noon, inbox, state, said, words):
    place = PlaceFactory(state=state, role__is_open=state is not PlaceState.STEPPED_BACK)

    assert words_of_refusal(places.answer, place.id, said, hand=ITSELF, now=noon) == words
    assert (place.state, inbox.messages) == (state, [])
