"""Coordinators' pages: events with their roles and arrangements, and venues."""

from coproduction.schedule.staff_views import arrangements, events, venues
from coproduction.schedule.staff_views.routes import blueprint

__all__ = ["arrangements", "blueprint", "events", "venues"]
