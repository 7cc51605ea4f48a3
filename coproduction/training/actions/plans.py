"""The plan of roles that every new session of a course starts from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.models import Part
from coproduction.training.models import Course, CourseRole, Duty
from coproduction.training.queries import roles as queries
from coproduction.training.rules.roles import (
    can_take_themselves,
    fewest_in_words,
    fewest_trainers,
    part_of,
    trainers_needed,
)


@dataclass(frozen=True, slots=True)
class PlannedRole:
    """A role of a plan: what somebody in it does, at least and at most how many, and what it requires.

    Of those who only learn to deliver nobody is needed.
    """

    name: str
    does: Duty
    minimum: int
    maximum: int | None
    qualification_id: int | None = None
    is_open: bool = False


def add_planned_role(course_id: int, details: PlannedRole, *, by: Account, now: datetime) -> CourseRole:
    """Add a role to the end of the plan. Refused when another has the name, and for numbers that contradict it."""
    course = queries.lock_course(course_id)
    plan = queries.plan_of(course_id)
    _refuse_impossible(details, others=[role.name for role in plan])
    position = 1 + max((role.position for role in plan), default=0)
    role = CourseRole(course_id=course_id, position=position, part=part_of(details.does), **asdict(details))
    db.session.add(role)
    return _planned(role, course, by=by, now=now)


def change_planned_role(course_id: int, role_id: int, *, details: PlannedRole, by: Account, now: datetime) -> None:
    """Change a role of the plan, for sessions that are made from now on. Refused as for a new one.

    Refused too where fewer than two members would deliver a session.
    """
    course = queries.lock_course(course_id)
    plan = queries.plan_of(course_id)
    role = next((each for each in plan if each.id == role_id), None)
    if role is None:
        raise Refusal("This role is not in the plan any more. Go back to the course to see what is.")
    _refuse_impossible(details, others=[each.name for each in plan if each is not role])
    for name, value in asdict(details).items():
        setattr(role, name, value)
    role.part = part_of(details.does)
    _refuse_too_few([*plan], field="minimum", now=now)
    _planned(role, course, by=by, now=now)


def remove_planned_role(course_id: int, role_id: int, *, by: Account, now: datetime) -> None:
    """Take a role out of the plan; sessions that are made already keep theirs. Twice is harmless.

    Refused where fewer than two members would deliver a session.
    """
    course = queries.lock_course(course_id)
    plan = queries.plan_of(course_id)
    role = next((each for each in plan if each.id == role_id), None)
    if role is None:
        return
    _refuse_too_few([each for each in plan if each is not role], now=now)
    db.session.delete(role)
    db.session.flush()
    record("training.plan_changed", course, by=by, now=now, removed=role.name)


def raise_planned_role(course_id: int, role_id: int, *, by: Account, now: datetime) -> None:
    """Move a role of the plan up by one. The first stays the first."""
    course = queries.lock_course(course_id)
    plan = list(queries.plan_of(course_id))
    place = next((place for place, each in enumerate(plan) if each.id == role_id), 0)
    if place == 0:
        return
    plan[place - 1], plan[place] = plan[place], plan[place - 1]
    for position, role in enumerate(plan, start=1):
        role.position = position
    db.session.flush()
    record("training.plan_changed", course, by=by, now=now, raised=plan[place - 1].name)


def _planned(role: CourseRole, course: Course, *, by: Account, now: datetime) -> CourseRole:
    db.session.flush()
    record("training.plan_changed", course, by=by, now=now, role=role.name)
    return role


def _refuse_impossible(details: PlannedRole, *, others: list[str]) -> None:
    if details.name.lower() in {name.lower() for name in others}:
        raise Refusal(f"There is a role called {details.name} already", field="name")
    if details.maximum is not None and details.maximum < details.minimum:
        raise Refusal("Most people must not be below the fewest people", field="maximum")
    if details.is_open and not can_take_themselves(details.does):
        raise Refusal("Who delivers a session, or learns to, is chosen by a coordinator", field="is_open")
    if part_of(details.does) is Part.SHADOW and (details.minimum or not details.maximum):
        raise Refusal(
            "A session takes place without those who learn to deliver it. Enter 0 as the fewest people, "
            "and how many you want as the most",
            field="minimum",
        )


def _refuse_too_few(plan: list[CourseRole], *, field: str | None = None, now: datetime) -> None:
    if trainers_needed(plan) < fewest_trainers(with_staff=False, now=now):
        raise Refusal(
            f"At least {fewest_in_words(with_staff=False, now=now)} must deliver a session, so that nobody is alone. "
            "With a member of staff beside them a session needs one fewer by itself.",
            field=field,
        )
