"""What else happens when a session is put off or cancelled: named by whoever has people to tell of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple, Protocol

from coproduction.training.models import TrainingSession


class Telling(Protocol):
    """Tells those of one kind who have a part in a session that it is called off, each once: twice tells nobody more.

    Its event is locked, and cancelled: `cancelled_because` says why. With `is_put_off` it may come on another day.
    """

    def __call__(self, session: TrainingSession, *, now: datetime) -> object: ...


class Concerned(NamedTuple):
    """People of one kind: how many there are at a session, in words ('' for none), and what tells them."""

    number: Callable[[int], str]
    tell: Telling


_CONCERNED: list[Concerned] = []


def when_called_off(*, number: Callable[[int], str], tell: Telling) -> None:
    """Name people who are told when a session is put off or cancelled: by a query of their number, and an action."""
    _CONCERNED.append(Concerned(number, tell))


def tell_concerned(session: TrainingSession, *, now: datetime) -> None:
    """Have everybody told who has a part in the session beside its trainers and the team that asked for it."""
    for concerned in _CONCERNED:
        concerned.tell(session, now=now)


def concerned_by(event_id: int) -> list[str]:
    """Return who is told beside the trainers and the team, in words: '12 delegates, and 3 who wait for a place'."""
    return [words for concerned in _CONCERNED if (words := concerned.number(event_id))]
