"""Coordinators' pages: events with their roles and arrangements, venues, and days to think of."""

from coproduction.schedule.staff_views import (
    arrangements,
    contributions,
    events,
    left_out,
    linked,
    needs_met,
    periods,
    roles,
    venues,
)
from coproduction.schedule.staff_views.routes import blueprint

__all__ = [
    "arrangements",
    "blueprint",
    "contributions",
    "events",
    "left_out",
    "linked",
    "needs_met",
    "periods",
    "roles",
    "venues",
]
