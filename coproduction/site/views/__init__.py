"""The public pages, and the two home pages of those who have signed in."""

from coproduction.site.views import easy_read, finding, formats, homes, information
from coproduction.site.views.routes import blueprint

__all__ = ["blueprint", "easy_read", "finding", "formats", "homes", "information"]
