"""Who may be the same person, however their name, their address or their number is written."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, false, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from coproduction.members.models import Application, Member


def plain_words(words: str | None) -> str:
    """Return a name or an address as all ways of writing it come down to: small letters, and single spaces."""
    return " ".join((words or "").casefold().split())


def plain_phone(words: str | None) -> str:
    """Return a phone number as all ways of writing it come down to: its digits, with 0 for the country code +44."""
    digits = "".join(sign for sign in words or "" if sign.isdigit())
    return f"0{digits[2:]}" if digits.startswith("44") else digits


def plain_phone_in(column: InstrumentedAttribute[str | None] | InstrumentedAttribute[str]) -> ColumnElement[str]:
    """Return, in SQL, what `plain_phone` makes of the numbers of a column."""
    plain: ColumnElement[str] = func.replace(column, "+44", "0")
    for sign in " -().":
        plain = func.replace(plain, sign, "")
    return plain


def may_be(person: Application | Member, table: type[Application | Member]) -> ColumnElement[bool]:
    """Return the condition for rows that may be of this person: alike by contact details, or by name and home.

    What they have not told us is like nothing.
    """
    return or_(false(), *_alike(person, table))


def _alike(person: Application | Member, table: type[Application | Member]) -> Iterator[ColumnElement[bool]]:
    if person.email:
        yield func.lower(table.email) == person.email.lower()
    if person.phone:
        yield plain_phone_in(table.phone) == plain_phone(person.phone)
    for home in (table.area, table.address):
        said = getattr(person, home.key)
        if person.name and said:
            yield and_(func.lower(table.name) == person.name.lower(), func.lower(home) == said.lower())
