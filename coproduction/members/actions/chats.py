"""Asking for a chat, and having it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import ChatRequest
from coproduction.members.queries import chats as queries
from coproduction.notifications.models import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatDetails:
    """Who would like a chat, and how and when to reach them."""

    name: str
    channel: Channel
    email: str = ""
    phone: str = ""
    address: str = ""
    times: str = ""
    about: str = ""


def ask_for_chat(asked: ChatDetails, *, opened_at: datetime, decoy: str = "", now: datetime) -> ChatRequest:
    """Put a chat on the coordinators' list. Asking twice for the same, before it was held, changes nothing.

    Refused without what the channel goes to, and when a robot seems to have filled it in: in a box that nobody sees,
    or quicker than anybody can since the page was opened.
    """
    rules.refuse_robot(decoy=decoy)
    rules.refuse_quicker_than_people(opened_at, now=now)
    reach = getattr(asked, rules.DETAIL_OF[asked.channel])
    rules.refuse_unreachable(asked.channel, reach)
    same = {"name": asked.name, "channel": asked.channel, "reach": reach, "times": asked.times, "about": asked.about}
    waiting = db.session.scalars(select(ChatRequest).filter_by(**same, held_at=None)).first()
    if waiting:
        return waiting
    chat = ChatRequest(asked_at=now, **same)
    db.session.add(chat)
    record("chat.asked", chat, by=None, now=now)
    return chat


def hold_chat(chat_id: int, *, by: Account, now: datetime) -> ChatRequest:
    """Note that a coordinator had the chat, or tried for long enough. A second click changes nothing."""
    chat = queries.lock_chat(chat_id)
    if chat.held_at is None:
        chat.held_at, chat.held_by_id = now, by.id
        record("chat.held", chat, by=by, now=now)
    return chat


def stop_chat(chat_id: int, *, by: Account, now: datetime) -> ChatRequest:
    """Put a chat away that nobody will have: who asked for it has died. One that was held stays so."""
    chat = queries.lock_chat(chat_id)
    if chat.held_at is None:
        chat.held_at, chat.held_by_id, chat.was_stopped = now, by.id, True
        record("chat.stopped", chat, by=by, now=now)
    return chat


def purge_chats(*, now: datetime) -> int:
    """Delete what was asked some months ago, and return how many."""
    late = delete(ChatRequest).where(ChatRequest.asked_at < rules.chats_kept_since(now))
    return len(db.session.scalars(late.returning(ChatRequest.id)).all())
