"""Coordinators ask when members could come, fill roles, watch rosters, ring who asked for it, and note who came."""

from coproduction.rosters.staff_views import (
    attendance,
    availability,
    calls,
    choosing,
    matrix,
    proposals,
    rosters,
    searches,
)
from coproduction.rosters.staff_views.routes import blueprint

__all__ = ["attendance", "availability", "blueprint", "calls", "choosing", "matrix", "proposals", "rosters", "searches"]
