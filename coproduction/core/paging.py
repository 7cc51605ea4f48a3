"""Long lists, a page at a time, without counting what nobody asked to count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import abort, request
from sqlalchemy import Select

from coproduction.core.database import db

Item = TypeVar("Item")
ROWS = 25
LAST = 10_000


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some rows of a list, and whether there are more before and after.

    `anchor` is the part of the page where the list stands, when there is more on the page.
    """

    rows: Sequence[Item]
    number: int = 1
    has_next: bool = False
    anchor: str = ""

    @property
    def has_previous(self) -> bool:
        """Say whether there is a page before this one."""
        return self.number > 1

    def url(self, number: int) -> str:
        """Return the address of another page of the list that is being read, with the same filters."""
        asked = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
        here = f"#{self.anchor}" if self.anchor else ""
        return f"{request.script_root}{request.path}?{urlencode([*asked, ('page', number)])}{here}"

    def __iter__(self) -> Iterator[Item]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def requested_page() -> int:
    """Return the page number in the address, 1 when there is none; a number that makes no sense is not found."""
    asked = request.args.get("page", "1").lstrip("0")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= len(str(LAST)) and int(asked) <= LAST):
        abort(404)
    return int(asked)


def page_of(statement: Select[Item], number: int, *, size: int = ROWS) -> Page[Item]:
    """Return one page of a statement that selects one thing. The statement brings its own order."""
    rows = db.session.scalars(_cut(statement, number, size=size)).all()
    return Page(rows[:size], number, has_next=len(rows) > size)


def page_of_rows(statement: Select[*tuple[Any, ...]], number: int, *, size: int = ROWS) -> Page[Any]:
    """Return one page of a statement that selects several columns."""
    rows = db.session.execute(_cut(statement, number, size=size)).all()
    return Page(rows[:size], number, has_next=len(rows) > size)


def part_of(rows: Sequence[Item], number: int, *, size: int = ROWS) -> Page[Item]:
    """Return one page of rows that are at hand already, such as those of a spreadsheet."""
    return Page(rows[(number - 1) * size : number * size], number, has_next=len(rows) > number * size)


def _cut(statement: Select[*tuple[Any, ...]], number: int, *, size: int) -> Select[*tuple[Any, ...]]:
    """Ask for one row more than is shown: it tells whether there is another page."""
    return statement.limit(size + 1).offset((number - 1) * size)
