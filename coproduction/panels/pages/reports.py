"""The report on the panels of a year: quarter by quarter, and each panel for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_wall
from coproduction.panels.queries.reports import Counted, counted, days_for_outcome, panels_of_year
from coproduction.panels.rules.requests import notice_given
from coproduction.panels.words.stages import STAGES

QUARTERS = ("January to March", "April to June", "July to September", "October to December")
HEADING = (
    "Panel",
    "Team",
    "First interview",
    "Asked on",
    "Working days of notice",
    "Short notice",
    "Stage",
    "Held",
    "Held with too few members",
    "Outcome shared on",
)


def report(year: int, *, viewer: Account, now: datetime) -> dict[str, Any]:
    """Return what the page of a year shows: the numbers of each quarter, of the year, and what came at short notice."""
    panels, days = panels_of_year(year, viewer=viewer), days_for_outcome(now=now)

    def numbers(quarter: int | None = None) -> Counted:
        in_it = [panel for panel in panels if quarter in (None, (uk_wall(panel.starts_at).month - 1) // 3)]
        return counted(in_it, days=days, now=now)

    quarters = [(name, numbers(number)) for number, name in enumerate(QUARTERS)]
    late = [
        (panel, notice_given(uk_wall(panel.sent_at).date(), uk_wall(panel.starts_at).date()))
        for panel in panels
        if panel.is_short_notice
    ]
    return {"year": year, "lines": [*quarters, ("The whole year", numbers())], "late": late}


def rows(year: int, *, viewer: Account) -> Iterator[tuple[object, ...]]:
    """Yield each panel of the year, with no name of anybody."""
    for panel in panels_of_year(year, viewer=viewer):
        first = uk_wall(panel.starts_at).date()
        asked = uk_wall(panel.sent_at).date() if panel.sent_at else None
        yield (
            panel.title,
            panel.team or "",
            first.isoformat(),
            asked.isoformat() if asked else "",
            notice_given(asked, first) if asked else "",
            _yes(panel.is_short_notice),
            STAGES[panel.stage].to_staff.words,
            _yes(panel.was_held),
            _yes(panel.was_short),
            uk_wall(panel.shared_at).date().isoformat() if panel.shared_at else "",
        )


def _yes(is_so: bool) -> str:
    return "Yes" if is_so else "No"
