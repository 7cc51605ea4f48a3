"""Coordinators' pages: events with their roles and arrangements, venues, and days to think of."""

from coproduction.schedule.staff_views import arrangements, events, periods, venues
from coproduction.schedule.staff_views.routes import blueprint

__all__ = ["arrangements", "blueprint", "events", "periods", "venues"]
