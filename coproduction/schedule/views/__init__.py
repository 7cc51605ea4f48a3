"""Members see the schedule, answer and look back; supporters see what they are let see, and answer for a member."""

from coproduction.schedule.views import calendars, contributions, diary, events, supporting
from coproduction.schedule.views.routes import blueprint

__all__ = ["blueprint", "calendars", "contributions", "diary", "events", "supporting"]
