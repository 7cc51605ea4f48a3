"""Events as coordinators see them: every event with how its roles stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, case, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, as_word, db, is_one_of, read_rows
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule import rules
from coproduction.schedule.models import AnswerDetail, Event, EventKind, EventRole, EventState, Place, PlaceState
from coproduction.schedule.queries.places import OwnPlace, answered_by, answered_via, is_to_be_rung


class RoleStanding(NamedTuple):
    """How full one role is: places held, offers not answered yet, and people who put themselves forward.

    `kept` are those of the offers that keep a place for a time; `waiting` stand on its waiting list. `is_settled` says
    that nobody more is needed: the event goes on with one member alone, by agreement.
    """

    role_id: int
    event_id: int
    name: str
    minimum: int
    maximum: int | None
    held: int
    offered: int
    interested: int
    kept: int
    waiting: int
    is_settled: bool = False

    @property
    def short(self) -> int:
        """Return how many people are still missing to the minimum."""
        return 0 if self.is_settled else max(0, self.minimum - self.held)

    @property
    def is_settled_with_fewer(self) -> bool:
        """Say whether fewer hold a place than the minimum, and that was settled."""
        return bool(self.is_settled) and self.held < self.minimum


def _counted(*states: PlaceState) -> ColumnElement[int]:
    return func.count().filter(is_one_of(Place.state, states))


_MANAGED = (
    select(Event.id, as_word(Event.kind), Event.title, Event.starts_at, Event.ends_at, as_word(Event.state))
    .where(rules.has_not_ended())
    .order_by(Event.starts_at, Event.id)
    .limit(bindparam("limit", type_=Integer))
    .offset(bindparam("offset", type_=Integer))
)
_MANAGED_OF_KIND = _MANAGED.where(Event.kind == bindparam("kind", type_=Event.kind.type))
# Counted apart, by an index of their own: all else is read from one that has no need of the places' rows.
_kept = aliased(Place)
_KEPT = select(func.count()).where(_kept.role_id == EventRole.id, _kept.offer_ends_at.is_not(None)).scalar_subquery()
_STANDINGS = (
    select(
        EventRole.id,
        EventRole.event_id,
        EventRole.name,
        EventRole.minimum,
        EventRole.maximum,
        _counted(PlaceState.HELD),
        _counted(PlaceState.OFFERED, PlaceState.TENTATIVE),
        _counted(PlaceState.INTERESTED),
        case((EventRole.is_open, _KEPT), else_=0),
        _counted(PlaceState.WAITING),
        rules.is_settled().label("is_settled"),
    )
    .outerjoin(Place, Place.role_id == EventRole.id)
    .group_by(EventRole.id, EventRole.event_id, EventRole.name, EventRole.minimum, EventRole.maximum, EventRole.part)
    .order_by(EventRole.event_id, EventRole.id)
)


def managed_events(
    *, viewer: Account, now: datetime, kind: EventKind | None = None, limit: int = 25, offset: int = 0
) -> Sequence[AnyRow]:
    """Return all events that have not ended, drafts too, soonest first. For coordinators."""
    require_staff(viewer)
    asked = {**rules.at(now), "limit": limit, "offset": offset}
    if kind:
        return read_rows(_MANAGED_OF_KIND, {**asked, "kind": kind})
    return read_rows(_MANAGED, asked)


def on_between(first: datetime, last: datetime, *, viewer: Account) -> Sequence[AnyRow]:
    """Return the events, drafts too, that share time with a period and are not cancelled, soonest first.

    For coordinators.
    """
    require_staff(viewer)
    return db.session.execute(
        select(Event.id, Event.title, Event.starts_at, Event.ends_at)
        .where(
            rules.overlaps(first, last), Event.starts_at > first - rules.LONGEST, Event.state != EventState.CANCELLED
        )
        .order_by(Event.starts_at, Event.id)
    ).all()


def standings(event_ids: Sequence[int]) -> dict[int, list[RoleStanding]]:
    """Return how the roles of these events stand, by event, in the order the roles were made."""
    by_event: dict[int, list[RoleStanding]] = {event_id: [] for event_id in event_ids}
    if by_event:
        asked = {f"event_{place}": event_id for place, event_id in enumerate(by_event)}
        for standing in map(RoleStanding._make, read_rows(_standings_of(len(asked)), asked)):
            by_event[standing.event_id].append(standing)
    return by_event


@cache
def _standings_of(number: int) -> AnySelect:
    """Return the statement for so many events: as many as stand on one page, at most."""
    named = [bindparam(f"event_{place}", type_=Integer) for place in range(number)]
    return _STANDINGS.where(EventRole.event_id.in_(named))


def lock_event(event: Event) -> None:
    """Read the event again as it is now, and make every other change to it wait."""
    db.session.scalars(
        select(Event)
        .where(Event.id == event.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def events_numbered(event_ids: Collection[int]) -> Sequence[Event]:
    """Return the events with these numbers."""
    return db.session.scalars(select(Event).where(Event.id.in_(event_ids)).order_by(Event.id)).all()


def live_places(event: Event) -> Sequence[Place]:
    """Return the places in the event that still count, with their members and roles."""
    return db.session.scalars(
        select(Place)
        .where(Place.event_id == event.id, rules.is_live())
        .options(joinedload(Place.member), joinedload(Place.role).joinedload(EventRole.event))
        .order_by(Place.id)
    ).all()


def places_of(event: Event, *, viewer: Account) -> Sequence[OwnPlace]:
    """Return every place ever in the event, ended ones too, by role and then by name, each with what was said.

    For coordinators: it holds what is different this time about what people need.
    """
    require_staff(viewer)
    found = db.session.execute(
        select(Place, answered_by(), answered_via(), AnswerDetail, is_to_be_rung())
        .outerjoin(AnswerDetail, AnswerDetail.place_id == Place.id)
        .join(Place.member)
        .where(Place.event_id == event.id)
        .options(contains_eager(Place.member), joinedload(Place.role), raiseload("*", sql_only=True))
        .order_by(Place.role_id, Member.known_as, Place.id)
    )
    return [OwnPlace(*row) for row in found]
