"""Coordinators' pages: applications, members, qualifications."""

from coproduction.members.staff_views import applications, details, listing, members, merging, notes, qualifications
from coproduction.members.staff_views.routes import blueprint

__all__ = ["applications", "blueprint", "details", "listing", "members", "merging", "notes", "qualifications"]
