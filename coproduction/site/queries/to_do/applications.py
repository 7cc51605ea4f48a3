"""People who asked to join."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Application, ApplicationMove, ApplicationState
from coproduction.members.rules import DAYS_TO_ANSWER, draft_time, is_sign_up, require_staff
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago, by_day, working_days, working_days_after, working_days_since

PAGE = {"page": "members_staff.show_application", "argument": "application_id"}
# When it last began to wait for us: a reply or a chat starts the time to answer anew.
WAITING_SINCE: ColumnElement[datetime] = func.coalesce(
    Application.moved_at, Application.submitted_at, type_=Application.submitted_at.type
)


def unanswered_applications(*, viewer: Account, now: datetime) -> TaskList:
    """Return the people who asked to join and have had no answer, oldest first. We promise one in so many days."""
    require_staff(viewer)
    answered_in = value_of(DAYS_TO_ANSWER, on=uk_wall(now).date())

    def words(row: AnyRow) -> Task:
        is_late = working_days_since(row.waiting_since, now=now) > answered_in
        why = "This answer is late. We said" if is_late else "We answer"
        return Task(
            row.id,
            f"Answer {row.name}",
            f"{why} within {working_days(answered_in)}.",
            f"Asked to join {ago(row.submitted_at, now=now)}",
            working_days_after(row.waiting_since, answered_in),
        )

    return task_list(
        "applications",
        "People who asked to join",
        **PAGE,
        rows=select(Application.id, Application.name, Application.submitted_at, WAITING_SINCE.label("waiting_since"))
        .where(Application.state == ApplicationState.SUBMITTED)
        .order_by(Application.submitted_at, Application.id),
        words=words,
    )


def unanswered_questions(*, viewer: Account, now: datetime) -> TaskList:
    """Return the applicants whom we asked for more: to be rung on a day that is set, if they have not replied then."""
    require_staff(viewer)
    today = uk_wall(now).date()

    def words(row: AnyRow) -> Task:
        is_due = row.look_again_on is None or row.look_again_on <= today
        return Task(
            row.id,
            f"Ring {row.name}, or ask once more" if is_due else f"Look out for the reply of {row.name}",
            f"{_owner(row)} asked them for more {ago(row.moved_at or now, now=now)}."
            + (" They have not replied." if is_due else " If they do not reply, ring them then."),
            by_day(row.look_again_on, now=now),
            row.look_again_on,
        )

    return task_list(
        "questions",
        "Applicants who were asked for more",
        **PAGE,
        rows=_in(ApplicationState.MORE_INFORMATION),
        words=words,
    )


def chats_to_hold(*, viewer: Account, now: datetime) -> TaskList:
    """Return the chats that applicants were offered, the soonest first, until it is written down how each went."""
    require_staff(viewer)
    return task_list(
        "offered-chats",
        "Chats with people who asked to join",
        **PAGE,
        rows=_in(ApplicationState.CHAT_OFFERED),
        words=lambda row: Task(
            row.id,
            f"Have a chat with {row.name}",
            f"{_owner(row)} offered it. Write down how it went, so that they can be answered.",
            by_day(row.look_again_on, now=now),
            row.look_again_on,
        ),
    )


def waiting_list_to_look_at(*, viewer: Account, now: datetime) -> TaskList:
    """Return the people on the waiting list, the first whom we promised to look at again first."""
    require_staff(viewer)
    return task_list(
        "waiting-list",
        "Waiting list",
        **PAGE,
        rows=_in(ApplicationState.WAITING_LIST),
        words=lambda row: Task(
            row.id,
            f"Look at {row.name} again",
            f"{_owner(row)} told them that we would.",
            by_day(row.look_again_on, now=now),
            row.look_again_on,
        ),
    )


def sign_ups_to_finish(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sign-ups that coordinators began for somebody and have not sent, the first to be deleted first.

    They should be sent, or given up, before the day on which the programme deletes them.
    """
    require_staff(viewer)
    kept_for = draft_time(now)
    return task_list(
        "sign-ups",
        "Sign-ups begun for somebody",
        page="members_staff.show_sign_up",
        argument="application_id",
        rows=_sign_ups().where(Application.changed_at >= now - kept_for),
        words=lambda row: _to_finish(row, uk_wall(row.changed_at + kept_for).date(), now=now),
    )


def _sign_ups() -> AnySelect:
    """Select the sign-ups that are not sent, each with the coordinator who began it."""
    about = (Application.id, Application.name, Application.started_at, Application.changed_at)
    return (
        select(*about, Account.name.label("owner"))
        .join(Account, Account.id == Application.entered_by_id)
        .where(is_sign_up())
        .order_by(Application.changed_at, Application.id)
    )


def _to_finish(row: AnyRow, deleted_on: date, *, now: datetime) -> Task:
    return Task(
        row.id,
        f"Finish the sign-up of {row.name}" if row.name else "Finish a sign-up that has no name yet",
        f"{row.owner} began it {ago(row.started_at, now=now)}.",
        f"We delete it on {by_day(deleted_on, now=now)}",
        deleted_on - timedelta(days=1),
    )


def _in(state: ApplicationState) -> AnySelect:
    """Select who is in this state, each with the coordinator who brought them there."""
    owner = (
        select(Account.name)
        .join(ApplicationMove, ApplicationMove.moved_by_id == Account.id)
        .where(ApplicationMove.application_id == Application.id)
        .order_by(ApplicationMove.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(Application.id, Application.name, Application.moved_at, Application.look_again_on, owner.label("owner"))
        .where(Application.state == state)
        .order_by(Application.look_again_on, Application.id)
    )


def _owner(row: AnyRow) -> str:
    return row.owner or "A coordinator"
