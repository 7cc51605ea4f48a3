"""Who trained at a session that is over, what they said of it, and what was done for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect, db, is_one_of
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import GOES_AHEAD, Event, EventRole, Place
from coproduction.schedule.rules import set_id_of
from coproduction.training.models import AfterStep, SessionRole, StepDone, TrainerFeedback, TrainingSession
from coproduction.training.queries.dates import last_end_of
from coproduction.training.rules.stories import trains_at


def was_trainer(event_id: int, *, viewer: Member) -> bool:
    """Say whether the viewer trained at the session, or had a place to."""
    return db.session.scalar(_trainers(event_id).where(Place.member_id == viewer.id).limit(1)) is not None


def feedback_of(event_id: int, *, viewer: Member) -> TrainerFeedback | None:
    """Return what the viewer was asked and said about the session."""
    return db.session.scalar(
        select(TrainerFeedback)
        .where(TrainerFeedback.event_id == event_id, TrainerFeedback.member_id == viewer.id)
        .execution_options(populate_existing=True)
    )


def all_feedback_of(member_id: int) -> Sequence[TrainerFeedback]:
    """Return all that a member was asked and said about sessions. For the programme itself."""
    return db.session.scalars(
        select(TrainerFeedback).where(TrainerFeedback.member_id == member_id).order_by(TrainerFeedback.id)
    ).all()


def feedback_about(event_id: int, *, viewer: Account) -> Sequence[TrainerFeedback]:
    """Return what trainers said about the session, who and what, by name. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(TrainerFeedback)
        .join(TrainerFeedback.member)
        .where(TrainerFeedback.event_id == event_id, TrainerFeedback.said_at.is_not(None))
        .order_by(Member.known_as, Member.id)
        .options(
            contains_eager(TrainerFeedback.member),
            joinedload(TrainerFeedback.told_to),
            raiseload("*", sql_only=True),
        )
    ).all()


def trainers_named(event_id: int, *, viewer: Account) -> Sequence[Member]:
    """Return the trainers of the session, by name. For coordinators."""
    require_staff(viewer)
    ids = _trainers(event_id).with_only_columns(Place.member_id)
    return db.session.scalars(select(Member).where(Member.id.in_(ids)).order_by(Member.known_as, Member.id)).all()


def trainer_who_rings(event_id: int, member_id: int, *, viewer: Account) -> Member | None:
    """Return the trainer of the session with this id if they have no account, or None. For coordinators."""
    named = trainers_named(event_id, viewer=viewer)
    return next((member for member in named if member.id == member_id and member.account_id is None), None)


def steps_done(event_id: int, *, viewer: Account) -> Mapping[AfterStep, StepDone]:
    """Return what was done after the session, and by whom. For coordinators."""
    require_staff(viewer)
    found = db.session.scalars(
        select(StepDone)
        .where(StepDone.event_id == event_id)
        .order_by(StepDone.step)
        .options(joinedload(StepDone.done_by))
    )
    return {done.step: done for done in found}


def step_done(event_id: int, step: AfterStep) -> StepDone | None:
    """Return who did the step and when, or None."""
    return db.session.get(StepDone, (event_id, step), populate_existing=True)


def sessions_with_trainers_to_ask(*, since: datetime, until: datetime) -> Sequence[int]:
    """Return the sessions that ended after `since` and by `until`, with a trainer who was not asked how it was."""
    ended = last_end_of(TrainingSession.event_id)
    over = db.session.scalars(
        select(TrainingSession.event_id)
        .join(Event, Event.id == TrainingSession.event_id)
        .where(is_one_of(Event.state, GOES_AHEAD), ended > since, ended <= until)
        .order_by(TrainingSession.event_id)
    ).all()
    return [event_id for event_id in over if db.session.scalar(_not_asked(event_id).limit(1)) is not None]


def trainers_to_ask(event_id: int) -> Sequence[Place]:
    """Return a place of each trainer who was not asked how it was: their first. The caller has locked the session."""
    first = _not_asked(event_id).with_only_columns(func.min(Place.id)).group_by(Place.member_id)
    return db.session.scalars(
        select(Place)
        .where(Place.id.in_(first))
        .order_by(Place.id)
        .options(joinedload(Place.member), joinedload(Place.role).joinedload(EventRole.event))
    ).all()


def session_of_place(place: Place) -> int:
    """Return the id of the session in which the place is, whichever of its dates that is."""
    return set_id_of(place.role.event)


def _not_asked(event_id: int) -> AnySelect:
    asked = exists().where(TrainerFeedback.event_id == event_id, TrainerFeedback.member_id == Place.member_id)
    return _trainers(event_id).where(~asked)


def _trainers(event_id: int) -> AnySelect:
    return (
        select(Place.id)
        .join(Place.role)
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .join(EventRole.event)
        .where(trains_at(event_id))
    )
