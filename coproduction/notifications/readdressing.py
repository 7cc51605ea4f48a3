"""Messages that wait for somebody who is known by another record from now on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from coproduction.core.database import db
from coproduction.notifications.models import Channel, Message, MessageState, Recipient

UNFINISHED = (MessageState.WAITING, MessageState.FAILED)


def readdress(old: Recipient, to: Recipient, *, now: datetime) -> None:
    """Send on to a person what waits for them under another record; what has gone already stays as it was.

    A secret is dropped, because it let somebody in who signs in otherwise now, and so is what they are told already.
    The channel stays, because the words were written for it. What went to somebody else, such as a copy, still does.
    """
    before, after = _ways(old), _ways(to)
    told = select(Message.template, Message.subject).where(Message.member_id == to.member_id)
    known = {(template, subject) for template, subject in db.session.execute(told)}
    for message in _waiting(Message.member_id == old.member_id):
        if message.is_secret or (message.template, message.subject) in known:
            message.state, message.finished_at = MessageState.DROPPED, now
            continue
        message.member_id = to.member_id
        if message.to_address == before[message.channel]:
            message.to_name, message.to_address = to.name, after[message.channel] or message.to_address
    db.session.flush()


def readdress_calls(keys_begin: str, phone: str) -> None:
    """Let the calls that wait and have a key that begins so go to another number: for people who are not members."""
    calls = Message.channel == Channel.PHONE, Message.state.in_(UNFINISHED)
    which = update(Message).where(Message.key.startswith(keys_begin, autoescape=True), *calls)
    db.session.execute(which.values(to_address=phone))


def _ways(person: Recipient) -> dict[Channel, str | None]:
    return {
        Channel.EMAIL: person.email,
        Channel.PHONE: person.phone,
        Channel.TEXT: person.phone,
        Channel.LETTER: person.address,
    }


def _waiting(condition: ColumnElement[bool]) -> Sequence[Message]:
    """Return the messages that wait and that no worker is sending, locked."""
    return db.session.scalars(
        select(Message)
        .where(condition, Message.state.in_(UNFINISHED), Message.leased_until.is_(None))
        .order_by(Message.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
