"""What is not kept of messages: their words, once nobody has to send or read them any more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, and_, or_, select, update

from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.notifications.actions import drop_about, drop_for_member
from coproduction.notifications.kinds import MONTHS_KEPT
from coproduction.notifications.models import Message, MessageState

OVER = (MessageState.SENT, MessageState.DONE, MessageState.DROPPED)


def erase_words(*, now: datetime) -> int:
    """Delete the words of messages that were sent, passed on or dropped long enough ago, and return how many.

    That there was a message stays: when, of which kind, by which channel, to which member, who passed it on, and the
    key, so that nothing is told twice. Its subject says the kind alone; names and addresses go with the words. What
    still waits, and what failed and is on the coordinators' list, is not over. For each day's housekeeping.
    """
    today = uk_wall(now).date()
    before = uk_moment(today - relativedelta(months=value_of(MONTHS_KEPT, on=today)), uk_wall(now).time())
    is_due = and_(
        Message.state.in_(OVER),
        Message.finished_at < before,
        or_(Message.to_name != "", Message.text != "", Message.html != ""),
    )
    return _erase(is_due)


def forget_about(keys_begin: str, *, now: datetime) -> int:
    """Drop what waits and has a key that begins so, delete the words of all that has, and return how many.

    For what is told about somebody whose answers are deleted.
    """
    drop_about(keys_begin, now=now)
    return _erase(Message.key.startswith(keys_begin, autoescape=True))


def forget_told(member_ids: Collection[int], *, now: datetime) -> int:
    """Drop what waits for these members, delete the words of all that they were told, and return how many.

    For members who ask us to delete what we hold about them, copies for others included.
    """
    for member_id in member_ids:
        drop_for_member(member_id, now=now)
    return _erase(Message.member_id.in_(member_ids))


def _erase(is_due: ColumnElement[bool]) -> int:
    erased = {"to_name": "", "to_address": "", "text": "", "html": "", "calendar": None, "last_error": None}
    number = 0
    for template in db.session.scalars(select(Message.template).where(is_due).distinct()).all():
        words = update(Message).where(is_due, Message.template == template)
        gone = db.session.scalars(words.values(**erased, subject=kind_of(template)).returning(Message.id))
        number += len(gone.all())
    return number


def kind_of(template: str) -> str:
    """Return what kind of message it was, in words: 'Supporter added'."""
    return template.rpartition("/")[2].replace("_", " ").capitalize()
