"""How long an agenda takes, when papers are due, which are late, and in which format whom they suit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Protocol

from coproduction.core.dated_settings import number
from coproduction.core.dates import uk_wall
from coproduction.documents.models import VersionFormat
from coproduction.members.models import Need, NeedKind
from coproduction.schedule.emails import more_about
from coproduction.schedule.models import Place

CLEAR_DAYS = number(
    "papers-clear-days",
    "How early papers must be there, not counting the day they go and the day of the meeting",
    unit="clear days",
    seed=7,
    highest=60,
)
PAPERS_AHEAD = number(
    "papers-ahead-days", "How early papers stand on the to-do list", unit="days before they are due", seed=21
)
MINUTES_DAYS = number(
    "minutes-days", "How soon after a meeting members can read its minutes", unit="working days", seed=10, highest=60
)
BREAK_AFTER = number(
    "break-after-minutes", "How long a meeting goes on without a break", unit="minutes", seed=60, lowest=15, highest=240
)

# The format of a paper that meets a need.
MEETS: Mapping[NeedKind, VersionFormat] = {
    NeedKind.EASY_READ: VersionFormat.EASY_READ,
    NeedKind.LARGE_PRINT: VersionFormat.LARGE_PRINT,
    NeedKind.AUDIO: VersionFormat.AUDIO,
    NeedKind.BSL_VIDEO: VersionFormat.BSL_VIDEO,
    NeedKind.BRAILLE: VersionFormat.BRAILLE,
}


class Timed(Protocol):
    """Something on an agenda."""

    @property
    def minutes(self) -> int: ...
    @property
    def is_break(self) -> bool: ...


def formats_for(needs: Iterable[Need]) -> list[VersionFormat]:
    """Return the formats of papers that somebody with these needs reads, each once, in the order of the needs."""
    return list(dict.fromkeys(MEETS[need.kind] for need in needs if need.kind in MEETS))


def papers_due(starts_at: datetime, *, clear_days: int) -> date:
    """Return the last UK day on which papers can go, so that so many whole days lie between it and the meeting."""
    return uk_wall(starts_at).date() - timedelta(days=clear_days + 1)


def is_late(sent_at: datetime | None, due: date, *, now: datetime) -> bool:
    """Say whether a paper went after the day it was due, or has not gone although that day is over."""
    return uk_wall(sent_at or now).date() > due


def papers_about(event_id: int) -> str:
    """Return how the keys begin of all messages about the papers of a meeting."""
    return f"{more_about(event_id)}papers-"


def key_of_papers(sending_id: int, place: Place) -> str:
    """Return the key of the message that tells a member of the papers of a sending, and of those before it.

    It is another one when the meeting or the place has changed: what was taken back untold is told anew.
    """
    standing = f"{place.role.event.sequence}.{place.moves_made}"
    return f"{papers_about(place.event_id)}{sending_id}-{standing}-{place.member_id}"


def told_in(key: str) -> tuple[int, int]:
    """Return the sending and the member that the key of such a message names, or of a copy of it."""
    _, _, _, sending_id, _, member_id = key.split("-")[:6]
    return int(sending_id), int(member_id)


def read_by(key: str) -> int:
    """Return the reader whom the key of a copy of such a message names."""
    return int(key.rpartition("-")[2])


def minutes_of(items: Sequence[Timed]) -> int:
    """Return how many minutes the items take together, breaks too."""
    return sum(item.minutes for item in items)


def longest_without_break(items: Sequence[Timed]) -> int:
    """Return the most minutes from one break to the next."""
    runs = groupby(items, key=lambda item: item.is_break)
    return max((minutes_of(list(run)) for is_break, run in runs if not is_break), default=0)


REMIND_DAYS = number(
    "action-remind-days",
    "How early people are reminded of what they said they would do",
    unit="days",
    seed=7,
    highest=60,
)
