"""Measure proposals: how long large ones take, and how near the quick way comes to the optimiser."""

from __future__ import annotations

import sys
from random import Random
from time import perf_counter

import click
from hypothesis import given, settings
from hypothesis import strategies as st
from tqdm import tqdm

from bench.engines import Comparison
from bench.panels import Size, made_up
from coproduction.rosters.proposals.engines import propose
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
    chaired=st.just(0.6),
    locked=st.integers(0, 3),
)


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
    seen = Comparison()
    with tqdm(total=cases, unit="", disable=None, leave=False) as bar:

        @settings(max_examples=cases, deadline=None, database=None, derandomize=True)
        @given(SIZES, st.integers(0, 10**9))
        def each_case(size: Size, seed: int) -> None:
            failures.extend(seen.faults_in(made_up(size, Random(seed))))  # noqa: S311
            bar.update()

        each_case()
    click.echo(_said_of(seen))
    return failures + seen.shortfalls()


def _said_of(seen: Comparison) -> str:
    pairs, unfilled, uneven = seen.pairs, seen.unfilled, seen.uneven
    proven, wanted = sum(pair.best.is_best for pair in pairs), sum(pair.wanted for pair in pairs)
    mean, most = sum(uneven) / max(1, len(uneven)) - 1, max(uneven, default=1) - 1
    return (
        f"{len(pairs):,} cases, {wanted:,} places wanted; the optimiser's is proven the best in {proven:,}.\n"
        f"Places not filled: {unfilled[0]:,} the quick way, {unfilled[1]:,} by the optimiser.\n"
        f"Both fill all in {len(uneven):,}; there the quick way's squares are {mean:.2%} more, at most {most:.2%}."
    )


if __name__ == "__main__":
    main(prog_name="python -m bench.rosters")
