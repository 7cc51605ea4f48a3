"""Training sessions, and what is special to them."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.schedule.models import Event
from coproduction.schedule.rules import visible_to
from coproduction.training.models import Course, TrainingSession


def find_session(event_id: int, *, viewer: Account) -> TrainingSession | None:
    """Return the session with its event and course, or None if there is none of that id that the viewer may know of."""
    return db.session.scalar(
        select(TrainingSession)
        .join(TrainingSession.event)
        .where(TrainingSession.event_id == event_id, visible_to(viewer))
        .options(
            contains_eager(TrainingSession.event).joinedload(Event.organiser),
            joinedload(TrainingSession.course),
            raiseload("*", sql_only=True),
        )
    )


_COURSE = (
    select(Course.name, TrainingSession.team)
    .join(TrainingSession.course)
    .where(TrainingSession.event_id == bindparam("event_id"))
)


def facts(event_id: int) -> list[tuple[str, str]]:
    """Return what is special to the session, for the pages of an event that the caller has found."""
    return [
        fact
        for course, team in db.session.execute(_COURSE, {"event_id": event_id})
        for fact in (("Course", course), ("Team", team))
    ]


def session_numbered(event_id: int) -> TrainingSession:
    """Return the session of this event. For the programme itself."""
    return db.session.get_one(TrainingSession, event_id)
