"""Putting messages in the outbox, taking them out again, and staff marking calls and letters as done."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from coproduction.core.database import Base, db
from coproduction.core.refusals import Refusal
from coproduction.notifications import queries
from coproduction.notifications.models import Channel, Message, MessageState, Recipient, WorkerHeartbeat
from coproduction.notifications.rendering import render

ENQUEUED = "a message was put in the outbox"


class Actor(Protocol):
    """Whoever acts: an account, known here by its id alone, because accounts stand on a higher floor."""

    @property
    def id(self) -> int: ...


def send(
    template: str,
    to: Recipient,
    *,
    key: str,
    now: datetime,
    calendar: str | None = None,
    calendar_method: str = "PUBLISH",
    send_after: datetime | None = None,
    secret: bool = False,
    **values: Any,
) -> Message | None:
    """Put one message in the outbox, in the caller's transaction, and return it; None if `key` was used before.

    The words come from `emails/<template>.md`, which is given `values` and `by_email`, `by_phone` and `by_letter`.
    `calendar_method` stands beside `calendar`, and must be the METHOD that it states. `secret` erases the words once
    they are sent: for links that sign people in.
    """
    channel, where = to.reached_by()
    words = render(template, {**{f"by_{way}": way is channel for way in Channel}, **values})
    message = _insert_once(
        key=key,
        template=template,
        channel=channel,
        state=MessageState.WAITING,
        member_id=to.member_id,
        to_name=" ".join(to.name.split()),
        to_address=where,
        subject=words.subject,
        text=words.text,
        html=words.html,
        is_secret=secret,
        calendar=calendar,
        calendar_method=calendar_method if calendar else None,
        created_at=now,
        send_after=send_after or now,
        attempts=0,
        message_id=uuid.uuid4().hex,
    )
    if message:
        db.session.info[ENQUEUED] = True
    return message


def drop(key: str, *, now: datetime) -> bool:
    """Take a message out of the outbox; False if it has gone already or is on its way."""
    dropped = (
        update(Message)
        .where(Message.key == key, Message.state == MessageState.WAITING, Message.leased_until.is_(None))
        .values(state=MessageState.DROPPED, finished_at=now)
        .returning(Message.id)
    )
    return db.session.scalar(dropped) is not None


def mark_done(message_id: int, *, by: Actor, now: datetime) -> Message:
    """Note that staff told the person by phone or letter. A second click changes nothing.

    Refuses a message that staff do not send.
    """
    message = queries.lock_contact_task(message_id)
    if message is None:
        raise Refusal("This is not on the list of people to ring or write to.")
    if message.state is not MessageState.DONE:
        message.state, message.finished_at, message.done_by_id = MessageState.DONE, now, by.id
        db.session.flush()
    return message


def try_again(*, now: datetime) -> int:
    """Put every email that failed back in the outbox, as if new, and return how many."""
    revived = (
        update(Message)
        .where(Message.channel == Channel.EMAIL, Message.state == MessageState.FAILED)
        .values(state=MessageState.WAITING, send_after=now, attempts=0, finished_at=None, last_error=None)
        .returning(Message.id)
    )
    return len(db.session.scalars(revived).all())


def beat(name: str, *, now: datetime) -> None:
    """Note that the worker of this name is alive."""
    heartbeat = _insert(WorkerHeartbeat).values(name=name, beaten_at=now)
    db.session.execute(heartbeat.on_conflict_do_update(index_elements=["name"], set_={"beaten_at": now}))


def take_turn(name: str, *, every: timedelta, now: datetime) -> bool:
    """Note that the work of this name is done now; False if somebody has noted it within the time `every`."""
    turn = _insert(WorkerHeartbeat).values(name=name, beaten_at=now)
    taken = turn.on_conflict_do_update(
        index_elements=["name"], set_={"beaten_at": now}, where=WorkerHeartbeat.beaten_at <= now - every
    )
    return db.session.scalar(taken.returning(WorkerHeartbeat.name)) is not None


def _insert_once(**values: Any) -> Message | None:
    """Insert a message unless its key is there, which neither this transaction nor a rival one can get past."""
    db.session.flush()
    statement = _insert(Message).values(**values).on_conflict_do_nothing(index_elements=["key"]).returning(Message)
    message: Message | None = db.session.scalars(statement).one_or_none()
    return message


def _insert(table: type[Base]) -> Any:
    """Return the INSERT of this database: both have ON CONFLICT, each in its own class."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
