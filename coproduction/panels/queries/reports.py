"""Panels of a year as the report counts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, db, is_one_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.rules import require_staff
from coproduction.panels.models import Outcome, Panel, PanelCase, PanelFeedback, PanelRequest
from coproduction.panels.queries.dates import first_time, last_end
from coproduction.panels.rules.seats import has_its_members, somebody_took_part
from coproduction.panels.rules.stages import WAS_HELD
from coproduction.schedule.models import Event


class Counted(NamedTuple):
    """What the report counts: panels asked for, held, held short, at short notice; and of those held, what came of it.

    Those that members were on were held; those that came and went with no member are `empty`.

    Members were told in time, or late; or their time to hear is over and nobody has told them. Members said how it
    was, and the team wrote to them.
    """

    asked: int
    held: int
    short: int
    empty: int
    at_short_notice: int
    told_in_time: int
    told_late: int
    never_told: int
    members_said: int
    team_said: int


def panels_of_year(year: int, *, viewer: Account) -> Sequence[AnyRow]:
    """Return the panels whose first interview is in the year, by UK clocks, soonest first. For coordinators."""
    require_staff(viewer)
    starts_at = func.coalesce(Event.starts_at, first_time(), type_=Event.starts_at.type)
    return db.session.execute(
        _panels(starts_at)
        .where(starts_at >= _begin_of(year), starts_at < _begin_of(year + 1))
        .order_by(starts_at, PanelCase.id)
    ).all()


def _panels(starts_at: ColumnElement[datetime]) -> AnySelect:
    """Return the statement for all panels: what was asked for, how it was held, and what came of it."""
    return (
        select(
            PanelCase.id,
            PanelCase.stage,
            func.coalesce(Event.title, PanelRequest.post).label("title"),
            func.coalesce(Panel.team, PanelRequest.team).label("team"),
            PanelRequest.sent_at,
            PanelCase.notice_days,
            PanelCase.is_short_notice,
            starts_at.label("starts_at"),
            last_end().label("ends_at"),
            *_held(),
        )
        .outerjoin(PanelRequest, PanelRequest.case_id == PanelCase.id)
        .outerjoin(Event, Event.id == PanelCase.event_id)
        .outerjoin(Panel, Panel.event_id == PanelCase.event_id)
        .outerjoin(Outcome, Outcome.event_id == PanelCase.event_id)
    )


def _held() -> tuple[ColumnElement[Any], ...]:
    """Return what is selected of how a panel was held, and of what came of it."""
    is_over, anybody = is_one_of(PanelCase.stage, WAS_HELD), somebody_took_part(Event.id)
    return (
        and_(is_over, anybody).label("was_held"),
        and_(is_over, anybody, ~has_its_members(Event.id)).label("was_short"),
        and_(is_over, ~anybody).label("was_empty"),
        Outcome.told_at.label("told_at"),
        func.coalesce(Outcome.to_members != "", False).label("has_words"),
        exists().where(PanelFeedback.event_id == PanelCase.event_id).label("has_feedback"),
    )


def counted(panels: Sequence[AnyRow], *, due_after: Callable[[datetime], date], now: datetime) -> Counted:
    """Count the panels. `due_after` says of the end of one by when its members hear of the outcome."""
    held = [panel for panel in panels if panel.was_held]
    told = [panel for panel in held if panel.told_at]
    in_time = sum(_day(panel.told_at) <= due_after(panel.ends_at) for panel in told)
    untold = [panel for panel in held if panel.told_at is None]
    return Counted(
        asked=len(panels),
        held=len(held),
        short=sum(panel.was_short for panel in panels),
        empty=sum(panel.was_empty for panel in panels),
        at_short_notice=sum(panel.is_short_notice for panel in panels),
        told_in_time=in_time,
        told_late=len(told) - in_time,
        never_told=sum(due_after(panel.ends_at) < _day(now) for panel in untold),
        members_said=sum(panel.has_feedback for panel in held),
        team_said=sum(panel.has_words for panel in held),
    )


def _day(moment: datetime) -> date:
    return uk_wall(moment).date()


def _begin_of(year: int) -> datetime:
    return uk_moment(date(year, 1, 1), time())
