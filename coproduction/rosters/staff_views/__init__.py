"""Coordinators fill roles, have rosters proposed, watch them, ring who asked for it, and write down who came."""

from coproduction.rosters.staff_views import attendance, calls, proposals, rosters
from coproduction.rosters.staff_views.routes import blueprint

__all__ = ["attendance", "blueprint", "calls", "proposals", "rosters"]
