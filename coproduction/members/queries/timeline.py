"""All that happened with one member, the newest first: one statement, whatever rooms have something to tell.

A source selects its lines with `line`, so that all fit into one list that pages in SQL; it turns each line into words
afterwards. Rooms above this one hand theirs down with `tell`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, String, cast, literal, null, select, union_all

from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience
from coproduction.core.database import AnyRow, AnySelect, db
from coproduction.core.paging import Page, page_of_rows
from coproduction.members import rules
from coproduction.members.models import Member

ROWS = 20
MEMBERSHIP, CHANGE = "membership", "change"  # the sources of moves of a membership, and of the audit trail


class Told(NamedTuple):
    """A line in words: what happened, and more about it if there is more."""

    what: str
    more: str = ""


class Source(NamedTuple):
    """Who tells: `lines` selects what happened to these records, `words` says it. `audience` is who may read it."""

    lines: Callable[[AnySelect], AnySelect]
    words: Callable[[AnyRow], Told]
    audience: Audience = Audience.STAFF


class Happening(NamedTuple):
    """One line of the timeline: when, what, more about it, and who did it."""

    at: datetime
    what: str
    more: str
    by: str


_SOURCES: dict[str, Source] = {}


def tell(name: str, source: Source) -> None:
    """Let a room tell what it knows of a member; `name` also settles the order of things of one moment."""
    _SOURCES[name] = source


def line(
    at: ColumnElement[datetime] | Any,
    row_id: Any,
    *,
    what: Any,
    about: Any = "",
    note: Any = "",
    by_id: Any = None,
) -> AnySelect:
    """Select the columns of a line. `what`, `about` and `note` are words or columns of words, for `words` to read."""
    return select(
        at.label("at"),
        row_id.label("row_id"),
        *(_words(given).label(name) for name, given in (("what", what), ("about", about), ("note", note))),
        (cast(null(), Integer) if by_id is None else by_id).label("by_id"),
    )


def timeline_of(member: Member, page: int = 1, *, viewer: Account) -> Page[Happening]:
    """Return a page of what happened with the member, also under records that were merged into theirs."""
    rules.require_staff(viewer)
    told = _told_to(viewer)
    found: Page[AnyRow] = page_of_rows(_happened(member, told), page, size=ROWS)
    return Page([_happening(row, told[row.source]) for row in found.rows], found.number, has_next=found.has_next)


def happened_at(member: Member, at: datetime, *, viewer: Account) -> list[Happening]:
    """Return what happened with the member at one moment, but for their own move and the trail, which repeat it."""
    rules.require_staff(viewer)
    told = {name: source for name, source in _told_to(viewer).items() if name not in (MEMBERSHIP, CHANGE)}
    rows = db.session.execute(_happened(member, told, at=at))
    return [_happening(row, told[row.source]) for row in rows]


def _told_to(viewer: Account) -> Mapping[str, Source]:
    return {name: one for name, one in _SOURCES.items() if one.audience in viewer.audiences}


def _happened(member: Member, told: Mapping[str, Source], *, at: datetime | None = None) -> AnySelect:
    records = rules.records_of(member.id)
    lines = union_all(
        *(source.lines(records).add_columns(literal(name).label("source")) for name, source in told.items())
    ).subquery()
    happened = (
        select(lines, Account.name.label("by_name"))
        .outerjoin(Account, Account.id == lines.c.by_id)
        .order_by(lines.c.at.desc(), lines.c.source, lines.c.row_id.desc())
    )
    return happened if at is None else happened.where(lines.c.at == at)


def _happening(row: AnyRow, source: Source) -> Happening:
    words = source.words(row)
    return Happening(row.at, words.what, words.more, row.by_name or "")


def _words(given: Any) -> ColumnElement[str]:
    return literal(given, String) if isinstance(given, str) else cast(given, String)
