"""Agendas and papers that must go to members soon, and what is still missing of those that went."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.documents.kinds import EASY_READ
from coproduction.documents.models import DocumentVersion
from coproduction.meetings.models import AgendaItem, Meeting, PaperSending, SentPaper
from coproduction.meetings.rules import CLEAR_DAYS, PAPERS_AHEAD, papers_due
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import visible_to
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list

WAITS, LACKS_EASY, IS_NEW, NO_AGENDA = "waits", "lacks_easy", "is_new", "no_agenda"


def papers_to_send(*, viewer: Account, now: datetime) -> TaskList:
    """Return the meetings whose papers are due soon and have not all gone, or that have no agenda, soonest first.

    And those whose papers went without Easy Read, or have something new since they went.
    """
    require_staff(viewer)
    today = uk_wall(now).date()
    clear_days, ahead = value_of(CLEAR_DAYS, on=today), value_of(PAPERS_AHEAD, on=today)
    found = {NO_AGENDA: ~exists().where(AgendaItem.event_id == Event.id), **_of_papers()}
    is_soon = Event.starts_at <= now + timedelta(days=clear_days + 1 + ahead)
    return task_list(
        "papers",
        "Agendas and papers",
        page="meetings.send_papers",
        argument="event_id",
        rows=select(Event.id, Event.title, Event.starts_at, *(found[name].label(name) for name in found))
        .join(Meeting, Meeting.event_id == Event.id)
        .where(
            visible_to(viewer),
            Event.state.in_([EventState.DRAFT, EventState.PUBLISHED]),
            Event.starts_at > now,
            or_(and_(is_soon, or_(found[NO_AGENDA], found[WAITS])), found[IS_NEW], found[LACKS_EASY]),
        )
        .order_by(Event.starts_at, Event.id),
        words=lambda row: _task(row, papers_due(row.starts_at, clear_days=clear_days)),
    )


def _task(row: AnyRow, due: date) -> Task:
    meeting, when = f"The meeting is on {uk_short_date(row.starts_at)}.", f"Papers must go by {uk_short_date(due)}"
    if row.no_agenda:
        return Task(row.id, f"Write the agenda of {row.title}", meeting, when, due, page="meetings.show_agenda")
    if row.waits:
        return Task(row.id, f"Send the papers of {row.title}", meeting, when, due)
    if row.is_new:
        why = f"Something was added or changed since they went. {meeting}"
        return Task(row.id, f"Send what is new in the papers of {row.title}", why, when, due)
    return Task(row.id, f"Add Easy Read to the papers of {row.title}", f"They went without it. {meeting}", when, due)


def _of_papers() -> dict[str, ColumnElement[bool]]:
    """Return the conditions on Event for a paper that has not gone, lacks Easy Read, or is new since it went."""
    sent = exists().where(SentPaper.event_id == Event.id, SentPaper.document_id == AgendaItem.document_id)
    went = sent.correlate(Event, AgendaItem)
    easy = sent.where(SentPaper.format == EASY_READ).correlate(Event, AgendaItem)
    this_one = (
        sent.where(SentPaper.format == DocumentVersion.format, SentPaper.sending_id == PaperSending.id)
        .where(PaperSending.sent_at >= DocumentVersion.added_at)
        .correlate(Event, AgendaItem, DocumentVersion)
    )
    paper = exists().where(AgendaItem.event_id == Event.id, AgendaItem.document_id.is_not(None))
    return {
        WAITS: paper.where(not_(went)),
        LACKS_EASY: paper.where(went, not_(easy)),
        IS_NEW: paper.where(went, DocumentVersion.document_id == AgendaItem.document_id, not_(this_one)),
    }
