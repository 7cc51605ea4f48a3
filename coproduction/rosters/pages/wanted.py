"""What is said of a proposal that the worker makes, and of those that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coproduction.core.dates import uk_date, uk_datetime
from coproduction.rosters.models import WantedProposal
from coproduction.rosters.pages.spread import SpreadView, shown
from coproduction.rosters.proposals.spread import Bar, Spread
from coproduction.rosters.rules import HISTORY_DAYS


class WantedLine(NamedTuple):
    """One proposal that is kept: its days, and when somebody wanted it."""

    id: int
    days: str
    since: str


class WantedPage(NamedTuple):
    """What a proposal that was made says before its panels: the sum of it, which engine made it, and the turns."""

    words: str
    engine: str
    spread: SpreadView


def wanted_page(wanted: WantedProposal) -> WantedPage:
    """Return what is said of a proposal that was made."""
    made = wanted.made
    bars, before, after = made["spread"]
    return WantedPage(
        f"{_panels(made['panels'])} {_members(len(made['choices']))} {_free(made['free'])}",
        made["engine"],
        shown(Spread(tuple(Bar(*bar) for bar in bars), before, after), days=made.get("days", HISTORY_DAYS.seed)),
    )


def wanted_lines(wanted: Sequence[WantedProposal]) -> list[WantedLine]:
    """Return the proposals that are kept, as they are listed."""
    return [
        WantedLine(
            each.id,
            f"Panels from {uk_date(each.first)} to {uk_date(each.last)}",
            f"Wanted on {uk_datetime(each.asked_at)}",
        )
        for each in wanted
    ]


def _panels(number: int) -> str:
    return "We looked at 1 panel." if number == 1 else f"We looked at {number:,} panels."


def _members(number: int) -> str:
    return "We suggest whom to ask for 1 place." if number == 1 else f"We suggest whom to ask for {number:,} places."


def _free(number: int) -> str:
    if not number:
        return "Then all of them have enough people."
    return "1 place stays free." if number == 1 else f"{number:,} places stay free."
