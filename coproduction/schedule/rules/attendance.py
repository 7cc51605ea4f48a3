"""Who can check in and when, and what can be written down about who came."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import datetime
from string import digits

from sqlalchemy import ColumnElement, and_, exists, or_

from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_wall
from coproduction.schedule.models import (
    GOES_AHEAD,
    CheckInCode,
    Event,
    EventKind,
    EventRole,
    EventState,
    Part,
    Place,
    PlaceState,
)
from coproduction.schedule.rules.moves import is_legal
from coproduction.schedule.rules.places import SEATED

CAME_OR_NOT = (PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT)
# Who can check in: everybody who was asked. A coordinator chooses among those who put themselves forward.
CAN_CHECK_IN = (PlaceState.HELD, PlaceState.TENTATIVE, PlaceState.OFFERED, PlaceState.WAITING)


def can_be_written_down(event: Event, *, now: datetime) -> bool:
    """Say whether coordinators can write down who came: it took place, and has begun."""
    return event.state in GOES_AHEAD and event.starts_at <= now


def has_use_for_code(event: Event, *, now: datetime) -> bool:
    """Say whether there is or will be a time to check in."""
    return event.state is EventState.PUBLISHED and now < event.ends_at


def is_on(event: Event, *, now: datetime) -> bool:
    """Say whether members can check in: from the morning of the event's day, in the UK, until it ends."""
    return has_use_for_code(event, now=now) and uk_wall(event.starts_at).date() <= uk_wall(now).date()


def is_code(made: CheckInCode | None, typed: str) -> bool:
    """Say whether somebody typed the code of the day, with whatever between its digits. It takes as long either way."""
    return made is not None and hmac.compare_digest(made.code, "".join(filter(digits.__contains__, typed)))


def can_check_in(place: Place, event: Event, *, now: datetime) -> bool:
    """Say whether the member of a place in the event can say that they are here."""
    return place.state in CAN_CHECK_IN and is_on(event, now=now)


def outcomes_of(place: Place) -> tuple[PlaceState, ...]:
    """Return what can be written down about whether the member of a place came."""
    return tuple(state for state in CAME_OR_NOT if state is place.state or is_legal(place.state, state))


def was_there_as(part: Part) -> ColumnElement[bool]:
    """Return the condition, on Place, for what its member was at the event.

    Who stands by is not there; once it is written down that they came, they were needed, and sat in a place.
    """
    stood_by_and_came = and_(EventRole.part == Part.STANDBY, Place.state == PlaceState.ATTENDED)
    was = {
        Part.PLACE: or_(EventRole.part == Part.PLACE, stood_by_and_came),
        Part.STANDBY: and_(EventRole.part == Part.STANDBY, Place.state != PlaceState.ATTENDED),
        Part.SHADOW: EventRole.part == Part.SHADOW,
    }
    return exists().where(EventRole.id == Place.role_id, was[part]).correlate(Place)


def took_part(kind: EventKind, parts: Collection[Part], *, before: datetime) -> ColumnElement[bool]:
    """Return the condition, on Place and Event together, for parts in events of a kind that ended before a moment.

    Where nobody wrote down who came, whoever held a place came.
    """
    return and_(
        or_(*(was_there_as(part) for part in parts)),
        Place.event_id == Event.id,
        is_one_of(Place.state, SEATED),
        Event.kind == kind,
        Event.state.in_(GOES_AHEAD),
        Event.ends_at <= before,
    )
