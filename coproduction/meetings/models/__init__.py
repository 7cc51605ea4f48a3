"""The tables of meetings."""

from coproduction.meetings.models.agenda import AgendaItem, PaperSending, SentPaper
from coproduction.meetings.models.meetings import Meeting

__all__ = ["AgendaItem", "Meeting", "PaperSending", "SentPaper"]
