"""What everybody opens without an account: what members teach."""

from coproduction.training.public_views import courses
from coproduction.training.public_views.routes import blueprint

__all__ = ["blueprint", "courses"]
