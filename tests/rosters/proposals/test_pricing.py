"""What the model's prices say of pairs that it leaves out."""

from __future__ import annotations

import numpy as np

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.master import Field, Master
from coproduction.rosters.proposals.pricing import bound, least_by_prices, of_use
from coproduction.rosters.proposals.problem import Caps, Problem
from tests.rosters.proposals.making import at, event, person


def test_a_pair_left_out_pays_for_its_persons_cap_as_the_others_of_that_week_do():
    events = tuple(event(number, at(number), minimum=1) for number in (0, 1, 2))
    field = Field(Book(Problem(events, (person(1, 0, 1, 2, caps=Caps(week=1)),))))
    master = Master(field, np.array([[True, True, False]]), ())
    [(row, whose, _)] = master.caps
    prices = np.zeros(len(master.rows.least))
    prices[row] = -5.0

    # All that the prices prove is that the least is not below -5; a pick on the third day would cost 5 more than that.
    assert (whose, least_by_prices(master, prices, 0), bound(master, prices, 0)) == (0, -5.0, -5)
    assert of_use(master, prices, 0, value=1).tolist() == [[False, False, True]]
    assert of_use(master, prices, 0, value=0).tolist() == [[False, False, False]]
