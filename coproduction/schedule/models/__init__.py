"""The tables of the schedule."""

from coproduction.schedule.models.answers import AnswerDetail, Way
from coproduction.schedule.models.arrangements import Arrangement, ArrangementMove, ArrangementState, LateChoice
from coproduction.schedule.models.calls import CallRequest
from coproduction.schedule.models.changes import Change, EventChange, NewsSeen
from coproduction.schedule.models.check_ins import CheckInCode
from coproduction.schedule.models.events import GOES_AHEAD, Event, EventFormat, EventKind, EventRole, EventState, Part
from coproduction.schedule.models.feeds import CalendarFeed
from coproduction.schedule.models.needs_met import Met, NeedsArranged, NeedsMet
from coproduction.schedule.models.periods import KnownPeriod, PeriodKind
from coproduction.schedule.models.places import LIVE_STATES, Check, Place, PlaceMove, PlaceState, Via
from coproduction.schedule.models.reminders import Reminder, Turn
from coproduction.schedule.models.venues import Venue

__all__ = [
    "GOES_AHEAD",
    "LIVE_STATES",
    "AnswerDetail",
    "Arrangement",
    "ArrangementMove",
    "ArrangementState",
    "CalendarFeed",
    "CallRequest",
    "Change",
    "Check",
    "CheckInCode",
    "Event",
    "EventChange",
    "EventFormat",
    "EventKind",
    "EventRole",
    "EventState",
    "KnownPeriod",
    "LateChoice",
    "Met",
    "NeedsArranged",
    "NeedsMet",
    "NewsSeen",
    "Part",
    "PeriodKind",
    "Place",
    "PlaceMove",
    "PlaceState",
    "Reminder",
    "Turn",
    "Venue",
    "Via",
    "Way",
]
