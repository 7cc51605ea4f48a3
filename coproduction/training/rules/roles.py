"""What members do at a session, and how many it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, select

from coproduction.core.database import is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.schedule.models import EventRole, Part, Place
from coproduction.schedule.rules import SEATED
from coproduction.training.kinds import DELIVERS, FEWEST_TRAINERS, LEARNS
from coproduction.training.models import CourseRole, Duty, SessionRole


def fewest_trainers(*, with_staff: bool, now: datetime) -> int:
    """Return how many members have to deliver a session, so that nobody does alone."""
    return value_of(FEWEST_TRAINERS, on=uk_wall(now).date()) - with_staff


def fewest_in_words(*, with_staff: bool, now: datetime) -> str:
    """Return how many members have to deliver a session, in words: '2 members', or '1 member'."""
    number = fewest_trainers(with_staff=with_staff, now=now)
    return f"{number} {'member' if number == 1 else 'members'}"


def trainers_needed(roles: Iterable[CourseRole]) -> int:
    """Return how many members these roles need who deliver the session."""
    return sum(role.minimum for role in roles if role.does in DELIVERS)


def duty_of(role: EventRole, planned: Mapping[str, Duty]) -> Duty:
    """Return what somebody in a role does that was added by hand: as the plan has it for that name, or by its part."""
    if planned_duty := planned.get(role.name.lower()):
        return planned_duty
    return Duty.SHADOWS if role.part is Part.SHADOW else Duty.OTHER


def part_of(does: Duty) -> Part:
    """Return whether somebody with this duty has a place that counts, or is there to learn to deliver."""
    return Part.SHADOW if does in LEARNS else Part.PLACE


def can_take_themselves(does: Duty) -> bool:
    """Say whether members may take such a role themselves: not one for which somebody has to be ready."""
    return does not in DELIVERS and does not in LEARNS


def held_in() -> ScalarSelect[int]:
    """Count the members who hold a place in a role of the statement around it."""
    held = select(func.count()).select_from(Place).where(Place.role_id == EventRole.id, is_one_of(Place.state, SEATED))
    return held.correlate(EventRole).scalar_subquery()


def is_short() -> ColumnElement[bool]:
    """Return the condition on a role and what it does for one that delivers the session and has too few people."""
    return and_(is_one_of(SessionRole.does, DELIVERS), held_in() < EventRole.minimum)
