"""Putting messages in the outbox, taking them out again, and staff marking calls and letters as done."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import ColumnElement, FromClause, and_, delete, exists, literal, not_, or_, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from coproduction.core.database import Base, db
from coproduction.core.refusals import Refusal
from coproduction.notifications import queries
from coproduction.notifications.models import (
    Channel,
    CopyRecipient,
    Message,
    MessageState,
    Recipient,
    Silence,
    WorkerHeartbeat,
)
from coproduction.notifications.rendering import Words, as_copy, render

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
    calendar_in_copies: str | None = None,
    calendar_method: str = "PUBLISH",
    send_after: datetime | None = None,
    secret: bool = False,
    private: bool = False,
    for_copies: Mapping[str, Any] | None = None,
    no_copy_to: Collection[int] = (),
    **values: Any,
) -> Message | None:
    """Put one message in the outbox, in the caller's transaction, and return it; None if `key` was used before.

    Somebody who has died is told nothing: that is None too.

    The words come from `emails/<template>.md`, which is given `values`, `is_copy` and `by_email`, `by_phone`, `by_text`
    and `by_letter`. `calendar_method` stands beside `calendar`, and must be the METHOD that it states. `secret` erases
    the words once they are sent: for links that sign people in.

    Whoever gets copies of what a member is told gets one by email, unless the message is `secret` or `private`.
    `for_copies` are values in place of those that are the member's own, such as a personal link, and
    `calendar_in_copies` is the file in place of their own. `no_copy_to` are the ids of readers who have had theirs.
    """
    channel, where = to.reached_by()
    row = _row_of(template, to, now=now, send_after=send_after or now, is_secret=secret)
    row |= {"calendar": calendar, "calendar_method": calendar_method if calendar else None}
    words = render(template, {**ways_of(channel), "is_copy": False, **values})
    message = _put(words, row, key=key, channel=channel, to_name=to.name, to_address=where)
    if message is None:
        return None
    if to.member_id and not (secret or private):
        copied = {**ways_of(Channel.EMAIL), **values, "is_copy": True, **(for_copies or {})}
        readers = [reader for reader in queries.copy_recipients(to.member_id) if reader.id not in no_copy_to]
        _send_copies(readers, to, key=key, row=row | {"calendar": calendar_in_copies or calendar}, values=copied)
    wake_worker()
    return message


def _row_of(template: str, to: Recipient, *, now: datetime, send_after: datetime, is_secret: bool) -> dict[str, Any]:
    """Return what a message and its copies have in common in the outbox."""
    return {
        "template": template,
        "state": MessageState.WAITING,
        "member_id": to.member_id,
        "is_secret": is_secret,
        "created_at": now,
        "send_after": send_after,
        "attempts": 0,
    }


def _put(words: Words, row: Mapping[str, Any], *, to_name: str, **where: Any) -> Message | None:
    """Insert the words for one person, whose name stands on one line in the head of an email."""
    return _insert_once(**row, **asdict(words), to_name=" ".join(to_name.split()), **where)


def wake_worker() -> None:
    """Have the worker woken once this is committed, for what is to be done at once."""
    db.session.info[ENQUEUED] = True


def _send_copies(
    readers: Iterable[CopyRecipient], to: Recipient, *, key: str, row: Mapping[str, Any], values: dict[str, Any]
) -> None:
    """Put a copy in the outbox for each who gets them: the same words by email, and a line that says what it is."""
    for reader in readers:
        words = as_copy(render(row["template"], values), to.name, reader=reader.name)
        theirs = key_of_copy(key, reader.id)
        _put(words, row, key=theirs, channel=Channel.EMAIL, to_name=reader.name, to_address=reader.email)


def key_of_copy(key: str, reader: int | str) -> str:
    """Return the key of somebody's copy of a message; without a reader, how the keys of all its copies begin."""
    return f"{key}-copy-{reader}"


def ways_of(channel: Channel) -> dict[str, bool]:
    """Return what templates are given to tell one way from another."""
    return {f"by_{way}": way is channel for way in Channel}


def drop(key: str, *, now: datetime) -> bool:
    """Take a message and its copies out of the outbox; False if it has gone already or is on its way."""
    told = select(Message.member_id).where(Message.key == key).scalar_subquery()
    copies = and_(Message.member_id == told, Message.key.startswith(key_of_copy(key, ""), autoescape=True))
    return key in _drop(or_(Message.key == key, copies), now=now)


def add_copy_recipient(member_id: int, name: str, *, email: str) -> CopyRecipient:
    """From now on, send somebody a copy of what the member is told. Nobody gets two: asking again changes nothing."""
    reader = queries.copy_recipient(member_id, name, email=email)
    if reader is None:
        reader = CopyRecipient(member_id=member_id, name=name, email=email)
        db.session.add(reader)
        db.session.flush()
    return reader


def remove_copy_recipient(member_id: int, name: str, *, email: str, now: datetime) -> None:
    """From now on, send them no copies; those that wait, or are about to go, are dropped. Twice is harmless."""
    reader = queries.copy_recipient(member_id, name, email=email)
    if reader is None:
        return
    theirs = Message.key.endswith(key_of_copy("", reader.id), autoescape=True)
    _drop_waiting(Message.member_id == member_id, theirs, now=now)
    db.session.execute(delete(CopyRecipient).where(CopyRecipient.id == reader.id))


def _drop(which: ColumnElement[bool], *, now: datetime) -> set[str]:
    """Drop the messages that wait and are not on their way, and return their keys."""
    dropped = (
        update(Message)
        .where(which, Message.state == MessageState.WAITING, Message.leased_until.is_(None))
        .values(state=MessageState.DROPPED, finished_at=now)
        .returning(Message.key)
    )
    return set(db.session.scalars(dropped))


def drop_for_member(member_id: int, *, now: datetime, but: Sequence[str] = ()) -> int:
    """Drop all that waits to be told to a member, or to others as their copy, and return how many.

    By every channel: emails that wait, that failed, and that a worker has taken and not sent yet (it looks again
    before each); calls, texts and letters. `but` names templates that still make sense.
    """
    return _drop_waiting(Message.member_id == member_id, Message.template.not_in(but), now=now)


def drop_about(keys_begin: str, *, now: datetime) -> int:
    """Drop in the same way all that waits and has a key that begins so: for people who are not members."""
    return _drop_waiting(Message.key.startswith(keys_begin, autoescape=True), now=now)


def silence(member_id: int, *, now: datetime) -> None:
    """Tell a member nothing from now on, wherever a message is queued, and nobody else as their copy.

    For somebody who has died. A message that is being written at this moment is dropped before it goes.
    """
    quiet = insert_into(Silence).values(member_id=member_id, since=now)
    db.session.execute(quiet.on_conflict_do_nothing(index_elements=["member_id"]))
    db.session.execute(delete(CopyRecipient).where(CopyRecipient.member_id == member_id))
    drop_for_member(member_id, now=now)


def speak_again(member_id: int) -> None:
    """Let a member be told things again whose death was written down by mistake. What was dropped stays so."""
    db.session.execute(delete(Silence).where(Silence.member_id == member_id))


def _drop_waiting(*which: ColumnElement[bool], now: datetime) -> int:
    dropped = (
        update(Message)
        .where(*which, Message.state.in_([MessageState.WAITING, MessageState.FAILED]))
        .values(state=MessageState.DROPPED, finished_at=now, leased_until=None)
        .returning(Message.id)
        .execution_options(synchronize_session=False)
    )
    return len(db.session.scalars(dropped).all())


def mark_done(message_id: int, *, by: Actor, now: datetime) -> Message:
    """Note that staff told the person by phone or letter. A second click changes nothing.

    Refuses a message that staff do not send.
    """
    message = queries.lock_contact_task(message_id)
    if message is None:
        raise Refusal("This is not on the list of people to ring or write to.")
    if message.state is not MessageState.DONE:
        message.state, message.finished_at, message.done_by_id = MessageState.DONE, now, by.id
        if message.is_secret:
            message.text = message.html = ""
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
    heartbeat = insert_into(WorkerHeartbeat).values(name=name, beaten_at=now)
    db.session.execute(heartbeat.on_conflict_do_update(index_elements=["name"], set_={"beaten_at": now}))


def take_turn(name: str, *, every: timedelta, now: datetime) -> bool:
    """Note that the work of this name is done now; False if somebody has noted it within the time `every`."""
    turn = insert_into(WorkerHeartbeat).values(name=name, beaten_at=now)
    taken = turn.on_conflict_do_update(
        index_elements=["name"], set_={"beaten_at": now}, where=WorkerHeartbeat.beaten_at <= now - every
    )
    return db.session.scalar(taken.returning(WorkerHeartbeat.name)) is not None


def _insert_once(**values: Any) -> Message | None:
    """Insert a message unless its key is there, which neither this transaction nor a rival one can get past.

    Nor is one inserted for somebody who has died: looked for in the same statement, for many are told at once.
    """
    db.session.flush()
    values["message_id"] = uuid.uuid4().hex
    columns = Message.__table__.c
    row = select(*(literal(value, columns[name].type) for name, value in values.items()))
    if values["member_id"]:
        row = row.where(not_(exists().where(Silence.member_id == values["member_id"])))
    inserted = insert_into(Message).from_select(list(values), row.where(true()))
    statement = inserted.on_conflict_do_nothing(index_elements=["key"]).returning(Message)
    message: Message | None = db.session.scalars(statement).one_or_none()
    return message


def insert_into(table: type[Base] | FromClause) -> Any:
    """Return the INSERT of this database: both have ON CONFLICT, each in its own class."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
