"""A member's own diary: what is to come for them, whatever they said, and what is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, Select, bindparam, select

from coproduction.core.database import AnyRow, AnySelect, UTCDateTime, as_word, is_one_of, read_rows
from coproduction.members.queries.members import Reader
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, EventState, Place, PlaceState
from coproduction.schedule.queries import news

TOOK_PART = (PlaceState.HELD, PlaceState.ATTENDED, PlaceState.APOLOGIES)
_COLUMNS = (
    Event.id,
    Event.title,
    Event.starts_at,
    Event.ends_at,
    as_word(Event.kind),
    as_word(Event.format),
    Event.venue,
    as_word(Event.state),
    as_word(Place.state).label("my_state"),
    Place.asked_again_at,
    EventRole.name.label("role_name"),
    EventRole.follows_role_id,
    news.news(),
)


def _mine() -> AnySelect:
    statement: Select[*tuple[object, ...]] = (
        select(*_COLUMNS)
        .select_from(Place)
        .join(Event, Event.id == Place.event_id)
        .join(EventRole, EventRole.id == Place.role_id)
        .where(
            Place.member_id == bindparam("viewer_id", type_=Integer),
            Event.state != EventState.DRAFT,
            Event.never_shown.is_(False),
        )
    )
    return statement


_TO_COME = _mine().where(rules.is_live(), rules.has_not_ended()).order_by(Event.starts_at, Event.id)
_OVER = (
    _mine()
    .where(
        is_one_of(Place.state, TOOK_PART),
        Event.state != EventState.CANCELLED,
        Event.ends_at <= bindparam("now", type_=UTCDateTime()),
    )
    .order_by(Event.starts_at.desc(), Event.id.desc())
    .limit(bindparam("limit", type_=Integer))
)


def diary_of(viewer: Reader, *, now: datetime) -> Sequence[AnyRow]:
    """Return the viewer's live places in events that have not ended, cancelled ones too, soonest first."""
    return read_rows(_TO_COME, {"viewer_id": viewer.id, **rules.at(now), **news.since(now)})


def past_of(viewer: Reader, *, now: datetime, limit: int) -> Sequence[AnyRow]:
    """Return what the viewer came to or sent apologies to, the newest first."""
    return read_rows(_OVER, {"viewer_id": viewer.id, "now": now, "limit": limit, **news.since(now)})
