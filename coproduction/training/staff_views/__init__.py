"""Coordinators' pages of courses and training sessions."""

from coproduction.training.staff_views import (
    afterwards,
    courses,
    delegates,
    materials,
    path,
    plans,
    recording,
    reports,
    requests,
    ringing,
    session_ends,
    sessions,
    who_came,
)
from coproduction.training.staff_views.routes import blueprint

__all__ = [
    "afterwards",
    "blueprint",
    "courses",
    "delegates",
    "materials",
    "path",
    "plans",
    "recording",
    "reports",
    "requests",
    "ringing",
    "session_ends",
    "sessions",
    "who_came",
]
