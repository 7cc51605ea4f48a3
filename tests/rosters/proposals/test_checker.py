"""The checker that both engines are held to finds each broken rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coproduction.rosters.proposals.problem import (
    Apart,
    Caps,
    Event,
    Fee,
    Part,
    Pay,
    Pick,
    Problem,
    Role,
    Travel,
    taken_by,
)
from coproduction.rosters.proposals.proposal import Aim, Engine, Measure, Proposal, values_of
from coproduction.rosters.proposals.reasons import book_of
from tests.rosters.proposals.checker import broken_rules
from tests.rosters.proposals.making import at, busy, event, person

TRAVEL = Travel(otherwise=timedelta(minutes=45))


def faults(problem, *picks):
    """Return the broken rules of picks, of which the measures are true."""
    kept = tuple(sorted(picks))
    measures = tuple(Measure(aim, value, 0) for aim, value in zip(Aim, values_of(book_of(problem, kept)), strict=True))
    return broken_rules(problem, Proposal(kept, Engine.GREEDY, None, measures))


TWO = (event(1, at(0)), event(2, at(1)))
PAID = (event(1, at(0), fee=75), event(2, at(1), fee=75))
APART = (event(1, at(0)), event(2, at(9)))
ONE = Pick(1, 1)


@pytest.mark.parametrize(
    ("events", "somebody", "words"),
    [
        (TWO, person(1, 2), "not eligible"),
        (TWO, person(1, 1, 2, conflicts=frozenset({1})), "conflict"),
        (TWO, person(1, 1, 2, apart={1: Apart.SAID_NO}), "said no"),
        (TWO, person(1, 1, 2, taken=busy(at(0, hours=1))), "something else"),
        (
            (event(1, at(0)), event(2, at(9))),
            person(1, 1, 2, rest_days=2, taken=busy(at(-2), is_turn=True)),
            "no rest after",
        ),
        (
            (event(1, at(0)), event(2, at(9))),
            person(1, 1, 2, rest_days=2, taken=tuple(taken_by([at(-4), at(-2)]))),
            "no rest after",
        ),
        (TWO, person(1, 1, 2, rest_days=1), "no rest between"),
        (TWO, person(1, 1, 2, caps=Caps(week=1)), "wants 1"),
        (TWO, person(1, 1, 2, caps=Caps(month=1)), "wants 1"),
        (TWO, person(1, 1, 2, caps=Caps(run=1)), "in all"),
        (TWO, person(1, 1, 2, caps=Caps(month=2), taken=busy(at(9), is_turn=True)), "wants 2"),
        (PAID, person(1, 1, 2, pay=Pay(week=149)), "wishes 149"),
        (PAID, person(1, 1, 2, pay=Pay(month=200, fees=(Fee(75, date(2027, 1, 31)),))), "wishes 200"),
        ((event(1, at(0)), event(2, at(0, hours=1))), person(1, 1, 2), "same time"),
        (
            (event(1, at(0, site="Newark")), event(2, at(0, hours=2.5, site="Worksop"))),
            person(1, 1, 2),
            "same time",
        ),
    ],
)
def test_a_broken_rule_is_found(events, somebody, words):
    found = faults(Problem(events, (somebody,), travel=TRAVEL), ONE, Pick(2, 1))

    assert len(found) >= 1
    assert all(words in fault for fault in found)


def test_two_parts_in_one_event_are_found():
    panel = Event(1, (at(),), (Role(1, minimum=1), Role(2, minimum=1)), needs_experienced=False)

    assert [fault[-22:] for fault in faults(Problem((panel,), (person(1, 1, 2),)), ONE, Pick(2, 1))] == [
        "two parts in one event"
    ]


def test_too_many_people_and_lost_locks_are_found():
    problem = Problem((event(1, minimum=1),), (person(1, 1), person(2, 1), person(3, 1)), (Pick(1, 3),))
    measures = tuple(Measure(aim, value, 0) for aim, value in zip(Aim, (0, 0, 0, 2), strict=True))

    assert broken_rules(problem, Proposal((ONE, Pick(1, 2)), Engine.GREEDY, None, measures)) == [
        f"{Pick(1, 3)} was locked and has gone",
        "role 1 has too many as place",
    ]


def test_a_proposal_that_says_too_much_of_itself_is_found():
    problem = Problem((event(1),), (person(1, 1),))
    measures = tuple(Measure(aim, value, 2) for aim, value in zip(Aim, (0, 0, 0, 1), strict=True))

    said = broken_rules(problem, Proposal((Pick(1, 1, Part.PLACE),), Engine.GREEDY, None, measures))

    assert len([fault for fault in said if fault.startswith("it says")]) == 1
    assert len([fault for fault in said if fault.startswith("it does better")]) == 4


def test_what_stands_between_locked_picks_is_no_fault_of_the_proposal():
    locked = (ONE, Pick(2, 1))

    assert faults(Problem(TWO, (person(1, caps=Caps(run=0)),), locked), *locked) == []


def test_fees_of_two_weeks_that_are_paid_in_one_count_together_and_a_standbys_as_if_they_stepped_in():
    # On 26 February and 1 March: Good Friday and Easter Monday put the pay for both into one week.
    events = (event(1, at(53), fee=75), event(2, at(56), fee=75, minimum=0, standbys=1))
    somebody = person(1, 1, 2, pay=Pay(week=100))
    problem = Problem(events, (somebody,), pay_days=20)
    agreed = replace(somebody, pay=Pay(week=100, agreed={1: 25}))

    both = (ONE, Pick(2, 1, Part.STANDBY))

    assert faults(problem, *both) == ["1 is paid 150 in (2027, 13), and wishes 100"]
    assert faults(replace(problem, people=(agreed,), locked=(ONE,)), *both) == []


def test_good_picks_have_no_fault():
    assert faults(Problem(TWO, (person(1, 1, 2), person(2, 1, 2))), ONE, Pick(1, 2), Pick(2, 2)) == []
