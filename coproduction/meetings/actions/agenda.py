"""Putting an agenda together."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_short_date
from coproduction.core.refusals import Refusal
from coproduction.documents.actions import create_document
from coproduction.documents.models import Document
from coproduction.meetings.models import AgendaItem, Meeting
from coproduction.meetings.queries import agenda as queries
from coproduction.schedule.models import Event
from coproduction.schedule.queries.management import lock_event
from coproduction.schedule.rules import can_change


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """What an item is: who leads it may be empty, above all for a break."""

    title: str
    minutes: int
    owner: str
    is_break: bool


def add_item(meeting: Meeting, details: ItemDetails, *, has_paper: bool, by: Account, now: datetime) -> AgendaItem:
    """Add an item at the end of the agenda, with a document for its paper if it has one.

    The same item twice in a row is added once, so a double click is harmless. Refused for a meeting that is cancelled.
    """
    _lock(meeting.event)
    items = queries.items_of(meeting.event_id)
    if items and _details_of(items[-1]) == details:
        return items[-1]
    last = items[-1].position if items else 0
    item = AgendaItem(event_id=meeting.event_id, position=last + 1, **asdict(details))
    if has_paper:
        item.document_id = _paper_for(meeting.event, details.title, by=by, now=now).id
    db.session.add(item)
    record("meetings.item_added", item, by=by, now=now)
    return item


def change_item(
    item: AgendaItem, meeting: Meeting, *, details: ItemDetails, has_paper: bool, by: Account, now: datetime
) -> AgendaItem:
    """Change an item. It can get a paper; the one that it has stays. Refused for a meeting that is cancelled."""
    _lock(meeting.event)
    db.session.refresh(item)
    for name, value in asdict(details).items():
        setattr(item, name, value)
    if has_paper and item.document_id is None:
        item.document_id = _paper_for(meeting.event, details.title, by=by, now=now).id
    record("meetings.item_changed", item, by=by, now=now)
    return item


def move_item(item: AgendaItem, meeting: Meeting, *, up: bool, by: Account, now: datetime) -> None:
    """Let an item and the one before it, or after it, change places. At the end of the list nothing happens."""
    _lock(meeting.event)
    items = list(queries.items_of(meeting.event_id))
    here = items.index(item)
    there = here - 1 if up else here + 1
    if 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
        for position, each in enumerate(items, start=1):
            each.position = position
        record("meetings.item_moved", item, by=by, now=now)


def remove_item(item: AgendaItem, meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Take an item off the agenda; its paper stays among the documents. Refused once its paper has gone out."""
    _lock(meeting.event)
    if any(document_id == item.document_id for document_id, _ in queries.sent_papers(meeting.event_id)):
        raise Refusal("Its paper has gone out, so people expect it. Change it, or say in it that it is put off.")
    record("meetings.item_removed", item, by=by, now=now)
    db.session.delete(item)
    db.session.flush()


def _lock(event: Event) -> None:
    lock_event(event)
    if not can_change(event):
        raise Refusal(f"{event.title} is over or cancelled, and its agenda can no longer be changed.")


def _paper_for(event: Event, title: str, *, by: Account, now: datetime) -> Document:
    about = f"For {event.title}, {uk_short_date(event.starts_at)}"
    return create_document(title, about, is_for_all=False, by=by, now=now)


def _details_of(item: AgendaItem) -> ItemDetails:
    return ItemDetails(**{field.name: getattr(item, field.name) for field in fields(ItemDetails)})
