"""One message to many people: rendered once, and put in the outbox for all of them in one statement."""

from __future__ import annotations

import enum
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, exists, not_, select, true

from coproduction.core.database import db
from coproduction.notifications import queries
from coproduction.notifications.actions import ENQUEUED, insert_into, key_of_copy, ways_of
from coproduction.notifications.models import Channel, CopyRecipient, Message, MessageState, Recipient, Silence
from coproduction.notifications.rendering import Pattern, as_copy, pattern_for


class Hears(enum.Enum):
    """Who hears of a message to one person."""

    ALL = enum.auto()
    THE_PERSON = enum.auto()
    READERS_OF_COPIES = enum.auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is one person's own in a message to many: who they are, their key, their name, links and calendar file.

    `links_in_copies` stand in a copy in place of those of their `links` that are theirs alone, and `calendar_in_copies`
    in place of their calendar file. With `is_for` one of the two hears nothing: the person, or those who get copies of
    what they are told.
    """

    to: Recipient
    key: str
    names: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    links_in_copies: Mapping[str, str] = field(default_factory=dict)
    calendar: str | None = None
    calendar_in_copies: str | None = None
    calendar_method: str = "PUBLISH"
    is_for: Hears = Hears.ALL


def send_many(template: str, letters: Sequence[Letter], *, now: datetime, **values: Any) -> None:
    """Put the message in the outbox for each of them, as `send` would: once for a key, and nothing for the dead.

    All letters have the same names and links, and `values` are the same for all. Whoever gets copies gets them. The
    template may not decide anything by a name or a link.
    """
    db.session.flush()
    there = queries.keys_there([letter.key for letter in letters])
    letters = [letter for letter in letters if letter.key not in there]
    if not letters:
        return
    pattern = cache(_patterns(template, values, like=letters[0]))
    common = {"template": template, "state": MessageState.WAITING, "is_secret": False, "created_at": now}
    common |= {"send_after": now, "attempts": 0}
    readers = queries.copy_recipients_of_many([letter.to.member_id for letter in letters if letter.to.member_id])
    rows = [common | row for letter in letters for row in _rows(letter, pattern, readers=readers)]
    if not rows:
        return
    db.session.execute(_insert_of(tuple(rows[0])), rows)
    db.session.info[ENQUEUED] = True


def _patterns(template: str, values: Mapping[str, Any], *, like: Letter) -> Any:
    own = [*like.names, *like.links]

    def pattern(channel: Channel, is_copy: bool) -> Pattern:
        return pattern_for(template, {**ways_of(channel), "is_copy": is_copy, **values}, own=own)

    return pattern


def _rows(letter: Letter, pattern: Any, *, readers: Mapping[int, Sequence[CopyRecipient]]) -> Iterator[dict[str, Any]]:
    """Yield the message to one person, and the copies of it."""
    if letter.is_for is not Hears.READERS_OF_COPIES:
        channel, where = letter.to.reached_by()
        words = pattern(channel, False).filled(letter.names, letter.links)
        yield _row(
            letter,
            words,
            key=letter.key,
            channel=channel,
            to_name=letter.to.name,
            to_address=where,
            calendar=letter.calendar,
        )
    if letter.is_for is Hears.THE_PERSON:
        return
    for reader in readers.get(letter.to.member_id or 0, ()):
        theirs = pattern(Channel.EMAIL, True).filled(letter.names, {**letter.links, **letter.links_in_copies})
        yield _row(
            letter,
            as_copy(theirs, letter.to.name, reader=reader.name),
            key=key_of_copy(letter.key, reader.id),
            channel=Channel.EMAIL,
            to_name=reader.name,
            to_address=reader.email,
            calendar=letter.calendar_in_copies or letter.calendar,
        )


def _row(letter: Letter, words: Any, *, to_name: str, **row: Any) -> dict[str, Any]:
    return {
        **row,
        **asdict(words),
        "to_name": " ".join(to_name.split()),
        "member_id": letter.to.member_id,
        "message_id": uuid.uuid4().hex,
        "calendar_method": letter.calendar_method if letter.calendar else None,
    }


def _insert_of(names: tuple[str, ...]) -> Any:
    """Return the statement that inserts one row, unless its key is there or its member has died: it looks itself."""
    columns = Message.__table__.c
    row = select(*(bindparam(name, type_=columns[name].type) for name in names))
    has_died = exists().where(Silence.member_id == bindparam("member_id", type_=columns.member_id.type))
    inserted = insert_into(Message.__table__).from_select(list(names), row.where(true(), not_(has_died)))
    return inserted.on_conflict_do_nothing(index_elements=["key"])
