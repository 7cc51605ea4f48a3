"""Adding a course; making a session of one, and changing it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions import events
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.shifting import change_with_dates
from coproduction.schedule.models import Event, EventKind
from coproduction.training import queries, rules
from coproduction.training.models import Course, TrainingSession


def add_course(name: str, *, minutes: int, delegates: int, by: Account, now: datetime) -> Course:
    """Add a course: its usual length in minutes, and how many can attend. Refused when there is one of that name."""
    if there := queries.course_named(name):
        raise Refusal(f"There is a course called {there.name} already", field="name")
    course = Course(name=name, minutes=minutes, delegates=delegates)
    db.session.add(course)
    record("training.course_added", course, by=by, now=now)
    return course


def create_session(details: EventDetails, *, course_id: int, team: str, by: Account, now: datetime) -> Event:
    """Make a draft of the session, named after its course and team if it has no title.

    Refused, and made once, as any event is.
    """
    course = queries.get_course(course_id)
    event = events.create_event(EventKind.TRAINING, _titled(details, course, team=team), by=by, now=now)
    own = TrainingSession(event_id=event.id, course_id=course.id, team=team)
    db.session.merge(own)  # an update, if the form was sent twice
    db.session.flush()
    return event


def change_session(
    session: TrainingSession,
    details: EventDetails,
    *,
    course_id: int,
    team: str,
    moved: Collection[int] = (),
    by: Account,
    now: datetime,
) -> Event:
    """Change the session, and move with it the dates that are named. Refused, and told, as any event is."""
    course = queries.get_course(course_id)
    event = change_with_dates(session.event, _titled(details, course, team=team), moved=moved, by=by, now=now)
    session.course, session.team = course, team
    db.session.flush()
    return event


def _titled(details: EventDetails, course: Course, *, team: str) -> EventDetails:
    return replace(details, title=details.title or rules.usual_title(course, team))
