"""Taking back what members have not been told yet, because it is no longer so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update

from coproduction.core.database import db
from coproduction.notifications.models import Message, MessageState
from coproduction.notifications.queries import batched

UNTOLD = (MessageState.WAITING, MessageState.FAILED)
UNHEARD = (*UNTOLD, MessageState.DROPPED)


@dataclass(frozen=True, slots=True)
class Untold:
    """A message to a member that nobody has passed on yet, or a copy of one."""

    key: str
    template: str
    member_id: int | None

    @property
    def is_copy(self) -> bool:
        """Say whether it is somebody's copy of what the member is told."""
        return "-copy-" in self.key


def untold(member_ids: Sequence[int]) -> list[Untold]:
    """Return what waits to be told to these members, by every channel, the oldest first; copies too."""
    columns = (Message.key, Message.template, Message.member_id)
    return [
        Untold(*row)
        for some in batched(member_ids)
        for row in db.session.execute(
            select(*columns).where(Message.member_id.in_(some), Message.state.in_(UNTOLD)).order_by(Message.id)
        )
    ]


def untold_of_all(*keys_begin: str) -> list[Untold]:
    """Return what waits to be told to any member and has a key that begins in one of these ways; copies too."""
    begins = or_(*(Message.key.startswith(key, autoescape=True) for key in keys_begin))
    columns = (Message.key, Message.template, Message.member_id)
    waiting = select(*columns).where(Message.state.in_(UNTOLD), Message.member_id.is_not(None), begins)
    return [Untold(*row) for row in db.session.execute(waiting.order_by(Message.id))]


@dataclass(frozen=True, slots=True)
class Written:
    """A message that was written to a member, and whether it was passed on to them."""

    key: str
    template: str
    member_id: int | None
    created_at: datetime
    is_heard: bool


def written(member_ids: Sequence[int], *, since: datetime) -> list[Written]:
    """Return what was written to these members since a moment, by every channel, the newest first; no copies."""
    columns = (Message.key, Message.template, Message.member_id, Message.created_at, Message.state.not_in(UNHEARD))
    return [
        Written(*row)
        for some in batched(member_ids)
        for row in db.session.execute(
            select(*columns)
            .where(Message.member_id.in_(some), Message.created_at >= since, ~Message.key.contains("-copy-"))
            .order_by(Message.id.desc())
        )
    ]


def take_back(member_ids: Sequence[int], is_meant: Callable[[Untold], bool], *, now: datetime) -> list[Untold]:
    """Drop what waits to be told to these members and is meant, and return it.

    Also an email that a worker has taken and not sent yet (it looks again before each). What somebody passes on at
    this moment is told, and is not among those returned.
    """
    meant = {message.key: message for message in untold(member_ids) if is_meant(message)}
    dropped: set[str] = set()
    for some in batched(list(meant)):
        dropped |= set(
            db.session.scalars(
                update(Message)
                .where(Message.key.in_(some), Message.state.in_(UNTOLD))
                .values(state=MessageState.DROPPED, finished_at=now, leased_until=None)
                .returning(Message.key)
                .execution_options(synchronize_session=False)
            )
        )
    return [message for key, message in meant.items() if key in dropped]
