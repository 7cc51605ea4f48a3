"""Coordinators' pages of courses and training sessions."""

from coproduction.training.staff_views import courses, materials, path, plans, requests, session_ends, sessions
from coproduction.training.staff_views.routes import blueprint

__all__ = ["blueprint", "courses", "materials", "path", "plans", "requests", "session_ends", "sessions"]
