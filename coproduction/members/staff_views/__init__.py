"""Coordinators' pages: applications, members, qualifications."""

from coproduction.members.staff_views import (
    applications,
    chats,
    details,
    equality,
    listing,
    members,
    merging,
    notes,
    qualifications,
    sign_ups,
)
from coproduction.members.staff_views.routes import blueprint

__all__ = [
    "applications",
    "blueprint",
    "chats",
    "details",
    "equality",
    "listing",
    "members",
    "merging",
    "notes",
    "qualifications",
    "sign_ups",
]
