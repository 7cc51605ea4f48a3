"""What other rooms show on pages about a member: handed down to this one, which knows nothing of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from coproduction.accounts.models import Account
from coproduction.members.models import Member


class Part(NamedTuple):
    """A part of a page about a member: its place in the page, its heading, its template and what that is given.

    `is_empty` says that nothing has happened in it yet: then it is left out of the record of what they did.
    """

    anchor: str
    heading: str
    template: str
    shown: Mapping[str, Any]
    is_empty: bool = False


class Showing(Protocol):
    """Makes a part for the member themselves or for a coordinator, or None where there is nothing to show."""

    def __call__(self, member: Member, *, viewer: Account, now: datetime) -> Part | None: ...


_SHOWN: list[Showing] = []


def show(part: Showing) -> None:
    """Name what makes a part of the pages about a member."""
    _SHOWN.append(part)


def parts_of(member: Member, *, viewer: Account, now: datetime) -> list[Part]:
    """Return what other rooms show of the member to this viewer."""
    return [part for showing in _SHOWN if (part := showing(member, viewer=viewer, now=now))]


def record_parts_of(member: Member, *, viewer: Account, now: datetime) -> list[Part]:
    """Return what other rooms show of what the member has done, for the record of it."""
    return [part for part in parts_of(member, viewer=viewer, now=now) if not part.is_empty]
