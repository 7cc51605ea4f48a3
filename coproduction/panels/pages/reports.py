"""The report on the panels of a year: quarter by quarter, and each panel for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_wall
from coproduction.panels.queries.reports import Counted, counted, panels_of_year
from coproduction.panels.rules.outcomes import outcomes_due_after
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
    "We found nobody",
    "Members told on",
    "Members said how it was",
    "The team wrote to the members",
)


TABLES = (
    (
        "Numbers of panels",
        (
            ("Planned or asked for", "asked"),
            ("Held", "held"),
            ("Held with too few members", "short"),
            ("We found nobody", "empty"),
            ("At short notice", "at_short_notice"),
        ),
    ),
    (
        "What came of the panels that were held",
        (
            ("Members told in time", "told_in_time"),
            ("Told late", "told_late"),
            ("Late and not told", "never_told"),
            ("Members said how it was", "members_said"),
            ("The team wrote to the members", "team_said"),
        ),
    ),
)


def report(year: int, *, viewer: Account, now: datetime) -> dict[str, Any]:
    """Return what the page of a year shows: the numbers of each quarter, of the year, and what came at short notice."""
    panels, due_after = panels_of_year(year, viewer=viewer), outcomes_due_after()

    def numbers(quarter: int | None = None) -> Counted:
        in_it = [panel for panel in panels if quarter in (None, (uk_wall(panel.starts_at).month - 1) // 3)]
        return counted(in_it, due_after=due_after, now=now)

    quarters = [(name, numbers(number)) for number, name in enumerate(QUARTERS)]
    lines = [*quarters, ("The whole year", numbers())]
    return {
        "year": year,
        "tables": TABLES,
        "lines": lines,
        "late": [panel for panel in panels if panel.is_short_notice],
    }


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
            "" if panel.notice_days is None else panel.notice_days,
            _yes(panel.is_short_notice),
            STAGES[panel.stage].to_staff.words,
            _yes(panel.was_held),
            _yes(panel.was_short),
            _yes(panel.was_empty),
            uk_wall(panel.told_at).date().isoformat() if panel.told_at else "",
            _yes(panel.has_feedback),
            _yes(panel.has_words),
        )


def _yes(is_so: bool) -> str:
    return "Yes" if is_so else "No"
