"""Measure proposals: how long large ones take, and how near the quick way comes to the optimiser."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter

import click
from hypothesis import given, settings
from hypothesis import strategies as st
from tqdm import tqdm

from bench.panels import Size, made_up
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.problem import Problem
from coproduction.rosters.proposals.proposal import Engine, Proposal
from tests.rosters.proposals.checker import broken_rules

LARGE = (
    ("100 panels, 300 members", Size(panels=100, people=300, days=91, shadowed=0.2, locked=5), 2.0),
    ("1,000 panels, 3,000 members", Size(panels=1000, people=3000, days=365, shadowed=0.2, locked=50), 60.0),
)
SIZES = st.builds(
    Size,
    panels=st.integers(1, 30),
    people=st.integers(2, 60),
    days=st.sampled_from((5, 20, 60, 120)),
    shadowed=st.just(0.2),
    locked=st.integers(0, 3),
)
MOST_UNFILLED, MOST_UNEVEN = 1.02, 1.05


@dataclass(frozen=True, slots=True)
class Pair:
    """What the quick way and the optimiser make of one problem."""

    wanted: int
    quick: Proposal
    best: Proposal


@click.command()
@click.option("--cases", type=click.IntRange(0, 100_000), default=1000, show_default=True, help="Random cases.")
@click.option("--rounds", type=click.IntRange(0, 20), default=3, show_default=True, help="Rounds of the large ones.")
def main(*, cases: int, rounds: int) -> None:
    """Time the large proposals, then compare both engines over random cases. Ends with 1 if either falls short."""
    failures = [failure for name, size, most in LARGE for failure in _timed(name, size, most=most, rounds=rounds)]
    failures += _compared(cases) if cases else []
    click.echo("\n".join(failures) or "Every proposal is fast enough and good enough.")
    sys.exit(1 if failures else 0)


def _timed(name: str, size: Size, *, most: float, rounds: int) -> list[str]:
    failures = []
    for seed in range(1, rounds + 1):
        problem = made_up(size, Random(seed))  # noqa: S311
        start = perf_counter()
        proposal = propose(problem)
        seconds = perf_counter() - start
        gap = proposal.first_gap
        click.echo(f"{name}, seed {seed}: {seconds:.2f} s, {_in_words(proposal)}")
        if seconds > most or proposal.engine is not Engine.OPTIMISER or (gap and gap.gap > 0.01):
            failures.append(f"{name}, seed {seed}: {seconds:.2f} s by the {proposal.engine}, gap {gap}.")
        failures += broken_rules(problem, proposal)
    return failures


def _in_words(proposal: Proposal) -> str:
    values = ", ".join(f"{each.value} {each.aim} (at least {each.best_possible})" for each in proposal.measures)
    return f"{proposal.engine}: {values}"


def _compared(cases: int) -> list[str]:
    """Try both engines on random cases, and return what is wrong in words."""
    failures: list[str] = []
    pairs: list[Pair] = []
    with tqdm(total=cases, unit="", disable=None, leave=False) as bar:

        @settings(max_examples=cases, deadline=None, database=None, derandomize=True)
        @given(SIZES, st.integers(0, 10**9))
        def each_case(size: Size, seed: int) -> None:
            problem = made_up(size, Random(seed))  # noqa: S311
            pair = _both(problem)
            failures.extend(broken_rules(problem, pair.quick) + broken_rules(problem, pair.best))
            pairs.append(pair)
            bar.update()

        each_case()
    return failures + _verdict(pairs)


def _both(problem: Problem) -> Pair:
    wanted = sum(role.minimum for event in problem.events for role in event.roles)
    return Pair(wanted, propose(problem, engines=(Engine.GREEDY,)), propose(problem))


def _verdict(pairs: Sequence[Pair]) -> list[str]:
    """Print how the engines compare, and return where the quick way falls short."""
    unfilled = [sum(_values(each)[0] for each in way) for way in _ways(pairs)]
    full = [pair for pair in pairs if not any(_values(pair.quick)[:3] + _values(pair.best)[:3])]
    uneven = [_values(pair.quick)[3] / _values(pair.best)[3] for pair in full if _values(pair.best)[3]]
    proven = sum(pair.best.is_best for pair in pairs)
    wanted = sum(pair.wanted for pair in pairs)
    mean, most = (sum(uneven) / max(1, len(uneven)) or 1) - 1, max(uneven, default=1) - 1
    click.echo(f"{len(pairs):,} cases, {wanted:,} places wanted; the optimiser's is proven the best in {proven:,}.")
    click.echo(f"Places not filled: {unfilled[0]:,} the quick way, {unfilled[1]:,} by the optimiser.")
    click.echo(
        f"Both fill all in {len(full):,}; there the quick way's squares are {mean:.2%} more, at most {most:.2%}."
    )
    failures = []
    if unfilled[0] > unfilled[1] * MOST_UNFILLED:
        failures.append(f"The quick way leaves {unfilled[0] / max(1, unfilled[1]) - 1:.2%} more places unfilled.")
    if most > MOST_UNEVEN - 1:
        failures.append(f"The quick way's turns are {most:.2%} less even in one case.")
    return failures


def _ways(pairs: Sequence[Pair]) -> tuple[list[Proposal], list[Proposal]]:
    return [pair.quick for pair in pairs], [pair.best for pair in pairs]


def _values(proposal: Proposal) -> tuple[int, ...]:
    return tuple(measure.value for measure in proposal.measures)


if __name__ == "__main__":
    main(prog_name="python -m bench.rosters")
