"""Panels with how far they have come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import aliased

from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.members.models import Member
from coproduction.panels.models import PanelCase, PanelMove, PanelStage
from coproduction.panels.queries import alone
from coproduction.panels.queries.dates import dates_beside
from coproduction.panels.rules.seats import has_its_members
from coproduction.panels.rules.short import had_enough, is_short, role_to_ring_for
from coproduction.panels.rules.stages import FOLLOWS_ITS_EVENT, UNDER_WAY, WAS_HELD
from coproduction.schedule.models import AnswerDetail, Event, EventRole, EventState, Part, Place, PlaceMove, PlaceState
from coproduction.schedule.rules import SEATED

MANY = 1000


def case_of(event_id: int) -> PanelCase | None:
    """Return how far the panel has come, whose event the caller has found for its viewer; None without a panel."""
    return db.session.scalar(select(PanelCase).where(PanelCase.event_id == event_id))


def lock_case(case_id: int) -> PanelCase:
    """Return the case as it is now, and make every other step of it wait. The caller has locked its event, if any."""
    return db.session.scalars(
        select(PanelCase)
        .where(PanelCase.id == case_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def has_enough(event_id: int) -> bool:
    """Say whether the panel has all members that it needs, or is down to one who agreed to be alone."""
    return bool(db.session.scalar(select(has_its_members(event_id)))) or alone.is_enough(event_id)


def places_wanted(event_id: int) -> int | None:
    """Return how many members the panel wants beside standbys and shadows; None if it has no roles yet.

    A role that needs nobody in particular wants as many as it can have.
    """
    wanted = case((EventRole.minimum > 0, EventRole.minimum), else_=func.coalesce(EventRole.maximum, MANY))
    of_panel = (EventRole.event_id == event_id, EventRole.part == Part.PLACE)
    number: int | None = db.session.scalar(select(func.sum(wanted)).where(*of_panel))
    return number


def agreements(event_id: int) -> Sequence[AnyRow]:
    """Return who holds a place on the panel, and when they agreed to be the only member, if they have."""
    return db.session.execute(
        select(Member.name, AnswerDetail.agreed_alone_at)
        .join(Place, Place.member_id == Member.id)
        .join(EventRole, EventRole.id == Place.role_id)
        .outerjoin(AnswerDetail, AnswerDetail.place_id == Place.id)
        .where(EventRole.event_id == event_id, EventRole.part == Part.PLACE, is_one_of(Place.state, SEATED))
        .order_by(Member.name, Member.id)
    ).all()


def dates_of(case: PanelCase) -> list[tuple[str, datetime, datetime]]:
    """Return the dates of a panel that we have said yes to, soonest first, as they stand now, each with what it is.

    None before we have said yes, and for a panel that was put off.
    """
    if case.panel is None or case.stage not in (*FOLLOWS_ITS_EVENT, *WAS_HELD):
        return []
    lead = case.panel.event
    dates = [("Interviews", lead.starts_at, lead.ends_at)]
    dates += [(event.label, event.starts_at, event.ends_at) for event in dates_beside(lead)]
    return sorted(dates, key=lambda date: date[1])


def role_missing_people(case: PanelCase) -> int | None:
    """Return for which role of a panel that is short somebody is to be found, by its id; None if it is not short."""
    panel = select(role_to_ring_for()).select_from(PanelCase).join(Event, Event.id == PanelCase.event_id)
    return db.session.scalar(panel.where(PanelCase.id == case.id, is_short()))


def was_rostered(case: PanelCase) -> bool:
    """Say whether the panel has had enough people since we said yes to it, now or before."""
    return bool(db.session.scalar(select(had_enough()).select_from(PanelCase).where(PanelCase.id == case.id)))


def was_taken_for_held(case: PanelCase) -> bool:
    """Say whether the panel counted as held once, whatever it is now."""
    held = exists().where(PanelMove.case_id == case.id, PanelMove.to_stage == PanelStage.HELD)
    return bool(db.session.scalar(select(held)))


def was_given_up(case: PanelCase) -> bool:
    """Say whether somebody has stepped back from a place on the panel since it had enough people."""
    had_enough = select(func.max(PanelMove.moved_at)).where(
        PanelMove.case_id == case.id, PanelMove.to_stage == PanelStage.ROSTERED
    )
    stepped_back = (
        exists()
        .where(Place.event_id == case.event_id, is_one_of(Place.state, (PlaceState.STEPPED_BACK,)))
        .where(EventRole.id == Place.role_id, EventRole.part == Part.PLACE)
        .where(PlaceMove.place_id == Place.id, PlaceMove.from_state == PlaceState.HELD)
        .where(PlaceMove.moved_at >= had_enough.scalar_subquery())
    )
    return bool(db.session.scalar(select(stepped_back)))


def last_put_off(case: PanelCase) -> int | None:
    """Return the event that was called off when the panel was put off last; None if it never was after a yes."""
    off = select(PanelMove.event_id).where(PanelMove.case_id == case.id, PanelMove.event_id.is_not(None))
    return db.session.scalars(off.order_by(PanelMove.id.desc()).limit(1)).first()


def moves_about(event_id: int) -> Sequence[PanelMove]:
    """Return the steps of the panel of this event, also of one that was put off, as they are now."""
    of_event = (PanelCase.event_id == event_id) | (PanelMove.event_id == event_id)
    return db.session.scalars(
        select(PanelMove)
        .join(PanelCase, PanelCase.id == PanelMove.case_id)
        .where(of_event)
        .order_by(PanelMove.id)
        .execution_options(populate_existing=True)
    ).all()


def cases_shared_before(moment: datetime) -> Sequence[PanelCase]:
    """Return the panels whose outcome was shared before that moment, and that are not closed."""
    return db.session.scalars(
        select(PanelCase)
        .where(is_one_of(PanelCase.stage, (PanelStage.OUTCOME_SHARED,)), PanelCase.moved_at < moment)
        .order_by(PanelCase.id)
    ).all()


def cases_that_are_over(*, now: datetime) -> Sequence[PanelCase]:
    """Return the panels that were on their way, and whose time is over: the last of their dates."""
    following = aliased(Event)
    goes_on = exists().where(
        following.follows_id == Event.id, following.state != EventState.CANCELLED, following.ends_at > now
    )
    return db.session.scalars(
        select(PanelCase)
        .join(Event, Event.id == PanelCase.event_id)
        .where(is_one_of(PanelCase.stage, UNDER_WAY), Event.ends_at <= now, ~goes_on)
        .order_by(PanelCase.id)
    ).all()
