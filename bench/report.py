"""The table of what was measured, and whether it is good enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bench.costs import Cost
from bench.loads import Round
from bench.visits import Visit

MOST_TIMES_SLOWER = 1.3
HEADINGS = (
    "",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "CPU ms",
    "bytes",
    "brotli",
    "SQL",
    "of hello",
    "at least",
    "slower",
    "at most",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A page, what it costs, and its rounds: over the large group, and beside each one hello and the small group."""

    visit: Visit
    cost: Cost
    large: list[Round]
    hello: list[Round]
    small: list[Round]

    @property
    def of_hello(self) -> float:
        """Return the share of the hello's requests a second, neighbour by neighbour: the machine is uneven."""
        return median(page.per_second / hello.per_second for page, hello in zip(self.large, self.hello, strict=True))

    @property
    def slower(self) -> float:
        """Return how many times slower the page is over the large group than over the small one."""
        return median(small.per_second / page.per_second for page, small in zip(self.large, self.small, strict=True))

    @property
    def failures(self) -> list[str]:
        """Return what is not good enough, in words."""
        said = []
        if self.visit.target is not None and self.of_hello < self.visit.target:
            said.append(f"{self.visit.name}: {self.of_hello:.2f} of hello, and should be {self.visit.target:.2f}.")
        if self.slower > MOST_TIMES_SLOWER:
            said.append(f"{self.visit.name}: {self.slower:.2f} times slower than in the small group.")
        return said


def table(hello: Sequence[Round], pages: Sequence[Measured]) -> str:
    """Return the table, aligned."""
    rows = [HEADINGS, ("Bare hello", *_speed(hello), "", "", "", "1.00", "", "", "")]
    rows += [(page.visit.name, *_speed(page.large), *_size(page.cost), *_verdict(page)) for page in pages]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(each))
        for each in (zip(row, widths, strict=True) for row in rows)
    )


def _speed(rounds: Sequence[Round]) -> tuple[str, ...]:
    return (
        f"{median(each.per_second for each in rounds):,.0f}",
        f"{median(each.p50 for each in rounds):.1f}",
        f"{median(each.p99 for each in rounds):.1f}",
        f"{median(each.cpu for each in rounds):.2f}",
    )


def _size(cost: Cost) -> tuple[str, str, str]:
    return f"{cost.plain:,}", f"{cost.brotli:,}", str(cost.statements)


def _verdict(page: Measured) -> tuple[str, str, str, str]:
    target = "" if page.visit.target is None else f"{page.visit.target:.2f}"
    return f"{page.of_hello:.2f}", target, f"{page.slower:.2f}", f"{MOST_TIMES_SLOWER:.2f}"
