"""When a panel on its way lacks members, and which of its parts does."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from coproduction.core.database import is_one_of
from coproduction.panels.models import PanelCase, PanelMove, PanelStage
from coproduction.panels.rules.seats import has_its_members
from coproduction.panels.rules.stages import UNDER_WAY
from coproduction.rosters.models import SearchState, StandInSearch
from coproduction.schedule.models import Event, EventRole, Part, Place
from coproduction.schedule.rules import SEATED, goes_on_alone


def is_short() -> ColumnElement[bool]:
    """Return the condition on PanelCase, beside its Event, that it lacks members, and goes on with no fewer.

    Not while a new panel still finds its first members: it had enough before, or was briefed, or a person is to ring.
    """
    to_ring = exists().where(
        EventRole.event_id == PanelCase.event_id,
        EventRole.part == Part.PLACE,
        StandInSearch.role_id == EventRole.id,
        is_one_of(StandInSearch.state, (SearchState.RINGING,)),
    )
    return and_(
        is_one_of(PanelCase.stage, UNDER_WAY),
        or_(
            PanelCase.stage == PanelStage.BRIEFED,
            had_enough(),
            to_ring.correlate(PanelCase),
        ),
        ~has_its_members(Event.id),
        ~goes_on_alone(Event.id),
    )


def had_enough() -> ColumnElement[bool]:
    """Return the condition on PanelCase that it has had enough people since we said yes to it, now or before."""
    yes = aliased(PanelMove)
    said_yes = select(func.max(yes.id)).where(yes.case_id == PanelMove.case_id, yes.to_stage == PanelStage.ACCEPTED)
    since = func.coalesce(said_yes.correlate(PanelMove).scalar_subquery(), 0)
    had = exists().where(
        PanelMove.case_id == PanelCase.id, PanelMove.to_stage == PanelStage.ROSTERED, PanelMove.id > since
    )
    return had.correlate(PanelCase)


def role_to_ring_for() -> ScalarSelect[int]:
    """Return, beside PanelCase, the first part of its panel that needs more people; of none, its first part."""
    held = select(func.count()).where(Place.role_id == EventRole.id, is_one_of(Place.state, SEATED))
    return (
        select(EventRole.id)
        .where(EventRole.event_id == PanelCase.event_id, EventRole.part == Part.PLACE)
        .order_by(EventRole.minimum <= held.correlate(EventRole).scalar_subquery(), EventRole.id)
        .limit(1)
        .correlate(PanelCase)
        .scalar_subquery()
    )
