"""A member's own places, as their home page and their supporters' pages list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_period
from coproduction.members.models import Member
from coproduction.members.queries.members import Reader
from coproduction.schedule import rules
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import PlaceState
from coproduction.schedule.queries import places as place_queries
from coproduction.schedule.words import ASKED_AGAIN, TO_MEMBERS, Tag, asked_until_in_words, kind_beside
from coproduction.schedule.words.arrangements import arranged_in_words


class PlaceLine(NamedTuple):
    """One of the member's own places, for their home page."""

    place_id: int
    event_id: int
    title: str
    when: str
    where: str
    kind: Tag | None
    role_name: str
    state: Tag
    waits_for_answer: bool
    can_step_back: bool
    is_waiting: bool
    kept: str
    arranged: str = ""


class PlaceWords(NamedTuple):
    """The words for whoever reads about a member's places: for each state, and when we ask again."""

    of_states: Mapping[PlaceState, Tag]
    asked_again: Tag


FOR_MEMBERS = PlaceWords(TO_MEMBERS, ASKED_AGAIN)


def my_places(*, viewer: Member | Reader, now: datetime) -> list[PlaceLine]:
    """Return the viewer's live places in events to come, soonest first, with how much is arranged for each."""
    rows = place_queries.my_places(viewer=viewer, now=now)
    return [
        line._replace(arranged=arranged_in_words(row.confirmed, row.needed)) if row.starts_at > now else line
        for line, row in zip(place_lines(rows, words=FOR_MEMBERS, now=now), rows, strict=True)
    ]


def place_lines(rows: Sequence[AnyRow], *, words: PlaceWords, now: datetime) -> list[PlaceLine]:
    """Return places as they are drawn, their states in the words for whoever reads them."""
    return [
        PlaceLine(
            place_id=row.place_id,
            event_id=row.event_id,
            title=row.title,
            when=uk_period(row.starts_at, row.ends_at),
            where=place_in_words(row),
            kind=kind_beside(row.title, row.kind),
            role_name=row.role_name,
            state=words.asked_again if row.asked_again_at else words.of_states[row.state],
            waits_for_answer=_waits(row),
            can_step_back=row.starts_at > now and row.follows_role_id is None,
            is_waiting=row.state == PlaceState.WAITING,
            kept=asked_until_in_words(row.offer_ends_at, is_kept=row.is_open) if row.offer_ends_at else "",
        )
        for row in rows
    ]


def _waits(row: AnyRow) -> bool:
    """Say whether we wait for an answer to this place, and not to another that counts for it too."""
    is_asked = row.state in rules.AWAITING_ANSWER or row.asked_again_at is not None
    return is_asked and row.follows_role_id is None
