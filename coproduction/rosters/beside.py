"""What the room of an event's kind says beside names when somebody is chosen: handed down to this one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from coproduction.accounts.models import Account
from coproduction.schedule.models import Event, EventKind


class Saying(Protocol):
    """Returns words for beside the names of those of these members of whom there is something to say."""

    def __call__(self, member_ids: Collection[int], *, viewer: Account) -> Mapping[int, str]: ...


_SAYING: dict[EventKind, Saying] = {}


def say(kind: EventKind, saying: Saying) -> None:
    """Name what says something beside names at events of this kind."""
    _SAYING[kind] = saying


def words_beside(event: Event, member_ids: Collection[int], *, viewer: Account) -> Mapping[int, str]:
    """Return what is said beside these names at the event, by member."""
    saying = _SAYING.get(event.kind)
    return saying(member_ids, viewer=viewer) if saying else {}
