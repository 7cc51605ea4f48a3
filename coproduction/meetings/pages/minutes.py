"""What came of a meeting, as its pages show it: minutes, decisions, actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from markupsafe import Markup

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.core.markdown import kept
from coproduction.meetings.models import ActionPoint, Decision, Minutes, MinutesState
from coproduction.meetings.queries import minutes as queries
from coproduction.schedule.models import Event
from coproduction.schedule.words import Tag

TAGS = {
    MinutesState.DRAFT: Tag("Draft: only coordinators see it", "grey"),
    MinutesState.SHARED: Tag("Draft: not agreed yet", "yellow"),
    MinutesState.AGREED: Tag("Agreed", "green"),
}
OPEN, LATE, DONE = Tag("To do", "blue"), Tag("Late", "orange"), Tag("Done", "green")


class ActionLine(NamedTuple):
    """One thing that somebody said that they would do."""

    id: int
    words: str
    owner: str
    due: str
    state: Tag
    is_open: bool


class DecisionLine(NamedTuple):
    """One decision in a list across meetings."""

    words: str
    event_id: int
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """What came of a meeting. `html` is None before anything is written."""

    html: Markup | None
    state: Tag | None
    agreed: str
    decisions: Sequence[Decision]
    actions: list[ActionLine]
    carried_over: list[ActionLine]
    can_write: bool
    can_share: bool
    waits_for_agreement: bool
    can_agree: bool = False


def minutes_page(event: Event, *, now: datetime) -> MinutesPage:
    """Return what came of a meeting for coordinators, with what was said before and is not done yet."""
    page = _page(event, queries.minutes_of(event.id), only_shared=False, now=now)
    can_agree = page.waits_for_agreement and bool(queries.later_meetings(event, now=now))
    return replace(page, can_agree=can_agree)


def shared_page(event: Event, *, now: datetime) -> MinutesPage | None:
    """Return what came of a meeting for members who may know of it; None before its minutes are shared."""
    minutes = queries.shared_minutes(event.id)
    return _page(event, minutes, only_shared=True, now=now) if minutes else None


def page_for_supporters(event: Event, *, now: datetime) -> MinutesPage | None:
    """Return what came of one meeting for a supporter: nothing that was said at others."""
    page = shared_page(event, now=now)
    return replace(page, carried_over=[]) if page else None


def _page(event: Event, minutes: Minutes | None, *, only_shared: bool, now: datetime) -> MinutesPage:
    state, today = minutes and minutes.state, uk_wall(now).date()
    return MinutesPage(
        html=kept(minutes.html) if minutes else None,
        state=TAGS[minutes.state] if minutes else None,
        agreed=uk_short_date(minutes.agreed_at) if minutes and minutes.agreed_at else "",
        decisions=queries.decisions_of(event.id),
        actions=action_lines(queries.actions_of(event.id), today=today),
        carried_over=action_lines(queries.carried_over(event, only_shared=only_shared), today=today),
        can_write=state is not MinutesState.AGREED,
        can_share=state is MinutesState.DRAFT,
        waits_for_agreement=state is MinutesState.SHARED,
    )


def action_lines(points: Iterable[ActionPoint], *, today: date) -> list[ActionLine]:
    """Return actions as lists show them."""
    return [
        ActionLine(
            point.id,
            point.words,
            point.owner_name,
            uk_short_date(point.due_on),
            _state(point, today),
            point.done_at is None,
        )
        for point in points
    ]


def decision_lines(rows: Iterable[AnyRow]) -> list[DecisionLine]:
    """Return decisions as lists across meetings show them."""
    return [DecisionLine(row.words, row.event_id, row.title, uk_short_date(row.starts_at)) for row in rows]


def _state(point: ActionPoint, today: date) -> Tag:
    if point.done_at:
        return DONE
    return LATE if point.due_on < today else OPEN
