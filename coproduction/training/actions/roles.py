"""The roles of a session: copied from its course's plan, and kept in step with who delivers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.roles import RoleDetails, add_role, change_role, details_of
from coproduction.schedule.models import Event, EventRole, EventState
from coproduction.schedule.queries.management import lock_event
from coproduction.schedule.rules import set_id_of, shares_roster
from coproduction.training.actions.recording import forget_former_answers
from coproduction.training.kinds import DELIVERS
from coproduction.training.models import CourseRole, Duty, SessionRole, TrainingSession
from coproduction.training.queries import roles as queries
from coproduction.training.rules import roles as rules


def copy_plan(session: TrainingSession, event: Event, *, by: Account, now: datetime) -> None:
    """Give the event the roles of its course's plan. An event that has roles keeps those."""
    if event.roles:
        return
    for planned in queries.plan_of(session.course_id):
        add_role(event, _details(planned), by=by, now=now)
    if session.with_staff:
        follow_staff(session, event, by=by, now=now)


def follow_staff(session: TrainingSession, event: Event, *, by: Account, now: datetime) -> None:
    """Need one co-trainer fewer with a member of staff beside them; without, as many as it takes again."""
    delivering = [each.role for each in queries.duties_of(event.id) if each.does in DELIVERS]
    missing = rules.fewest_trainers(with_staff=session.with_staff, now=now) - sum(role.minimum for role in delivering)
    if session.with_staff and missing < 0:
        last = next(role for role in reversed(delivering) if role.minimum)
        _need(last, last.minimum - 1, by=by, now=now)
    elif delivering and missing > 0:
        last = delivering[-1]
        _need(last, last.minimum + missing, by=by, now=now)


def follow(event: Event, *, by: Account | None, now: datetime) -> None:  # noqa: ARG001 - as every room follows
    """Say of each role that the session has got since what somebody in it does. Twice changes nothing.

    What former trainers said about recording it goes.
    """
    forget_former_answers(event)
    new = queries.roles_without_duty(event.id)
    session = queries.session_of(set_id_of(event)) if new else None
    if session is None:
        return
    planned = queries.planned_duties(session.course_id)
    db.session.add_all(SessionRole(role_id=role.id, does=rules.duty_of(role, planned)) for role in new)
    db.session.flush()


def say_duty(event: Event, role_id: int, *, does: Duty, by: Account, now: datetime) -> None:
    """Say what somebody in a role of the session does. Refused where it would leave members to deliver it alone."""
    lock_event(event)
    said = queries.duty_in(event.id, role_id)
    if said is None or said.does is does:
        return
    said.does = does
    db.session.flush()
    forget_former_answers(event)
    if event.state is not EventState.DRAFT:
        refuse_too_few(event, now=now)
    record("training.duty_said", said.role, by=by, now=now, does=does)


def refuse_too_few(event: Event, *, now: datetime) -> None:
    """Refuse a session that needs fewer members who deliver it than a setting says, or one below that with staff."""
    session = None if shares_roster(event) else queries.session_of(event.id)
    if session is None:
        return
    fewest = rules.fewest_trainers(with_staff=session.with_staff, now=now)
    wanted = queries.trainers_wanted(event.id)
    if wanted < fewest:
        who = rules.fewest_in_words(with_staff=session.with_staff, now=now)
        who += "" if session.with_staff else f", or {fewest - 1} with a member of staff,"
        raise Refusal(
            f"At least {who} must deliver a session, so that nobody is alone. The roles of this one need {wanted}. "
            "Change its roles, or say under “Who does what” which of them deliver it."
        )


def _details(planned: CourseRole) -> RoleDetails:
    return RoleDetails(
        planned.name,
        planned.minimum,
        planned.maximum,
        planned.qualification_id,
        is_open=planned.is_open,
        part=planned.part,
    )


def _need(role: EventRole, number: int, *, by: Account, now: datetime) -> None:
    details = details_of(role)
    most = None if details.maximum is None else max(details.maximum, number)
    change_role(role.id, replace(details, minimum=number, maximum=most), by=by, now=now)
