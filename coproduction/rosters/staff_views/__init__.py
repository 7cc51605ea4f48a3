"""Coordinators fill an event's roles, watch the roster, and ring those who asked for it."""

from coproduction.rosters.staff_views import calls, rosters
from coproduction.rosters.staff_views.routes import blueprint

__all__ = ["blueprint", "calls", "rosters"]
