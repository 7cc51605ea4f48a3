"""Who reads the materials of a course: whoever works on one of its sessions, and for some days after it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, false, func

from coproduction.core.database import is_one_of
from coproduction.documents.models import Document
from coproduction.schedule.models import GOES_AHEAD, Event, EventRole, Place
from coproduction.schedule.rules import SEATED
from coproduction.training.kinds import WORKS_ON
from coproduction.training.models import CourseMaterial, SessionRole, TrainingSession
from coproduction.training.rules.keeping import kept_after


def prepares(member_id: ColumnElement[int], now: datetime) -> ColumnElement[bool]:
    """Return the condition on TrainingSession for a member who works on it, or did not long ago.

    Whoever stands by for such a part prepares it too. Those who only come to learn do not.
    """
    place = exists().where(
        Place.member_id == member_id,
        is_one_of(Place.state, SEATED),
        EventRole.id == Place.role_id,
        SessionRole.role_id == func.coalesce(EventRole.stands_by_for_id, EventRole.id),
        is_one_of(SessionRole.does, WORKS_ON),
        Event.id == Place.event_id,
        Event.ends_at > now - kept_after(now),
        is_one_of(Event.state, GOES_AHEAD),
        TrainingSession.event_id == func.coalesce(Event.follows_id, Event.id),
    )
    return place.correlate_except(Place, EventRole, SessionRole, Event)


def opens_materials(member_id: ColumnElement[int], now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for materials of a course whose session the member works on."""
    of_course = exists().where(
        CourseMaterial.document_id == Document.id,
        TrainingSession.course_id == CourseMaterial.course_id,
        prepares(member_id, now),
    )
    return of_course.correlate_except(CourseMaterial, TrainingSession)


def opens_no_materials(_member_id: ColumnElement[int], _now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for supporters, who do not deliver the session."""
    return false()
