"""The courses: as coordinators see them, and as everybody does."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.rules import require_staff
from coproduction.training.models import Course


def all_courses(*, viewer: Account) -> Sequence[Course]:
    """Return every course there is, by name, those that are not offered any more after the others."""
    require_staff(viewer)
    return db.session.scalars(
        select(Course).order_by(Course.is_offered.desc(), Course.name, Course.id).options(raiseload("*", sql_only=True))
    ).all()


def courses_to_choose(*, viewer: Account, chosen_id: int | None = None) -> Sequence[Course]:
    """Return the courses of which a session can be made, by name, and with them the one that it is of."""
    return [course for course in all_courses(viewer=viewer) if course.is_offered or course.id == chosen_id]


def courses_for_teams(*, viewer: Account, chosen_id: int | None = None) -> Sequence[Course]:
    """Return the courses of which a session for a team can be made, by name, and with them the one it asked for."""
    return [course for course in courses_to_choose(viewer=viewer, chosen_id=chosen_id) if not course.is_for_members]


def find_course(course_id: int, *, viewer: Account) -> Course | None:
    """Return the course with what it grants, or None if there is none of that number."""
    require_staff(viewer)
    return db.session.get(Course, course_id, options=[joinedload(Course.grants)])


def courses_on_request() -> Sequence[Course]:
    """Return the courses that teams can ask for, by name. For everybody."""
    return db.session.scalars(
        select(Course).where(Course.is_on_request, Course.is_offered).order_by(Course.name, Course.id)
    ).all()


def course_on_request(slug: str) -> Course | None:
    """Return the course of that address, or None if teams cannot ask for one there. For everybody."""
    return db.session.scalar(select(Course).where(Course.slug == slug, Course.is_on_request, Course.is_offered))


def get_course(course_id: int) -> Course:
    """Return the course, which was chosen from the list."""
    return db.session.get_one(Course, course_id)


def course_named(name: str) -> Course | None:
    """Return the course of that name, in capitals or not."""
    return db.session.scalar(select(Course).where(func.lower(Course.name) == name.lower()))


def all_slugs() -> set[str]:
    """Return what stands in the addresses of all courses. For the programme itself."""
    return set(db.session.scalars(select(Course.slug).order_by(Course.id)))
