"""The events that a proposal fills."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_moment
from coproduction.members.rules import require_staff
from coproduction.rosters import rules
from coproduction.rosters.proposals import problem as plain
from coproduction.rosters.queries.histories import time_of
from coproduction.rosters.queries.parts import Choice, Parts
from coproduction.rosters.queries.turns import stands_in
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, EventKind, EventRole, Place
from coproduction.schedule.rules import goes_on_alone, is_published


def open_panels(first: date, last: date, *, viewer: Account, now: datetime) -> Sequence[Event]:
    """Return the published panels to come from the first UK day to the last, with their roles, soonest first.

    Not those that go on with one member alone, by agreement.
    """
    require_staff(viewer)
    panels = db.session.scalars(
        select(Event)
        .where(Event.kind == EventKind.PANEL, is_published(), Event.starts_at > now, ~goes_on_alone(Event.id))
        .where(
            Event.starts_at >= uk_moment(first, time()), Event.starts_at < uk_moment(last + timedelta(days=1), time())
        )
        .order_by(Event.starts_at, Event.id)
        .options(selectinload(Event.roles).joinedload(EventRole.qualification), raiseload("*", sql_only=True))
    )
    return [panel for panel in panels if rules.can_propose(panel, now=now)]


def standing_in(role_ids: Collection[int], *, viewer: Account) -> set[Choice]:
    """Return who has an offer or a place in these roles."""
    require_staff(viewer)
    rows = db.session.execute(select(Place.role_id, Place.member_id).where(stands_in(role_ids)))
    return {Choice(*row) for row in rows}


def times_of(dates: Sequence[Event]) -> tuple[plain.Time, ...]:
    """Return the times at which these dates, which belong together, need their people, and where."""
    return tuple(map(time_of, dates))


def event_of(event: Event, parts: Parts, dates: Sequence[Event], *, fee: int) -> plain.Event:
    """Return an event as the engines know it, with all its dates, and the pounds that are paid for it."""
    return plain.Event(
        event.id,
        times_of(dates),
        parts.roles_of(event),
        needs_experienced=policy_of(event).needs_experienced,
        fee=fee,
    )
