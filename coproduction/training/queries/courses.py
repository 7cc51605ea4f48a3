"""The courses as coordinators see them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.rules import require_staff
from coproduction.training.models import Course


def all_courses(*, viewer: Account) -> Sequence[Course]:
    """Return every course there is, by name."""
    require_staff(viewer)
    return db.session.scalars(select(Course).order_by(Course.name, Course.id)).all()


def get_course(course_id: int) -> Course:
    """Return the course, which was chosen from the list."""
    return db.session.get_one(Course, course_id)


def course_named(name: str) -> Course | None:
    """Return the course of that name, in capitals or not."""
    return db.session.scalar(select(Course).where(func.lower(Course.name) == name.lower()))
