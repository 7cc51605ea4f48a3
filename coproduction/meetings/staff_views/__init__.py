"""Coordinators make meetings, their agendas, papers and minutes."""

from coproduction.meetings.staff_views import agenda, meetings, minutes, papers, points, polls, series
from coproduction.meetings.staff_views.routes import blueprint

__all__ = ["agenda", "blueprint", "meetings", "minutes", "papers", "points", "polls", "series"]
