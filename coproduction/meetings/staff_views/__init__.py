"""Coordinators make meetings, their agendas and papers."""

from coproduction.meetings.staff_views import agenda, meetings, papers, series
from coproduction.meetings.staff_views.routes import blueprint

__all__ = ["agenda", "blueprint", "meetings", "papers", "series"]
