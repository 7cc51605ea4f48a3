"""Coordinators' pages of interview panels."""

from coproduction.panels.staff_views import alone, candidates, handovers, outcomes, packs, panels, reports, requests
from coproduction.panels.staff_views.routes import blueprint

__all__ = ["alone", "blueprint", "candidates", "handovers", "outcomes", "packs", "panels", "reports", "requests"]
