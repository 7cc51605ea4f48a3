"""A meeting with papers that are sent, for the tests of papers."""

from __future__ import annotations

from coproduction.core.database import db
from coproduction.documents.models import VersionFormat
from coproduction.meetings.actions.papers import send_papers
from tests.factories import (
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
    StaffFactory,
)

STANDARD, EASY, LARGE = VersionFormat.STANDARD, VersionFormat.EASY_READ, VersionFormat.LARGE_PRINT


def meeting_with(*formats, title="Budgets", **event):
    meeting = MeetingFactory(**{f"event__{name}": value for name, value in event.items()})
    add_paper(meeting, *formats, title=title)
    return meeting


def add_paper(meeting, *formats, title="Budgets"):
    paper = DocumentFactory(title=title)
    for one in formats:
        DocumentVersionFactory(document=paper, format=one)
    AgendaItemFactory(meeting=meeting, paper=paper, title=title)
    db.session.expire_all()
    return paper


def send(meeting, noon, *, reason=""):
    return send_papers(meeting, reason=reason, by=StaffFactory(), now=noon)
