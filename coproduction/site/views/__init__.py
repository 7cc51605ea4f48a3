"""The public pages, and the two home pages of those who have signed in."""

from coproduction.site.views import homes, information
from coproduction.site.views.routes import blueprint

__all__ = ["blueprint", "homes", "information"]
