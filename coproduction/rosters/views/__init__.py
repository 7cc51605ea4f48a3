"""Members say when they could take part, and supporters say it for them."""

from coproduction.rosters.views import availability, fees
from coproduction.rosters.views.routes import blueprint

__all__ = ["availability", "blueprint", "fees"]
