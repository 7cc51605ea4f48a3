"""Sessions near by that have not got the trainers they need, or do not know what those say about recording."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.models import Member
from coproduction.schedule.models import Event, EventKind, EventRole, Place
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead
from coproduction.training.kinds import TRAINERS_DAYS
from coproduction.training.models import SessionRole, TrainerAnswer, TrainingSession
from coproduction.training.rules.roles import is_short
from coproduction.training.rules.stories import trains_at


def sessions_without_trainers(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions so near that too few trainers have said yes to: to be put off or cancelled, soonest first."""
    today = uk_wall(now).date()
    days = value_of(TRAINERS_DAYS, on=today)
    short = exists().where(EventRole.event_id == Event.id, SessionRole.role_id == EventRole.id, is_short())
    return task_list(
        "without-trainers",
        "Sessions without their trainers",
        page="training.call_off",
        argument="event_id",
        rows=select(Event.id, Event.title, Event.starts_at)
        .join(TrainingSession, TrainingSession.event_id == Event.id)
        .where(is_coming(viewer=viewer, now=now), Event.kind == EventKind.TRAINING)
        .where(Event.starts_at <= now + timedelta(days=days), short)
        .order_by(Event.starts_at, Event.id),
        words=lambda row: Task(
            row.id,
            f"Decide about {row.title}",
            "Too few trainers have said yes. Put it off, cancel it, or ring people today.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            today,
        ),
    )


def trainers_to_ask_about_recording(*, viewer: Account, now: datetime) -> TaskList:
    """Return the trainers without an account of sessions near by who have not said whether they may be recorded."""
    until = now + timedelta(days=value_of(TRAINERS_DAYS, on=uk_wall(now).date()))
    return task_list(
        "recording-by-phone",
        "Trainers to ask about recording",
        page="rosters.show_roster",
        argument="event_id",
        rows=_not_asked_about_recording().where(is_coming(viewer=viewer, now=now), Event.starts_at <= until),
        words=lambda row: Task(
            row.id,
            f"Ask {row.known_as} about recording {row.title}",
            "They have no account. Nobody has written down if they say yes or no.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(row.starts_at).date(),
        ),
    )


def _not_asked_about_recording() -> AnySelect:
    """Select the sessions and their trainers who have no account and no answer, by the soonest date."""
    session, starts_at = aliased(Event), func.min(Event.starts_at, type_=Event.starts_at.type)
    said = exists().where(
        TrainerAnswer.event_id == session.id,
        TrainerAnswer.member_id == Place.member_id,
        TrainerAnswer.may_be_recorded.is_not(None),
    )
    return (
        select(session.id, session.title, Member.known_as, starts_at.label("starts_at"))
        .select_from(Place)
        .join(Place.member)
        .join(Place.role)
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .join(EventRole.event)
        .join(session, session.id == func.coalesce(Event.follows_id, Event.id))
        .where(trains_at(session.id), Member.account_id.is_(None), ~said)
        .group_by(session.id, session.title, Member.id, Member.known_as)
        .order_by(starts_at, session.id, Member.id)
    )
