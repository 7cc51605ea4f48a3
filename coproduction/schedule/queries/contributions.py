"""What a member has taken part in: only what has happened, and only what they came to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from coproduction.core.database import AnyRow, UTCDateTime, as_word, is_one_of, read_rows
from coproduction.members.models import Member
from coproduction.members.rules import records_of
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import is_published

_NOW = bindparam("now", type_=UTCDateTime())
# Where no coordinator has written down who came, a place that was kept to the end counts.
_mark = aliased(Place)
_WAS_WRITTEN_DOWN = exists().where(
    _mark.event_id == Event.id, is_one_of(_mark.state, (PlaceState.APOLOGIES, PlaceState.ABSENT))
)
_TOOK_PART = or_(
    Place.state == PlaceState.ATTENDED,
    and_(Place.state == PlaceState.HELD, is_published(), ~_WAS_WRITTEN_DOWN),
)
_CONTRIBUTIONS = (
    select(
        Event.title,
        as_word(Event.kind),
        Event.starts_at,
        Event.ends_at,
        EventRole.name.label("role_name"),
    )
    .select_from(Place)
    .join(EventRole, EventRole.id == Place.role_id)
    .join(Event, Event.id == Place.event_id)
    .where(Place.member_id.in_(records_of(bindparam("member_id", type_=Integer))), _TOOK_PART, Event.ends_at <= _NOW)
    .where(EventRole.follows_role_id.is_(None))  # a pre-meet and its interviews are one thing
    .group_by(Event.id, EventRole.id)  # what stands under two records that were merged counts once
    .order_by(Event.starts_at.desc(), Event.id.desc(), EventRole.id)
)


def contributions_of(viewer: Member, *, now: datetime) -> Sequence[AnyRow]:
    """Return everything that the viewer has taken part in, the newest first. It is a record to print: no pages."""
    return read_rows(_CONTRIBUTIONS, {"member_id": viewer.id, "now": now})
