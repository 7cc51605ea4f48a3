"""Coordinators' pages of interview panels."""

from coproduction.panels.staff_views import panels, requests
from coproduction.panels.staff_views.routes import blueprint

__all__ = ["blueprint", "panels", "requests"]
