"""Coordinators' pages: applications, members, qualifications."""

from coproduction.members.staff_views import applications, members, qualifications
from coproduction.members.staff_views.routes import blueprint

__all__ = ["applications", "blueprint", "members", "qualifications"]
