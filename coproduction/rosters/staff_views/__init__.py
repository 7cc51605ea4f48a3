"""Coordinators fill an event's roles, watch the roster, ring those who asked for it, and write down who came."""

from coproduction.rosters.staff_views import attendance, calls, rosters
from coproduction.rosters.staff_views.routes import blueprint

__all__ = ["attendance", "blueprint", "calls", "rosters"]
