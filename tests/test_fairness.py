"""The made-up year that the README tells of, and its chart."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bench.fairness import CHART, drawn, in_words, is_fairer, tenths
from bench.year import Outcome, by_proposals, first_come, made_up_year
from config import ROOT
from coproduction.rosters.proposals.spread import share_of_busiest_tenth

README = ROOT / "README.md"
BEFORE, AFTER = Outcome([9, 1, 0, 0], (1, 0, 2)), Outcome([4, 3, 2, 1], (0, 0, 2))


def test_in_the_year_that_the_readme_tells_of_proposals_halve_the_share_of_the_busiest_tenth_with_no_more_gaps():
    year = made_up_year(members=120, panels=200, seed=5)

    before, after = outcomes = first_come(year, seed=5), by_proposals(year)

    shares = [share_of_busiest_tenth(outcome.turns) for outcome in outcomes]
    assert [f"{share:.0%}" for share in shares] == ["40%", "12%"]
    assert shares[1] <= shares[0] / 2
    assert before.gaps == after.gaps == (0, 0, 0)
    assert is_fairer(before, after) is True
    assert CHART.read_text(encoding="utf-8") == drawn(outcomes)
    assert (
        f"the busiest tenth of members had 40% of the turns, one member {max(before.turns)}, and "
        f"{before.turns.count(0)} members none. Asked month by month as proposed, each no followed by a new proposal, "
        f"the busiest tenth had 12%, nobody more than {max(after.turns)}, and everybody some."
    ) in README.read_text(encoding="utf-8")
    assert min(after.turns) > 0


def test_the_same_seed_makes_the_same_year():
    assert made_up_year(members=30, panels=40, seed=5) == made_up_year(members=30, panels=40, seed=5)


@pytest.mark.parametrize(
    ("after", "fairer"),
    [
        (AFTER, True),
        (Outcome([5, 3, 1, 1], (0, 0, 0)), False),
        (Outcome([4, 3, 2, 1], (2, 0, 0)), False),
        (Outcome([4, 3, 2, 1], (0, 1, 0)), False),
    ],
)
def test_it_is_fairer_if_the_busiest_have_half_as_much_and_no_gap_grows(after, fairer):
    assert is_fairer(BEFORE, after) is fairer


def test_the_chart_has_a_title_and_says_in_words_what_it_shows():
    picture = ElementTree.fromstring(drawn((Outcome([6, 2, 2, *[0] * 7], (0, 0, 0)), Outcome([1] * 10, (0, 0, 0)))))
    space = "{http://www.w3.org/2000/svg}"

    assert picture.findtext(f"{space}title") == "Who has the turns in a year of panels"
    assert picture.findtext(f"{space}desc") == (
        "Members in tenths, the busiest first. The busiest tenth had: "
        "First come, first served: 60% of the turns. By proposals: 10% of the turns."
    )
    assert len(picture.findall(f"{space}rect")) == 1 + 20 + 2


def test_the_figures_in_words():
    assert in_words(BEFORE) == (
        "the busiest tenth had 90.0% of 10 turns; the most was 9, and 2 of 4 members had none; "
        "1 places not filled, 0 panels without an experienced member, 2 standbys missing."
    )
    assert tenths([3, 1, 1, 1, 1, 1, 1, 1, 0, 0]) == [0.3, *[0.1] * 7, 0.0, 0.0]
