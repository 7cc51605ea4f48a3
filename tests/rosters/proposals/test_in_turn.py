"""Those who ask to be asked first keep their place in the order, though nobody picks them."""

from __future__ import annotations

from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.in_turn import in_turn
from coproduction.rosters.proposals.problem import Part, Pay, Pick, Problem, Unready
from tests.rosters.proposals.making import at, busy, event, person

FIRST = {1: Unready.ASK_FIRST, 2: Unready.ASK_FIRST}
ONE = (event(1, minimum=1),)


def orders(*people, events=ONE, locked=()):
    problem = Problem(events, people, locked)
    picks = propose(problem).picks
    found = in_turn(problem, picks, shown=[pick for pick in picks if pick not in locked])
    return {key: [(one.person_id, one.is_asked_first) for one in order] for key, order in found.items() if order}


def test_whose_turn_it_is_stands_before_who_is_picked_and_who_had_more_turns_is_not_named():
    people = (person(1, unready=FIRST), person(2, 1, turns=1), person(3, unready=FIRST, turns=2))

    assert orders(*people) == {(1, Part.PLACE): [(1, True), (2, False)]}


def test_never_more_are_named_than_are_wanted():
    people = (*(person(number, unready=FIRST) for number in (1, 2, 3)), person(4, 1, turns=1), person(5, 1, turns=2))

    assert orders(*people, events=(event(1, minimum=2),)) == {
        (1, Part.PLACE): [(1, True), (2, True), (4, False), (5, False)]
    }


def test_where_somebody_is_missing_they_are_named_after_who_is_picked():
    people = (person(1, 1), person(2, unready=FIRST, turns=3), person(3, unready={1: Unready.NEEDS}))

    assert orders(*people, events=(event(1, minimum=2),)) == {(1, Part.PLACE): [(1, False), (2, True)]}


def test_to_be_named_counts_as_a_turn_and_nobody_is_named_twice_in_one_event():
    events = (event(2, at(9), minimum=1), event(1, at(0), minimum=1, standbys=1))
    people = (person(1, unready=FIRST), *(person(number, 1, 2) for number in (2, 3, 4)))

    assert orders(*people, events=events) == {
        (1, Part.PLACE): [(1, True), (2, False)],
        (1, Part.STANDBY): [(4, False)],
        (2, Part.PLACE): [(3, False)],
    }


def test_nobody_is_named_who_could_not_be_asked_whatever_they_say():
    people = (
        person(1, unready=FIRST, conflicts=frozenset({1})),
        person(2, unready=FIRST, taken=busy(at(1))),
        person(3, 1, turns=4),
    )

    assert orders(*people) == {(1, Part.PLACE): [(3, False)]}


def test_who_is_locked_is_shown_in_turn_too_and_who_stands_already_is_not():
    people = (person(1, 1, turns=4), person(2, unready=FIRST, turns=5), person(3, 1, turns=1))
    locked = (Pick(1, 1),)

    assert orders(*people, locked=locked, events=(event(1, minimum=2),)) == {(1, Part.PLACE): [(3, False)]}


def test_who_would_be_paid_more_than_they_wish_is_named_only_where_somebody_is_missing():
    events = (event(1, at(0), minimum=1, fee=75), event(2, at(1), fee=75), event(3, at(2), minimum=1, fee=75))
    people = (person(1, 1, 2, 3, pay=Pay(week=75)), person(2, 2, 3, turns=5))

    assert orders(*people, events=events) == {
        (1, Part.PLACE): [(1, False)],
        (2, Part.PLACE): [(1, True), (2, False)],
        (3, Part.PLACE): [(2, False)],
    }
