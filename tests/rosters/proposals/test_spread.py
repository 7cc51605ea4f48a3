"""The spread of turns before and after, as a chart needs it."""

from __future__ import annotations

import pytest

from coproduction.rosters.proposals.problem import Pick, Problem
from coproduction.rosters.proposals.spread import Bar, share_of_busiest_tenth, spread_of
from tests.rosters.proposals.making import event, person


def test_the_bars_count_members_by_turns_before_and_after():
    people = (person(1, 1, turns=3), person(2, 1), person(3, 1), person(4))

    spread = spread_of(Problem((event(1),), people), [Pick(1, 2), Pick(1, 3)])

    assert spread.bars == (Bar(0, 2, 0), Bar(1, 0, 2), Bar(2, 0, 0), Bar(3, 1, 1))
    assert (spread.busiest_tenth_before, spread.busiest_tenth_after) == (1.0, 0.6)


def test_nobody_has_no_bars():
    assert spread_of(Problem((), ()), []).busiest_tenth_after == 0


@pytest.mark.parametrize(("turns", "share"), [([1] * 20, 0.1), ([9, 1] + [0] * 18, 1.0), ([0, 0], 0.0)])
def test_the_share_of_the_busiest_tenth(turns, share):
    assert share_of_busiest_tenth(turns) == pytest.approx(share)
