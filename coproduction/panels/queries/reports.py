"""Panels of a year as the report counts them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.rules import require_staff
from coproduction.panels.kinds import OUTCOME_DAYS
from coproduction.panels.models import PanelCase, PanelMove, PanelRequest, PanelStage, RequestedTime, TimePart
from coproduction.panels.rules.outcomes import outcome_due
from coproduction.panels.rules.stages import WAS_HELD
from coproduction.schedule.models import Event, EventRole, Part, Place
from coproduction.schedule.rules import SEATED


class Counted(NamedTuple):
    """What the report counts: panels asked for, held, held short, at short notice, and those whose outcome is late."""

    asked: int
    held: int
    short: int
    at_short_notice: int
    not_shared: int


def days_for_outcome(*, now: datetime) -> int:
    """Return within how many working days members hear of an outcome."""
    return value_of(OUTCOME_DAYS, on=uk_wall(now).date())


def panels_of_year(year: int, *, viewer: Account) -> Sequence[AnyRow]:
    """Return the panels whose first interview is in the year, by UK clocks, soonest first. For coordinators."""
    require_staff(viewer)
    first_time = (
        select(func.min(RequestedTime.starts_at))
        .where(
            RequestedTime.case_id == PanelCase.id,
            RequestedTime.part == TimePart.INTERVIEWS,
            RequestedTime.is_proposed.is_(False),
        )
        .correlate(PanelCase)
        .scalar_subquery()
    )
    starts_at = func.coalesce(Event.starts_at, first_time, type_=Event.starts_at.type)
    was_held = is_one_of(PanelCase.stage, WAS_HELD)
    shared_at = (
        select(func.min(PanelMove.moved_at))
        .where(PanelMove.case_id == PanelCase.id, PanelMove.to_stage == PanelStage.OUTCOME_SHARED)
        .correlate(PanelCase)
        .scalar_subquery()
    )
    return db.session.execute(
        select(
            PanelCase.id,
            PanelCase.stage,
            func.coalesce(Event.title, PanelRequest.post).label("title"),
            PanelRequest.team,
            PanelRequest.sent_at,
            func.coalesce(PanelRequest.is_short_notice, False).label("is_short_notice"),
            starts_at.label("starts_at"),
            Event.ends_at,
            was_held.label("was_held"),
            and_(was_held, _lacks()).label("was_short"),
            shared_at.label("shared_at"),
        )
        .outerjoin(PanelRequest, PanelRequest.case_id == PanelCase.id)
        .outerjoin(Event, Event.id == PanelCase.event_id)
        .where(starts_at >= _begin_of(year), starts_at < _begin_of(year + 1))
        .order_by(starts_at, PanelCase.id)
    ).all()


def counted(panels: Sequence[AnyRow], *, days: int, now: datetime) -> Counted:
    """Count the panels. `days` are the working days within which members hear of an outcome."""
    today = uk_wall(now).date()
    return Counted(
        len(panels),
        sum(panel.was_held for panel in panels),
        sum(panel.was_short for panel in panels),
        sum(panel.is_short_notice for panel in panels),
        sum(
            panel.was_held and panel.shared_at is None and outcome_due(panel.ends_at, working_days=days) < today
            for panel in panels
        ),
    )


def _lacks() -> ColumnElement[bool]:
    """Return the condition that a part of the panel had fewer people than it needed."""
    seated = (
        select(func.count())
        .where(Place.role_id == EventRole.id, is_one_of(Place.state, SEATED))
        .correlate(EventRole)
        .scalar_subquery()
    )
    return exists().where(
        EventRole.event_id == PanelCase.event_id, EventRole.part == Part.PLACE, EventRole.minimum > seated
    )


def _begin_of(year: int) -> datetime:
    return uk_moment(date(year, 1, 1), time())
