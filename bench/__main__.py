"""Measure the main pages against a bare hello, in one run, and say whether they are fast enough."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import click
from flask import Flask
from tqdm import tqdm

from bench.costs import cost_of
from bench.databases import database_of
from bench.loads import WRK, measure
from bench.report import Measured, table
from bench.servers import Server, serving
from bench.visits import HELLO, again, visits_to
from config import Settings
from coproduction import create_app


@dataclass(frozen=True, slots=True)
class Site:
    """The platform over one database: served for measuring, and at hand in this process for counting."""

    app: Flask
    server: Server


@click.command()
@click.option(
    "--members", type=click.IntRange(100, 100_000), default=10_000, show_default=True, help="The large group."
)
@click.option("--fewer", type=click.IntRange(50, 100_000), default=100, show_default=True, help="The small group.")
@click.option("--years", type=click.IntRange(1, 20), default=5, show_default=True, help="Years of events.")
@click.option("--rounds", type=click.IntRange(1, 50), default=7, show_default=True, help="Rounds; medians count.")
@click.option("--seconds", type=click.IntRange(1, 30), default=1, show_default=True, help="Length of a round.")
@click.option("--only", default="", help="Only the pages whose name has these words.")
def main(*, members: int, fewer: int, years: int, rounds: int, seconds: int, only: str) -> None:
    """Measure the main pages over a large group against a bare hello, and against a small group.

    Ends with 1 if a page misses its target. Nothing leaves this machine.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    click.echo(f"{members:,} members and {years} years of events, called with {'wrk' if WRK else 'a script of ours'}.")
    with ExitStack() as stack:
        hello = stack.enter_context(serving("bench.hello:app", {}))
        large, small = (_site(stack, number, years) for number in (members, fewer))
        pages = _measured(hello, large, small, rounds=rounds, seconds=seconds, only=only)
        click.echo(table([each for page in pages for each in page.hello], pages))
        click.echo(_memory({"hello": hello, f"{members:,} members": large.server, f"{fewer:,} members": small.server}))
    failures = [failure for page in pages for failure in page.failures]
    click.echo("\n".join(failures) or "Every page is fast enough.")
    sys.exit(1 if failures else 0)


def _site(stack: ExitStack, members: int, years: int) -> Site:
    settings = stack.enter_context(database_of(members, years))
    app = create_app(Settings.from_environment({**settings, "LOG_LEVEL": "ERROR"}))
    return Site(app, stack.enter_context(serving("app:app", settings)))


def _measured(hello: Server, large: Site, small: Site, *, rounds: int, seconds: int, only: str) -> Sequence[Measured]:
    """Measure page after page, round after round: each page between its neighbours, so that all meet the same noise."""
    now = datetime.now(UTC)
    pairs = [
        pair
        for pair in zip(visits_to(large.app, now=now), visits_to(small.app, now=now), strict=True)
        if only in pair[0].name
    ]
    pages = [Measured(visit, cost_of(visit, large.app), [], [], []) for visit, _ in pairs]
    for number in tqdm(range(rounds + 1), desc="Rounds", unit="", disable=None, leave=False):
        for page, (visit, small_visit) in zip(pages, pairs, strict=True):
            found = (
                measure(again(visit, large.app, now=now), large.server, seconds=seconds),
                measure(HELLO, hello, seconds=seconds),
                measure(again(small_visit, small.app, now=now), small.server, seconds=seconds),
            )
            if number:  # the first round warms up
                for kept, each in zip((page.large, page.hello, page.small), found, strict=True):
                    kept.append(each)
    return pages


def _memory(servers: Mapping[str, Server]) -> str:
    sizes = {name: server.memory() for name, server in servers.items()}
    words = [f"{name} {size / 1024 / 1024:.0f} MB" for name, size in sizes.items() if size]
    return f"Memory of a worker: {', '.join(words) or 'not known here'}."


if __name__ == "__main__":
    main(prog_name="make bench")
