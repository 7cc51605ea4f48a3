"""What recruiting managers open without an account: asking for a panel, and following their request."""

from coproduction.panels.public_views import asking, outcomes, progress
from coproduction.panels.public_views.routes import blueprint

__all__ = ["asking", "blueprint", "outcomes", "progress"]
