"""What everybody opens without an account: what members teach, and asking for it."""

from coproduction.training.public_views import asking, courses, progress
from coproduction.training.public_views.routes import blueprint

__all__ = ["asking", "blueprint", "courses", "progress"]
