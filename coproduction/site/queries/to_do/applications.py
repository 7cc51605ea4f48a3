"""People who asked to join."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Application, ApplicationState
from coproduction.members.rules import DAYS_TO_ANSWER, require_staff
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

    def words(row: Row[Any]) -> Task:
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
    """Return the applicants whom we asked for more and who have not replied in the time that is set: to be rung."""
    require_staff(viewer)
    return task_list(
        "questions",
        "Applicants who have not replied",
        **PAGE,
        rows=_due(ApplicationState.MORE_INFORMATION, now=now),
        words=lambda row: Task(
            row.id,
            f"Ring {row.name}, or ask once more",
            "We asked them for more, and they have not replied.",
            f"Asked {ago(row.moved_at or now, now=now)}",
            row.look_again_on,
        ),
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
            "Then write down how it went, so that they can be answered.",
            by_day(row.look_again_on, now=now),
            row.look_again_on,
        ),
    )


def waiting_list_to_look_at(*, viewer: Account, now: datetime) -> TaskList:
    """Return the people on the waiting list to whom we promised to look again by today."""
    require_staff(viewer)
    return task_list(
        "waiting-list",
        "Waiting list to look at again",
        **PAGE,
        rows=_due(ApplicationState.WAITING_LIST, now=now),
        words=lambda row: Task(
            row.id,
            f"Look at {row.name} again",
            "We told them that we would.",
            by_day(row.look_again_on, now=now),
            row.look_again_on,
        ),
    )


def _in(state: ApplicationState) -> AnySelect:
    return (
        select(Application.id, Application.name, Application.moved_at, Application.look_again_on)
        .where(Application.state == state)
        .order_by(Application.look_again_on, Application.id)
    )


def _due(state: ApplicationState, *, now: datetime) -> AnySelect:
    return _in(state).where(Application.look_again_on <= uk_wall(now).date())
