"""What is still missing of papers that went, what was changed since, and the record of why."""

from __future__ import annotations

from datetime import timedelta

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.documents.models import Document, DocumentVersion
from coproduction.site.queries.to_do.papers import papers_to_send
from tests.factories import DocumentVersionFactory, MeetingFactory, PlaceFactory
from tests.meetings.sent_papers import EASY, STANDARD, meeting_with, send


def test_what_went_without_easy_read_stays_on_the_list_until_it_has_gone(coordinator, noon):
    meeting = meeting_with(STANDARD)
    meeting.event.title = "Work plan"
    send(meeting, noon, reason="The printer is late")

    def tasks():
        found = papers_to_send(viewer=coordinator.account, now=noon).tasks
        return [(task.what, task.why) for task in found]

    missing = "Add Easy Read to the papers of Work plan", "They went without it. The meeting is on 14 January 2027."
    assert tasks() == [missing]
    assert coordinator.get("/to-do").follow(missing[0]).heading == "Papers of Work plan"

    [paper] = db.session.query(Document)
    DocumentVersionFactory(document=paper, format=EASY)
    db.session.expire_all()
    assert [what for what, _ in tasks()] == ["Send what is new in the papers of Work plan"]
    send(meeting, noon)
    assert tasks() == []


def test_a_paper_whose_file_was_replaced_goes_again_and_is_not_counted_as_late(coordinator, noon, inbox):
    meeting = meeting_with(STANDARD, EASY, title="Budgets")
    meeting.event.title = "Work plan"
    PlaceFactory(role__event=meeting.event)
    send(meeting, noon)
    standard = db.session.query(DocumentVersion).filter_by(format=STANDARD).one()
    standard.added_at = noon + timedelta(days=4)
    db.session.flush()
    later = noon + timedelta(days=5)

    [task] = papers_to_send(viewer=coordinator.account, now=later).tasks
    assert (task.what, task.why) == (
        "Send what is new in the papers of Work plan",
        "Something was added or changed since they went. The meeting is on 14 January 2027.",
    )
    assert (
        "Sent: Easy Read Ready to send: Standard (changed)"
        in coordinator.get(f"/meetings/{meeting.event_id}/papers").text
    )
    assert send(meeting, later) is not None
    assert send(meeting, later) is None

    assert len(inbox.letters) == 2
    assert [line for line in inbox.messages[-1].text.splitlines() if line.startswith("- ")] == [
        "- Budgets: Standard (changed)"
    ]
    assert papers_to_send(viewer=coordinator.account, now=later).tasks == []
    assert coordinator.get("/meetings/papers").rows == [["Work plan", "14 January 2027", "1", "0", "0"]]


def test_the_list_leads_to_the_agenda_where_there_is_none(coordinator, noon):
    MeetingFactory(event__title="Empty", event__starts_at=noon + timedelta(days=20))

    assert coordinator.get("/to-do").follow("Write the agenda of Empty").heading == "Agenda of Empty"


def test_what_was_sent_without_easy_read_is_in_the_record_of_deeds(noon):
    meeting = meeting_with(STANDARD)

    sending = send(meeting, noon, reason="The printer is late")

    entry = db.session.query(AuditEntry).filter_by(action="meetings.papers_sent").one()
    assert (entry.subject_id, entry.detail, entry.account_id) == (
        sending.id,
        {"without_easy_read": 1},
        sending.sent_by_id,
    )
