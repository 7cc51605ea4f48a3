"""Coordinators' pages: applications, members, qualifications."""

from coproduction.members.staff_views import (
    applications,
    asking,
    belonging,
    chats,
    deaths,
    departures,
    details,
    equality,
    imports,
    induction,
    listing,
    members,
    merging,
    notes,
    payments,
    qualifications,
    sign_ups,
)
from coproduction.members.staff_views.routes import blueprint

__all__ = [
    "applications",
    "asking",
    "belonging",
    "blueprint",
    "chats",
    "deaths",
    "departures",
    "details",
    "equality",
    "imports",
    "induction",
    "listing",
    "members",
    "merging",
    "notes",
    "payments",
    "qualifications",
    "sign_ups",
]
