"""Adding a course."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.training.models import Course
from coproduction.training.queries.courses import course_named


def add_course(name: str, *, minutes: int, delegates: int, by: Account, now: datetime) -> Course:
    """Add a course: its usual length in minutes, and how many can attend. Refused when there is one of that name."""
    if there := course_named(name):
        raise Refusal(f"There is a course called {there.name} already", field="name")
    course = Course(name=name, minutes=minutes, delegates=delegates)
    db.session.add(course)
    record("training.course_added", course, by=by, now=now)
    return course
