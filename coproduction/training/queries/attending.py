"""Which training gives members a qualification, and when they were at it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.models import Qualification
from coproduction.members.rules import records_of
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import set_id_of
from coproduction.training.models import Course, Duty, SessionRole, TrainingSession

SET_ID = func.coalesce(Event.follows_id, Event.id)


def given_by(place: Place) -> Qualification | None:
    """Return what somebody in this place gains by being there: at training for members, in a role to learn."""
    return db.session.scalar(
        select(Qualification)
        .join(Course, Course.grants_id == Qualification.id)
        .join(TrainingSession, TrainingSession.course_id == Course.id)
        .join(SessionRole, SessionRole.role_id == place.role_id)
        .where(TrainingSession.event_id == set_id_of(place.role.event), SessionRole.does == Duty.ATTENDS)
    )


def days_attended(member_id: int, qualification_id: int) -> list[date]:
    """Return the days on which the member was at training that gives the qualification, under any record of theirs."""
    began = db.session.scalars(
        select(Event.starts_at)
        .join(TrainingSession, TrainingSession.event_id == SET_ID)
        .join(Course, Course.id == TrainingSession.course_id)
        .join(Place, Place.event_id == Event.id)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .where(
            Place.member_id.in_(records_of(member_id)),
            Place.state == PlaceState.ATTENDED,
            SessionRole.does == Duty.ATTENDS,
            EventRole.follows_role_id.is_(None),
            Course.grants_id == qualification_id,
        )
        .order_by(Event.starts_at)
    )
    return [uk_wall(moment).date() for moment in began]
