"""The agenda of a meeting, and its papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, bindparam, exists, func, select

from coproduction.core.database import db
from coproduction.documents.models import Document, VersionFormat
from coproduction.meetings.models import AgendaItem, PaperSending, SentPaper
from coproduction.schedule.models import Event, Place
from coproduction.schedule.rules import visible_to_member

_ITEMS = (
    select(AgendaItem)
    .where(AgendaItem.event_id == bindparam("event_id", type_=Integer))
    .order_by(AgendaItem.position, AgendaItem.id)
    .execution_options(populate_existing=True)
)


def items_of(event_id: int) -> Sequence[AgendaItem]:
    """Return the agenda of a meeting that the caller has found, in its order, as it is now."""
    return db.session.scalars(_ITEMS, {"event_id": event_id}).all()


def find_item(item_id: int, event_id: int) -> AgendaItem | None:
    """Return an item of the meeting, or None if it is of another."""
    return db.session.scalar(select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.event_id == event_id))


def sent_papers(event_id: int) -> dict[tuple[int, VersionFormat], datetime]:
    """Return which papers of the meeting went, in which formats, and when last."""
    sent = (
        select(SentPaper.document_id, SentPaper.format, func.max(PaperSending.sent_at).label("sent_at"))
        .join(PaperSending, PaperSending.id == SentPaper.sending_id)
        .where(SentPaper.event_id == event_id)
        .group_by(SentPaper.document_id, SentPaper.format)
    )
    return {(row.document_id, row.format): row.sent_at for row in db.session.execute(sent)}


def last_position(event_id: int) -> int:
    """Return the position of the last item; 0 when there is none."""
    last = select(func.max(AgendaItem.position)).where(AgendaItem.event_id == event_id)
    return db.session.scalar(last) or 0


def opens_papers(member_id: ColumnElement[int], _now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for papers that went out for a meeting that the member may know of."""
    went = exists().where(
        SentPaper.document_id == Document.id,
        Event.id == SentPaper.event_id,
        visible_to_member(member_id),
    )
    return went.correlate_except(SentPaper, Event)


def opens_papers_to_supporters(member_id: ColumnElement[int], _now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for papers that went for a meeting in which the member has, or had, a part."""
    went = exists().where(
        SentPaper.document_id == Document.id,
        Event.id == SentPaper.event_id,
        Place.event_id == Event.id,
        Place.member_id == member_id,
        visible_to_member(member_id),
    )
    return went.correlate_except(SentPaper, Event, Place)
