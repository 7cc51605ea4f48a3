"""Pages for people who ask to join, and for members about themselves."""

from coproduction.members.views import away, details, joining, needs, payments, supporters
from coproduction.members.views.routes import blueprint

__all__ = ["away", "blueprint", "details", "joining", "needs", "payments", "supporters"]
