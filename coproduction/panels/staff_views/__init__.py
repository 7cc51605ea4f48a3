"""Coordinators' pages of interview panels."""

from coproduction.panels.staff_views import candidates, outcomes, packs, panels, reports, requests
from coproduction.panels.staff_views.routes import blueprint

__all__ = ["blueprint", "candidates", "outcomes", "packs", "panels", "reports", "requests"]
