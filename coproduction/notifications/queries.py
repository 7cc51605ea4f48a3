"""What waits in the outbox, what staff have to ring or post, and whether the worker is alive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import raiseload

from coproduction.core.database import db
from coproduction.core.paging import Page, page_of
from coproduction.notifications.models import (
    Channel,
    CopyRecipient,
    Message,
    MessageState,
    WorkerHeartbeat,
)
from coproduction.notifications.rules import Viewer, is_to_be_told, require_staff

Item = TypeVar("Item")
IN_A_STATEMENT = 5000  # parameters: SQLite and PostgreSQL take some ten thousands


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many emails have not gone: still waiting, and given up."""

    waiting: int
    failed: int


def messages_waiting_and_failed() -> Backlog:
    """Return how many emails wait to be sent and how many have failed. For monitors: it names nobody."""
    counted = db.session.execute(
        select(Message.state, func.count())
        .where(Message.channel == Channel.EMAIL, Message.state.in_([MessageState.WAITING, MessageState.FAILED]))
        .group_by(Message.state)
    )
    numbers = {state: number for state, number in counted}  # noqa: C416 - a Row is no tuple to mypy
    return Backlog(waiting=numbers.get(MessageState.WAITING, 0), failed=numbers.get(MessageState.FAILED, 0))


def last_heartbeat() -> datetime | None:
    """Return when a worker last showed that it is alive; None if none ever did."""
    return db.session.scalar(select(func.max(WorkerHeartbeat.beaten_at)))


def copy_recipients(member_id: int | None) -> Sequence[CopyRecipient]:
    """Return who gets a copy by email of what the member is told, in the order in which they were added."""
    return db.session.scalars(
        select(CopyRecipient).where(CopyRecipient.member_id == member_id).order_by(CopyRecipient.id)
    ).all()


def copy_recipients_of_many(member_ids: Sequence[int]) -> dict[int, list[CopyRecipient]]:
    """Return, by member, who gets copies of what each of them is told, in the order in which they were added."""
    found: dict[int, list[CopyRecipient]] = defaultdict(list)
    for some in batched(member_ids):
        readers = select(CopyRecipient).where(CopyRecipient.member_id.in_(some)).order_by(CopyRecipient.id)
        for reader in db.session.scalars(readers):
            found[reader.member_id].append(reader)
    return found


def number_of_copies(member_ids: Sequence[int]) -> int:
    """Count how many copies go to others when all of these members are told something."""
    return sum(
        db.session.scalars(
            select(func.count()).select_from(CopyRecipient).where(CopyRecipient.member_id.in_(some))
        ).one()
        for some in batched(member_ids)
    )


def keys_there(keys: Sequence[str]) -> set[str]:
    """Return those of the keys that a message has already."""
    return {
        key for some in batched(keys) for key in db.session.scalars(select(Message.key).where(Message.key.in_(some)))
    }


def message_with(key: str) -> Message | None:
    """Return what was told with that key, as it is now. For whoever wrote it."""
    return db.session.scalar(select(Message).where(Message.key == key).execution_options(populate_existing=True))


def keys_by_hand(member_ids: Sequence[int], *, since: datetime) -> dict[int, list[str]]:
    """Return, by member, the keys of what staff still have to tell them, or have told them since a moment; no copies.

    That is calls, texts and letters, and emails that could not be delivered.
    """
    told = and_(Message.state == MessageState.DONE, Message.finished_at >= since)
    found: dict[int, list[str]] = defaultdict(list)
    for some in batched(member_ids):
        keys = select(Message.member_id, Message.key).where(Message.member_id.in_(some), or_(_waits_for_staff(), told))
        for member_id, key in db.session.execute(keys.where(~Message.key.contains("-copy-")).order_by(Message.id)):
            found[member_id or 0].append(key)
    return found


def keys_told(member_ids: Sequence[int], keys_begin: str) -> Sequence[str]:
    """Return the keys that begin so of what these members were told or will be: not of what was dropped, nor copies."""
    theirs = Message.member_id.in_(member_ids), Message.key.startswith(keys_begin, autoescape=True)
    own = ~Message.key.contains("-copy-"), Message.state != MessageState.DROPPED
    return db.session.scalars(select(Message.key).where(*theirs, *own)).all()


def keys_of_copies_sent(member_ids: Sequence[int], keys_begin: str) -> Sequence[str]:
    """Return the keys that begin so of the copies that others have had of what these members were to be told."""
    theirs = Message.member_id.in_(member_ids), Message.key.startswith(keys_begin, autoescape=True)
    copies = Message.key.contains("-copy-"), Message.state == MessageState.SENT
    return db.session.scalars(select(Message.key).where(*theirs, *copies)).all()


def batched(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield as many at a time as a statement takes."""
    for first in range(0, len(items), IN_A_STATEMENT):
        yield items[first : first + IN_A_STATEMENT]


def copy_recipient(member_id: int, name: str, *, email: str) -> CopyRecipient | None:
    """Return the one of that name and address who gets copies of what the member is told."""
    return db.session.scalar(
        select(CopyRecipient).where(
            CopyRecipient.member_id == member_id, CopyRecipient.name == name, CopyRecipient.email == email
        )
    )


def is_still_to_be_sent(message_id: int, *, leased_until: datetime) -> bool:
    """Say whether a message that a worker has taken is still the worker's, and still to be told."""
    return bool(
        db.session.scalar(
            select(Message.id).where(
                Message.id == message_id,
                Message.state == MessageState.WAITING,
                Message.leased_until == leased_until,
                is_to_be_told(),
            )
        )
    )


def contact_tasks(number: int, *, viewer: Viewer, now: datetime) -> Page[Message]:
    """Return one page of what staff have to tell people themselves, the longest waiting first.

    For every coordinator alike: the calls and letters that are due, and the emails that could not be delivered.
    """
    require_staff(viewer)
    tasks = select(Message).where(_is_contact_task(), Message.send_after <= now)
    return page_of(tasks.order_by(Message.send_after, Message.id).options(raiseload("*", sql_only=True)), number)


def find_contact_task(message_id: int, *, viewer: Viewer) -> Message | None:
    """Return a call, a letter or a failed email, done or not; None for anything else."""
    require_staff(viewer)
    return db.session.scalar(_contact_task(message_id))


def lock_contact_task(message_id: int) -> Message | None:
    """Return such a message as it is now, and make everybody else who wants to change it wait."""
    return db.session.scalar(_contact_task(message_id).with_for_update().execution_options(populate_existing=True))


def _contact_task(message_id: int) -> Select[Message]:
    is_done = and_(Message.state == MessageState.DONE, Message.to_name != "")  # its words and name are still kept
    return select(Message).where(Message.id == message_id, or_(_is_contact_task(), is_done))


def _is_contact_task() -> ColumnElement[bool]:
    return and_(_waits_for_staff(), is_to_be_told())


def _waits_for_staff() -> ColumnElement[bool]:
    by_hand = and_(Message.state == MessageState.WAITING, Message.channel != Channel.EMAIL)
    failed = and_(Message.state == MessageState.FAILED, Message.channel == Channel.EMAIL)
    return or_(by_hand, failed)
