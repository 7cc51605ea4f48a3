"""How much notice the panels of the demonstration gave, and why that was enough."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from coproduction.core.dates import uk_wall
from coproduction.core.working_days import working_days_left
from coproduction.panels.kinds import LEAD_DAYS

SHORT = "Three members are free that day, and say that they would like to come."
ONE_STEP = timedelta(days=1, hours=3)  # from the request until there is a panel


def notice_given(first: datetime, *, chosen_at: datetime, because: str = SHORT) -> dict[str, Any]:
    """Return what a case says of the notice of a panel whose first interviews were chosen at a moment."""
    days = working_days_left(uk_wall(chosen_at).date(), uk_wall(first).date())
    is_short = days < LEAD_DAYS.seed
    return {
        "lead_days": LEAD_DAYS.seed,
        "notice_days": days,
        "is_short_notice": is_short,
        "short_because": because if is_short else "",
    }
