"""How a place came to stand where it does: each move with its moment, whose hand it was and how it reached us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from coproduction.schedule.models import PlaceState, Via

Path = tuple[PlaceState, ...]

ASKED: Path = (PlaceState.OFFERED,)
SAID_YES: Path = (PlaceState.OFFERED, PlaceState.HELD)
SAID_NO: Path = (PlaceState.OFFERED, PlaceState.DECLINED)
NOT_SURE: Path = (PlaceState.OFFERED, PlaceState.TENTATIVE)
NO_ANSWER: Path = (PlaceState.OFFERED, PlaceState.LAPSED)
NOT_NEEDED: Path = (PlaceState.OFFERED, PlaceState.RELEASED)
STEPPED_BACK: Path = (*SAID_YES, PlaceState.STEPPED_BACK)
SENT_APOLOGIES: Path = (*SAID_YES, PlaceState.APOLOGIES)
DID_NOT_COME: Path = (*SAID_YES, PlaceState.ABSENT)
CAME_ALONG: Path = (PlaceState.HELD,)
PUT_FORWARD: Path = (PlaceState.INTERESTED,)
CHOSEN: Path = (PlaceState.INTERESTED, PlaceState.HELD)
NOT_CHOSEN: Path = (PlaceState.INTERESTED, PlaceState.RELEASED)
QUEUES: Path = (PlaceState.WAITING,)

AFTERWARDS = frozenset({PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT})
ENDS: Mapping[PlaceState, PlaceState] = {
    PlaceState.HELD: PlaceState.ATTENDED,
    PlaceState.OFFERED: PlaceState.LAPSED,
    PlaceState.TENTATIVE: PlaceState.LAPSED,
    PlaceState.INTERESTED: PlaceState.RELEASED,
    PlaceState.WAITING: PlaceState.STEPPED_BACK,
}
BY_STAFF = frozenset({PlaceState.OFFERED, PlaceState.RELEASED, *AFTERWARDS})
CHOICES = frozenset({(PlaceState.INTERESTED, PlaceState.HELD), (PlaceState.WAITING, PlaceState.HELD)})
BY_ITSELF = frozenset(
    {
        (PlaceState.OFFERED, PlaceState.LAPSED),
        (PlaceState.TENTATIVE, PlaceState.LAPSED),
        (PlaceState.WAITING, PlaceState.STEPPED_BACK),
    }
)
LISTED_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Span:
    """When somebody was asked, by when we know the answers, when it was over, and how fast they answer."""

    asked_at: datetime
    answered_by: datetime
    ended_at: datetime
    pace: timedelta


@dataclass(frozen=True, slots=True)
class Hands:
    """Who can move a place: the organiser's account, the member's own if they have one, and the member's channel."""

    organiser_id: int
    account_id: int | None
    via: Via


class Move(NamedTuple):
    """One move, as it is written down."""

    before: PlaceState | None
    after: PlaceState
    at: datetime
    by: int | None
    via: Via


def until_today(path: Path, *, is_held: bool) -> Path:
    """Return the path as far as it has come: what follows an event only after it, and then to the end."""
    if not is_held:
        return tuple(state for state in path if state not in AFTERWARDS)
    return (*path, ENDS[path[-1]]) if path[-1] in ENDS else path


def moves_along(path: Path, span: Span, *, hands: Hands) -> Iterator[Move]:
    """Yield the moves of a path in order, each when it can have been and by the hand that makes such moves."""
    before: PlaceState | None = None
    step = min(span.pace, (span.answered_by - span.asked_at) / (len(path) + 1))
    for number, after in enumerate(path):
        at = span.ended_at + LISTED_AFTER if after in AFTERWARDS else span.asked_at + number * step
        yield Move(before, after, at, *_hand(before, after, hands=hands))
        before = after


def _hand(before: PlaceState | None, after: PlaceState, *, hands: Hands) -> tuple[int | None, Via]:
    """Return who moved it and how. Nobody's account: the programme itself, or a personal link in an email."""
    if (before, after) in BY_ITSELF:
        return None, Via.AUTOMATIC
    if after in BY_STAFF or (before, after) in CHOICES:
        return hands.organiser_id, Via.WEBSITE
    if hands.account_id is None:
        return hands.organiser_id, hands.via
    if hands.via is Via.EMAIL and before is PlaceState.OFFERED:
        return None, Via.EMAIL
    return hands.account_id, Via.WEBSITE
