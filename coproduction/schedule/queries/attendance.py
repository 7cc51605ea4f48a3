"""Who was asked to an event, for writing down who came, and the code with which they check in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import CheckInCode, Event, EventKind, Place, PlaceState
from coproduction.schedule.rules import took_part

NOT_ASKED = (PlaceState.INTERESTED, PlaceState.RELEASED, PlaceState.LAPSED)


def asked_to(event: Event, *, viewer: Account) -> Sequence[Place]:
    """Return the places of everybody who was asked to the event, or who came, by name. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(Place)
        .join(Member, Member.id == Place.member_id)
        .where(Place.event_id == event.id, Place.state.not_in(NOT_ASKED))
        .order_by(Member.name, Place.id)
        .options(joinedload(Place.member), joinedload(Place.role))
        .execution_options(populate_existing=True)
    ).all()


def code_of(event_id: int) -> CheckInCode | None:
    """Return the code of an event, which the caller has found for its viewer; None if none was made."""
    return db.session.get(CheckInCode, event_id)


def last_came(
    kind: EventKind, member_ids: Collection[int], *, viewer: Account, now: datetime
) -> Mapping[int, datetime]:
    """Return when each of these members took part in an event of the kind last, under any record of theirs.

    Who never did is left out. For coordinators.
    """
    require_staff(viewer)
    whose = func.coalesce(Member.merged_into_id, Member.id)
    rows = db.session.execute(
        select(whose, func.max(Event.starts_at))
        .join(Place, Place.member_id == Member.id)
        .join(Event, took_part(kind, before=now))
        .where(or_(Member.id.in_(member_ids), Member.merged_into_id.in_(member_ids)))
        .group_by(whose)
    )
    return dict(rows.all())
