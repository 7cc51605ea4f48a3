"""Members read agendas and minutes, and say which dates suit them."""

from coproduction.meetings.views import meetings, polls, supporting
from coproduction.meetings.views.routes import blueprint

__all__ = ["blueprint", "meetings", "polls", "supporting"]
