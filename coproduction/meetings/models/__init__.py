"""The tables of meetings."""

from coproduction.meetings.models.agenda import AgendaItem, PaperSending, SentPaper
from coproduction.meetings.models.meetings import Meeting
from coproduction.meetings.models.minutes import ActionPoint, Decision, Minutes, MinutesState
from coproduction.meetings.models.polls import Poll, PollAnswer, PollOption, Suits
from coproduction.meetings.models.series import MeetingSeries

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Decision",
    "Meeting",
    "MeetingSeries",
    "Minutes",
    "MinutesState",
    "PaperSending",
    "Poll",
    "PollAnswer",
    "PollOption",
    "SentPaper",
    "Suits",
]
