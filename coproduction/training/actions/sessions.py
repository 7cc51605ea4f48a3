"""Making a session of a course, and changing it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.schedule.actions import events
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.shifting import change_with_dates
from coproduction.schedule.models import Event, EventKind
from coproduction.training.actions.roles import copy_plan, follow_staff
from coproduction.training.models import Course, TrainingSession
from coproduction.training.queries.courses import get_course
from coproduction.training.rules.courses import refuse_format
from coproduction.training.rules.sessions import usual_title


def create_session(
    details: EventDetails, *, course_id: int, team: str, with_staff: bool = False, by: Account, now: datetime
) -> Event:
    """Make a draft of the session with the roles of its course, named after course and team if it has no title.

    Refused, and made once, as any event is; and refused in a way in which the course is not given.
    """
    course = get_course(course_id)
    refuse_format(course, details.format)
    event = events.create_event(EventKind.TRAINING, _titled(details, course, team=team), by=by, now=now)
    own = TrainingSession(event_id=event.id, course_id=course.id, team=team, with_staff=with_staff)
    session = db.session.merge(own)  # an update, if the form was sent twice
    db.session.flush()
    copy_plan(session, event, by=by, now=now)
    return event


def change_session(
    session: TrainingSession,
    details: EventDetails,
    *,
    course_id: int,
    team: str,
    with_staff: bool = False,
    moved: Collection[int] = (),
    by: Account,
    now: datetime,
) -> Event:
    """Change the session, and move with it the dates that are named. Refused, and told, as any event is.

    Refused in another way than the course is given, unless it was so before. With a member of staff it needs one
    co-trainer fewer; without, as many as before. What its roles are stays else.
    """
    course = get_course(course_id)
    if (course_id, details.format) != (session.course_id, session.event.format):
        refuse_format(course, details.format)
    event = change_with_dates(session.event, _titled(details, course, team=team), moved=moved, by=by, now=now)
    is_other = session.with_staff is not with_staff
    session.course, session.team, session.with_staff = course, team, with_staff
    db.session.flush()
    if is_other:
        follow_staff(session, event, by=by, now=now)
    return event


def _titled(details: EventDetails, course: Course, *, team: str) -> EventDetails:
    return replace(details, title=details.title or usual_title(course, team))
