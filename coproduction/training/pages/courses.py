"""What pages show of a course, of the roles in its plan, and of what the roles of a session do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from coproduction.training.kinds import DUTIES, MODES
from coproduction.training.models import Course, CourseRole, SessionRole
from coproduction.training.rules.courses import length_in_words, numbers_in_words


class CourseLine(NamedTuple):
    """A course in the list: who can have it is in words."""

    id: int
    name: str
    length: str
    numbers: str
    standing: str


class PublicLine(NamedTuple):
    """A course in the public list: its address, and for whom and how long it is in one line."""

    slug: str
    name: str
    words: str


class RoleLine(NamedTuple):
    """A role with what somebody in it does, how many it needs, and what it requires."""

    id: int
    name: str
    does: str
    numbers: str
    requires: str
    can_rise: bool = False


def course_lines(courses: Iterable[Course]) -> list[CourseLine]:
    """Return courses as the list shows them."""
    return [
        CourseLine(course.id, course.name, length_in_words(course), numbers_in_words(course), standing_of(course))
        for course in courses
    ]


def standing_of(course: Course) -> str:
    """Return who can have the course, in words."""
    if not course.is_offered:
        return "Not offered any more"
    if course.is_for_members:
        return "For members"
    return "Teams can ask for it" if course.is_on_request else "Only when we plan it"


def course_facts(course: Course) -> list[tuple[str, str]]:
    """Return all that is said of the course, as names and words, for coordinators."""
    facts = [*public_facts(course), ("Who can have it", standing_of(course))]
    if course.grants:
        facts.append(("Who has been there holds", course.grants.name))
    return [("What people learn", course.aim or "Nothing is written yet"), *facts]


def public_facts(course: Course) -> list[tuple[str, str]]:
    """Return for whom the course is, how long it takes, for how many and where, for everybody."""
    who = [("Who it is for", course.audience)] if course.audience else []
    return [
        *who,
        ("How long it takes", length_in_words(course)),
        ("How many people", numbers_in_words(course)),
        ("Where", MODES[course.mode]),
    ]


def public_lines(courses: Iterable[Course]) -> list[PublicLine]:
    """Return courses as the public list shows them."""
    return [
        PublicLine(course.slug, course.name, ". ".join(filter(None, (course.audience, length_in_words(course)))) + ".")
        for course in courses
    ]


def planned_lines(plan: Iterable[CourseRole]) -> list[RoleLine]:
    """Return the roles of a course's plan in their order."""
    return [
        RoleLine(
            role.id,
            role.name,
            DUTIES[role.does],
            _numbers(role.minimum, role.maximum),
            role.qualification.name if role.qualification else "",
            can_rise=place > 0,
        )
        for place, role in enumerate(plan)
    ]


def duty_lines(duties: Iterable[SessionRole]) -> list[RoleLine]:
    """Return what the roles of a session do, in their order."""
    return [
        RoleLine(
            each.role_id, each.role.name, DUTIES[each.does], _numbers(each.role.minimum, each.role.maximum), requires=""
        )
        for each in duties
    ]


def _numbers(fewest: int, most: int | None) -> str:
    if most is None:
        return f"At least {fewest}" if fewest else "As many as like to"
    if fewest == most:
        return str(most)
    return f"{fewest} to {most}" if fewest else f"Up to {most}"
