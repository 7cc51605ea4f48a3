"""Compare a year of panels filled first come, first served with the same year filled by proposals."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import click

from bench.year import Outcome, by_proposals, first_come, made_up_year
from coproduction.rosters.proposals.spread import share_of_busiest_tenth

CHART = Path(__file__).parent.parent / "docs" / "fair-turns.svg"
WIDTH, HEIGHT, BASE, LEFT = 720, 360, 290, 50
BAR, STEP = 26, 66
COLOURS = ("#768692", "#005eb8")
NAMES = ("First come, first served", "By proposals")


@click.command()
@click.option("--members", type=click.IntRange(20, 1000), default=120, show_default=True)
@click.option("--panels", type=click.IntRange(10, 1000), default=200, show_default=True)
@click.option("--seed", type=int, default=5, show_default=True)
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), default=CHART, help="Where the chart goes.")
def main(*, members: int, panels: int, seed: int, chart: Path) -> None:
    """Make up a year, fill it in both ways, print the figures and draw the chart. Ends with 1 if it is not fairer."""
    year = made_up_year(members=members, panels=panels, seed=seed)
    outcomes = (first_come(year, seed=seed), by_proposals(year))
    for name, outcome in zip(NAMES, outcomes, strict=True):
        click.echo(f"{name}: {in_words(outcome)}")
    chart.write_text(drawn(outcomes), encoding="utf-8")
    sys.exit(0 if is_fairer(*outcomes) else 1)


def is_fairer(before: Outcome, after: Outcome) -> bool:
    """Say whether the share of the busiest tenth falls at least by half, with no more gaps of any sort."""
    falls = share_of_busiest_tenth(after.turns) <= share_of_busiest_tenth(before.turns) / 2
    return falls and all(new <= old for old, new in zip(before.gaps, after.gaps, strict=True))


def in_words(outcome: Outcome) -> str:
    """Return the figures of an outcome."""
    turns, (unfilled, inexperienced, standbys) = outcome.turns, outcome.gaps
    return (
        f"the busiest tenth had {share_of_busiest_tenth(turns):.1%} of {sum(turns)} turns; "
        f"the most was {max(turns)}, and {turns.count(0)} of {len(turns)} members had none; "
        f"{unfilled} places not filled, {inexperienced} panels without an experienced member, "
        f"{standbys} standbys missing."
    )


def tenths(turns: list[int]) -> list[float]:
    """Return the share of all turns of each tenth of the members, the busiest first."""
    edges = [round(len(turns) * tenth / 10) for tenth in range(11)]
    total = sum(turns) or 1
    return [sum(turns[first:last]) / total for first, last in pairwise(edges)]


def drawn(outcomes: tuple[Outcome, ...]) -> str:
    """Return the chart: for each tenth of the members, their share of the turns in both ways."""
    shares = [tenths(outcome.turns) for outcome in outcomes]
    most = max(map(max, shares))
    bars = [
        _bar(LEFT + STEP * tenth + BAR * way, share, most, colour=COLOURS[way])
        for way, own in enumerate(shares)
        for tenth, share in enumerate(own)
    ]
    labels = [
        _text(LEFT + STEP * tenth + BAR, BASE + 20, words)
        for tenth, words in enumerate(["busiest", *map(str, range(2, 10)), "least"])
    ]
    return "\n".join([*_frame(shares), *bars, *labels, *_key(), "</svg>", ""])


def _frame(shares: list[list[float]]) -> list[str]:
    said = " ".join(f"{name}: {own[0]:.0%} of the turns." for name, own in zip(NAMES, shares, strict=True))
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
        ' aria-labelledby="title words" font-family="Arial, sans-serif" font-size="14" fill="#212b32">',
        '<title id="title">Who has the turns in a year of panels</title>',
        f'<desc id="words">Members in tenths, the busiest first. The busiest tenth had: {said}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<path d="M{LEFT - 8} {BASE}H{WIDTH - 10}" stroke="#4c6272"/>',
        _text(LEFT + STEP * 5, HEIGHT - 20, "Tenths of the members, and their share of all turns"),
    ]


def _bar(left: float, share: float, most: float, *, colour: str) -> str:
    height = share / most * 220
    top = BASE - height
    return (
        f'<rect x="{left}" y="{top:.1f}" width="{BAR - 2}" height="{height:.1f}" fill="{colour}"/>'
        f'<text x="{left + BAR / 2 - 1}" y="{top - 4:.1f}" text-anchor="middle" font-size="11">{share:.0%}</text>'
    )


def _key() -> list[str]:
    return [
        f'<rect x="{WIDTH - 220}" y="{20 + 24 * way}" width="14" height="14" fill="{colour}"/>'
        f'<text x="{WIDTH - 200}" y="{32 + 24 * way}">{name}</text>'
        for way, (colour, name) in enumerate(zip(COLOURS, NAMES, strict=True))
    ]


def _text(left: float, top: float, words: str) -> str:
    return f'<text x="{left}" y="{top}" text-anchor="middle">{words}</text>'


if __name__ == "__main__":
    main(prog_name="python -m bench.fairness")
