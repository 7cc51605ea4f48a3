"""Among equals, a proposal picks who said that they can come, and is no worse by any aim."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from bench.panels import Size, made_up
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.problem import Problem
from coproduction.rosters.proposals.proposal import Engine
from tests.rosters.proposals.checker import broken_rules
from tests.rosters.proposals.making import event, person

HERE = frozenset({1})
ENGINES = pytest.mark.parametrize("engines", [None, (Engine.GREEDY,)])


def picked(*people, engines, **role):
    problem = Problem((event(1, needs_experienced=role.pop("needs_experienced", False), **role),), people)
    return [pick.person_id for pick in propose(problem, engines=engines).picks]


@ENGINES
def test_who_said_that_they_can_comes_first_then_who_said_perhaps(engines):
    people = person(1, 1), person(2, 1, maybe=HERE), person(3, 1, can=HERE), person(4, 1)

    assert picked(*people, minimum=1, engines=engines) == [3]
    assert picked(*people, minimum=2, engines=engines) == [2, 3]


@ENGINES
def test_whoever_has_had_more_turns_or_is_not_experienced_is_not_preferred(engines):
    assert picked(person(1, 1), person(2, 1, can=HERE, turns=1), minimum=1, engines=engines) == [1]
    known = person(1, 1, is_experienced=True)
    assert picked(known, person(2, 1, can=HERE), minimum=1, needs_experienced=True, engines=engines) == [1]


@ENGINES
def test_nothing_is_broken_or_worse_for_it(engines):
    for seed in range(4):
        problem, chance = (
            made_up(Size(panels=5, people=14, days=20, shadowed=0.3, locked=1), Random(seed)),
            Random(seed),
        )
        ids = [each.id for each in problem.events]
        said = tuple(
            replace(each, can=frozenset(chance.sample(ids, 2)), maybe=frozenset(chance.sample(ids, 1)))
            for each in problem.people
        )

        before, after = propose(problem, engines=engines), propose(replace(problem, people=said), engines=engines)

        assert broken_rules(problem, after) == []
        assert [measure.value for measure in after.measures] == [measure.value for measure in before.measures]
