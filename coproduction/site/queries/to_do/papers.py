"""Agendas and papers that must go to members soon."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, not_, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.meetings.models import AgendaItem, Meeting, SentPaper
from coproduction.meetings.rules import CLEAR_DAYS, PAPERS_AHEAD, papers_due
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import visible_to
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list


def papers_to_send(*, viewer: Account, now: datetime) -> TaskList:
    """Return the meetings whose papers are due soon and have not all gone, or that have no agenda, soonest first."""
    today = uk_wall(now).date()
    clear_days, ahead = value_of(CLEAR_DAYS, on=today), value_of(PAPERS_AHEAD, on=today)
    has_agenda = exists().where(AgendaItem.event_id == Event.id)
    has_gone = exists().where(SentPaper.event_id == Event.id, SentPaper.document_id == AgendaItem.document_id)
    waits = exists().where(
        AgendaItem.event_id == Event.id,
        AgendaItem.document_id.is_not(None),
        not_(has_gone.correlate(Event, AgendaItem)),
    )

    def words(row: AnyRow) -> Task:
        due = papers_due(row.starts_at, clear_days=clear_days)
        return Task(
            row.id,
            f"Send the papers of {row.title}" if row.has_agenda else f"Write the agenda of {row.title}",
            f"The meeting is on {uk_short_date(row.starts_at)}.",
            f"Papers must go by {uk_short_date(due)}",
            due,
        )

    return task_list(
        "papers",
        "Agendas and papers",
        page="meetings.send_papers",
        argument="event_id",
        rows=select(Event.id, Event.title, Event.starts_at, has_agenda.label("has_agenda"))
        .join(Meeting, Meeting.event_id == Event.id)
        .where(
            visible_to(viewer),
            Event.state.in_([EventState.DRAFT, EventState.PUBLISHED]),
            Event.starts_at > now,
            Event.starts_at <= now + timedelta(days=clear_days + 1 + ahead),
            or_(not_(has_agenda), waits),
        )
        .order_by(Event.starts_at, Event.id),
        words=words,
    )
