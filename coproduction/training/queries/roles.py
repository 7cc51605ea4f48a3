"""The plan of roles of a course, and what the roles of a session do."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload

from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.schedule.models import EventRole, Part
from coproduction.training.kinds import DELIVERS
from coproduction.training.models import Course, CourseRole, Duty, SessionRole, TrainingSession


def plan_of(course_id: int) -> Sequence[CourseRole]:
    """Return the roles that sessions of the course have, in their order, as they are now. For who has found it."""
    return db.session.scalars(
        select(CourseRole)
        .where(CourseRole.course_id == course_id)
        .order_by(CourseRole.position, CourseRole.id)
        .options(joinedload(CourseRole.qualification), raiseload("*", sql_only=True))
        .execution_options(populate_existing=True)
    ).all()


def planned_role(course_id: int, role_id: int) -> CourseRole | None:
    """Return the role of the course's plan, or None if it has none of that number."""
    return db.session.scalar(
        select(CourseRole)
        .where(CourseRole.id == role_id, CourseRole.course_id == course_id)
        .options(joinedload(CourseRole.course))
    )


def lock_course(course_id: int) -> Course:
    """Return the course as it is now, and make every other change to it and its plan wait."""
    return db.session.scalars(
        select(Course)
        .where(Course.id == course_id)
        .with_for_update(of=Course)
        .execution_options(populate_existing=True)
    ).one()


def session_of(event_id: int) -> TrainingSession | None:
    """Return what is special to the session. For the programme itself."""
    return db.session.get(TrainingSession, event_id)


def roles_without_duty(event_id: int) -> Sequence[EventRole]:
    """Return the roles of an event of which nobody has said yet what they do; standbys do what they stand by for."""
    said = exists().where(SessionRole.role_id == EventRole.id)
    return db.session.scalars(
        select(EventRole)
        .where(EventRole.event_id == event_id, EventRole.part != Part.STANDBY, ~said)
        .order_by(EventRole.id)
    ).all()


def duties_of(event_id: int) -> Sequence[SessionRole]:
    """Return what each role of the event does, with the role, in their order."""
    return db.session.scalars(
        select(SessionRole)
        .join(SessionRole.role)
        .where(EventRole.event_id == event_id)
        .order_by(EventRole.id)
        .options(contains_eager(SessionRole.role))
        .execution_options(populate_existing=True)
    ).all()


def duty_in(event_id: int, role_id: int) -> SessionRole | None:
    """Return what the role does, or None if it is no role of the event."""
    return next((each for each in duties_of(event_id) if each.role_id == role_id), None)


def trainers_wanted(event_id: int) -> int:
    """Return how many members the roles of the event need who deliver it."""
    needed = select(func.sum(EventRole.minimum)).join(SessionRole, SessionRole.role_id == EventRole.id)
    return db.session.scalar(needed.where(EventRole.event_id == event_id, is_one_of(SessionRole.does, DELIVERS))) or 0


def planned_duties(course_id: int) -> dict[str, Duty]:
    """Return what the roles of the course's plan do, by their names in small letters."""
    rows: Sequence[AnyRow] = db.session.execute(
        select(CourseRole.name, CourseRole.does).where(CourseRole.course_id == course_id)
    ).all()
    return {name.lower(): does for name, does in rows}
