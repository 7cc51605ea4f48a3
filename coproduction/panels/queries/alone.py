"""The only member left on a panel, and what was asked and said about that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.panels.models import AloneState, AloneStep, PanelCase
from coproduction.panels.rules import alone as rules
from coproduction.schedule.models import Event, EventRole, Place
from coproduction.schedule.rules import is_published


def place_left_alone(event_id: int, *, now: datetime) -> Place | None:
    """Return the place of the only member left on a panel to come that was to have more, as it is now; or None."""
    return db.session.scalar(
        select(Place)
        .join(Place.role)
        .join(Event, Event.id == Place.event_id)
        .join(PanelCase, PanelCase.event_id == Event.id)
        .where(Event.id == event_id, is_published(), Event.starts_at > now)
        .where(rules.is_down_to_one(), rules.is_member_of_panel())
        .options(joinedload(Place.member), joinedload(Place.role).joinedload(EventRole.event))
        .execution_options(populate_existing=True)
    )


def last_step(event_id: int) -> AloneStep | None:
    """Return what was asked or said last about being alone on the panel, if that goes on."""
    last = db.session.scalar(
        select(AloneStep)
        .where(AloneStep.event_id == event_id)
        .order_by(AloneStep.id.desc())
        .limit(1)
        .options(joinedload(AloneStep.place))
    )
    return last if last and last.state is not AloneState.OVER else None


def reason_given(event_id: int) -> str:
    """Return why the panel may go on with one member, as a coordinator said since the matter last came up; or empty."""
    over = select(func.max(AloneStep.id)).where(AloneStep.event_id == event_id, AloneStep.state == AloneState.OVER)
    since = func.coalesce(over.scalar_subquery(), 0)
    reasons = select(AloneStep.reason).where(
        AloneStep.event_id == event_id, AloneStep.id > since, AloneStep.reason != ""
    )
    return db.session.scalars(reasons.order_by(AloneStep.id.desc()).limit(1)).first() or ""


def place_to_answer_for(event_id: int, *, viewer: Member, now: datetime) -> Place | None:
    """Return the place of a viewer who is the only member left, and was asked if they agree to that; or None."""
    place, last = place_left_alone(event_id, now=now), last_step(event_id)
    return place if place and last and place.member_id == viewer.id else None


def answer_given(event_id: int) -> bool | None:
    """Return whether the only member agrees to be alone, as they said last; None before they say."""
    last = last_step(event_id)
    return last.state is AloneState.AGREES if last and last.state is not AloneState.ASKED else None


def steps_of(event_id: int, *, viewer: Account) -> Sequence[AloneStep]:
    """Return all that was asked and said about being alone on the panel, in order. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(AloneStep)
        .where(AloneStep.event_id == event_id)
        .order_by(AloneStep.id)
        .options(joinedload(AloneStep.by), joinedload(AloneStep.place).joinedload(Place.member))
    ).all()


def places_held(event_id: int) -> Sequence[Place]:
    """Return the places held on the panel, without standbys and shadows."""
    return db.session.scalars(
        select(Place)
        .join(Place.role)
        .where(Place.event_id == event_id, rules.is_member_of_panel())
        .order_by(Place.id)
        .options(joinedload(Place.member))
    ).all()


def is_enough(event_id: int) -> bool:
    """Say whether the panel goes on with the one member there is, who agreed to be alone."""
    last = last_step(event_id)
    held = [place.id for place in places_held(event_id)]
    return last is not None and last.state is AloneState.AGREES and held == [last.place_id]
