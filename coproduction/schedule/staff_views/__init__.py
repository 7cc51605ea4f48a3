"""Coordinators' pages: events with their roles, and venues."""

from coproduction.schedule.staff_views import events, venues
from coproduction.schedule.staff_views.routes import blueprint

__all__ = ["blueprint", "events", "venues"]
