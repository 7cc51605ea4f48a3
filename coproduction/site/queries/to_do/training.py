"""What teams that ask for training wait for: an answer, another day, a look at the waiting list; and who is silent."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, func, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventState
from coproduction.site.queries.to_do.asked_for import answer_due, missed, silent_before, to_move, with_events
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago, working_days, working_days_since
from coproduction.training.kinds import ANSWER_DAYS, LIST_WEEKS
from coproduction.training.models import (
    Course,
    Delegate,
    RequestedDay,
    RequestStage,
    SessionBookings,
    TrainingRequest,
    TrainingSession,
)
from coproduction.training.rules.request_stages import FOLLOWS_ITS_SESSION, UNDER_WAY, WAITS_FOR_TEAM, WAITS_FOR_US

PAGE = {"page": "training.show_request", "argument": "request_id"}
SILENT = {
    RequestStage.NEEDS_INFORMATION: "They have not answered our question.",
    RequestStage.SUGGESTED: "They have not said if our suggestion suits them.",
    RequestStage.POSTPONED: "It is put off, and they have not chosen other days.",
}


def unanswered_training(*, viewer: Account, now: datetime) -> TaskList:
    """Return the requests that wait for our answer, or for the session they said yes to, the first to come first."""
    require_staff(viewer)
    days = value_of(ANSWER_DAYS, on=uk_wall(now).date())
    first_day = select(func.min(RequestedDay.day)).where(RequestedDay.request_id == TrainingRequest.id)
    return task_list(
        "training-requests",
        "Requests for training",
        **PAGE,
        rows=_requests()
        .add_columns(TrainingRequest.is_short_notice, first_day.scalar_subquery().label("first_day"))
        .where(is_one_of(TrainingRequest.stage, WAITS_FOR_US)),
        words=lambda row: (
            _to_plan(row, days=days, now=now)
            if row.stage is RequestStage.AGREED
            else _to_answer(row, days=days, now=now)
        ),
    )


def _to_plan(row: AnyRow, *, days: int, now: datetime) -> Task:
    return Task(
        row.id,
        f"Plan {_called(row)}",
        "They said yes to what we suggested. Make the session.",
        f"Agreed {ago(row.moved_at, now=now)}. We answer within {working_days(days)}",
        answer_due(row, days=days, now=now),
    )


def _to_answer(row: AnyRow, *, days: int, now: datetime) -> Task:
    why = f"The first day they asked for is {uk_short_date(row.first_day)}."
    if working_days_since(row.moved_at, now=now) > days:
        why = f"This answer is late. {why}"
    elif row.is_short_notice:
        why = f"Short notice. {why}"
    return Task(
        row.id,
        f"Answer {_called(row)}",
        why,
        f"Asked {ago(row.moved_at, now=now)}. We answer within {working_days(days)}",
        answer_due(row, days=days, now=now),
    )


def days_to_agree(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions to come for which the team asks for other days, the soonest first."""
    require_staff(viewer)
    proposed = exists().where(RequestedDay.request_id == TrainingRequest.id, RequestedDay.is_proposed)
    return task_list(
        "training-days",
        "Other days for training",
        **PAGE,
        rows=with_events(TrainingRequest).where(
            is_one_of(TrainingRequest.stage, FOLLOWS_ITS_SESSION), proposed, Event.starts_at > now
        ),
        words=lambda row: to_move(
            row,
            what="Answer about another day",
            why="The team asks for another day. Until you move the session the old one holds.",
            now=now,
        ),
    )


def missed_training(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions that we said yes to and that members never saw, whose day is over, in order."""
    require_staff(viewer)
    return task_list(
        "missed-training",
        "Training that nobody published in time",
        **PAGE,
        rows=with_events(TrainingRequest).where(
            is_one_of(TrainingRequest.stage, (RequestStage.ACCEPTED,)), Event.starts_at <= now
        ),
        words=missed,
    )


def unbooked_training(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions to come for teams that cannot book them, the soonest first: not those that were closed."""
    require_staff(viewer)
    return task_list(
        "unbooked-training",
        "Training that its team cannot book",
        page="training.set_bookings",
        argument="event_id",
        rows=_unbooked(now=now),
        words=lambda row: Task(
            row.id,
            f"Let the team book: {row.title}",
            f"Nobody of {row.team} can book a place yet.",
            f"It is on {uk_short_date(row.starts_at)}",
            uk_wall(row.starts_at).date(),
        ),
    )


def _unbooked(*, now: datetime) -> AnySelect:
    booked = exists().where(Delegate.event_id == SessionBookings.event_id)
    never_open = or_(SessionBookings.event_id.is_(None), SessionBookings.is_open.is_(False) & ~booked)
    return (
        select(Event.id, Event.title, Event.starts_at, TrainingRequest.team)
        .join(TrainingRequest, TrainingRequest.event_id == Event.id)
        .join(TrainingSession, TrainingSession.event_id == Event.id)
        .join(Course, Course.id == TrainingSession.course_id)
        .outerjoin(SessionBookings, SessionBookings.event_id == Event.id)
        .where(is_one_of(TrainingRequest.stage, UNDER_WAY), Event.state == EventState.PUBLISHED)
        .where(Event.starts_at > now, Course.is_for_members.is_(False), never_open)
        .order_by(Event.starts_at, Event.id)
    )


def silent_teams(*, viewer: Account, now: datetime) -> TaskList:
    """Return the requests of which we wait for the team longer than we make it wait: to be rung."""
    require_staff(viewer)
    return task_list(
        "training-teams",
        "Teams to ring about training",
        **PAGE,
        rows=_requests().where(
            is_one_of(TrainingRequest.stage, WAITS_FOR_TEAM),
            TrainingRequest.moved_at < silent_before(ANSWER_DAYS, now=now),
        ),
        words=lambda row: Task(
            row.id, f"Ring {_called(row)}", SILENT[row.stage], f"Since {uk_short_date(row.moved_at)}", None
        ),
    )


def training_that_waits(*, viewer: Account, now: datetime) -> TaskList:
    """Return the requests that nobody has looked at again for some weeks, the longest wait first."""
    require_staff(viewer)
    until = now - timedelta(weeks=value_of(LIST_WEEKS, on=uk_wall(now).date()))
    return task_list(
        "training-list",
        "Training on the waiting list",
        **PAGE,
        rows=_requests().where(
            is_one_of(TrainingRequest.stage, (RequestStage.WAITING,)), TrainingRequest.moved_at < until
        ),
        words=lambda row: Task(
            row.id,
            f"Look again at {_called(row)}",
            "Can it be now? If not, tell them how long it may take.",
            f"On the list since {uk_short_date(row.moved_at)}",
            None,
        ),
    )


def _requests() -> AnySelect:
    return (
        select(
            TrainingRequest.id,
            TrainingRequest.team,
            TrainingRequest.stage,
            TrainingRequest.moved_at,
            Course.name.label("course"),
        )
        .outerjoin(Course, Course.id == TrainingRequest.course_id)
        .order_by(TrainingRequest.moved_at, TrainingRequest.id)
    )


def _called(row: AnyRow) -> str:
    return f"{row.team}: {row.course or 'something else'}"
