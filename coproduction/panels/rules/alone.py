"""When a panel that was to have more members is down to one, and what was settled about it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ScalarSelect, SQLColumnExpression, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from coproduction.core.database import is_one_of
from coproduction.panels.models import AloneState, AloneStep, Panel, PanelCase, PanelMove, PanelStage
from coproduction.panels.rules.stages import UNDER_WAY
from coproduction.schedule.models import Event, EventRole, Part, Place, PlaceState
from coproduction.schedule.rules import AWAITING_ANSWER


def is_down_to_one() -> ColumnElement[bool]:
    """Return the condition on PanelCase, beside its Event, that one member alone holds a place, and more were wanted.

    Not while a new panel still finds its members: it had enough before, or nobody is asked any more, or the one who has
    a place was asked about it. Standbys and shadows do not count.
    """
    held = select(func.count()).select_from(Place).join(Place.role).where(*_of_panel(PlaceState.HELD))
    asked = exists().where(Place.role_id == EventRole.id, *_of_panel(*AWAITING_ANSWER))
    had_enough = exists().where(PanelMove.case_id == PanelCase.id, PanelMove.to_stage == PanelStage.ROSTERED)
    was_asked = exists().where(AloneStep.event_id == PanelCase.event_id)
    return and_(
        is_one_of(PanelCase.stage, UNDER_WAY),
        Event.is_for_one.is_(False),
        held.correlate(PanelCase).scalar_subquery() == 1,
        or_(
            had_enough.correlate(PanelCase),
            ~asked.correlate(PanelCase),
            was_asked.correlate(PanelCase),
        ),
    )


def is_member_of_panel() -> ColumnElement[bool]:
    """Return the condition on Place and EventRole for a place held on the panel, not as standby or shadow."""
    return and_(EventRole.part == Part.PLACE, is_one_of(Place.state, (PlaceState.HELD,)))


def own_standing_alone(member_id: SQLColumnExpression[int]) -> ScalarSelect[AloneState]:
    """Return, beside Panel, where the question stands for a member who was asked whether they agree to be alone."""
    return (
        select(AloneStep.state)
        .join(AloneStep.place)
        .where(AloneStep.event_id == Panel.event_id, Place.member_id == member_id, _is_last_step())
        .where(AloneStep.state != AloneState.OVER)
        .correlate(Panel)
        .scalar_subquery()
    )


def standing_alone() -> ScalarSelect[AloneState]:
    """Return, beside PanelCase, what was asked or said last about being alone; None if that was never asked."""
    last = select(AloneStep.state).where(AloneStep.event_id == PanelCase.event_id, _is_last_step())
    return last.correlate(PanelCase).scalar_subquery()


def _is_last_step() -> ColumnElement[bool]:
    later = aliased(AloneStep)
    return ~exists().where(later.event_id == AloneStep.event_id, later.id > AloneStep.id)


def _of_panel(*states: PlaceState) -> tuple[ColumnElement[bool], ...]:
    return Place.event_id == PanelCase.event_id, EventRole.part == Part.PLACE, is_one_of(Place.state, states)
