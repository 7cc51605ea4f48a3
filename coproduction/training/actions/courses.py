"""Adding a course, with the roles that it usually has, and changing it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.training.kinds import USUAL_PLAN
from coproduction.training.models import Course, CourseMode, CourseRole
from coproduction.training.queries import courses as queries
from coproduction.training.queries.roles import lock_course
from coproduction.training.rules import courses as rules


@dataclass(frozen=True, slots=True)
class CourseDetails:
    """All that is said of a course. `minutes` is its usual length; `grants_id` what members get by being there."""

    name: str
    minutes: int
    delegates: int
    fewest_delegates: int = 1
    aim: str = ""
    audience: str = ""
    mode: CourseMode = CourseMode.BOTH
    is_on_request: bool = False
    is_for_members: bool = False
    grants_id: int | None = None
    is_offered: bool = True


def add_course(details: CourseDetails, *, by: Account, now: datetime) -> Course:
    """Add a course with the usual roles. Refused when there is one of that name, and for what cannot be true of one."""
    _refuse(details)
    slug = rules.address_for(details.name, taken=queries.all_slugs())
    course = Course(slug=slug, **asdict(details))
    db.session.add(course)
    db.session.flush()
    for position, usual in enumerate(USUAL_PLAN, start=1):
        db.session.add(CourseRole(course_id=course.id, position=position, **usual._asdict()))
    record("training.course_added", course, by=by, now=now)
    return course


def change_course(course_id: int, details: CourseDetails, *, by: Account, now: datetime) -> Course:
    """Change what is said of the course. Its address stays. Refused as for a new one."""
    course = lock_course(course_id)
    _refuse(details, changing=course)
    for name, value in asdict(details).items():
        setattr(course, name, value)
    db.session.flush()
    record("training.course_changed", course, by=by, now=now)
    return course


def _refuse(details: CourseDetails, *, changing: Course | None = None) -> None:
    there = queries.course_named(details.name)
    if there and there is not changing:
        raise Refusal(f"There is a course called {there.name} already", field="name")
    if details.fewest_delegates > details.delegates:
        raise Refusal("Fewest people must not be above the most people", field="fewest_delegates")
    if details.is_for_members and details.is_on_request:
        raise Refusal("Teams cannot ask for a course that is for members", field="is_on_request")
    if details.grants_id and not details.is_for_members:
        raise Refusal("Only a course for members gives members something to hold", field="grants_id")
