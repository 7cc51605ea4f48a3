"""What happens for trainers after a session: coordinators do what is due, and trainers say how it was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.actions.merging import Follower
from coproduction.members.models import Member
from coproduction.notifications.quiet_hours import is_quiet
from coproduction.schedule.queries.locks import lock_events
from coproduction.training.emails import evaluation as emails
from coproduction.training.models import AfterStep, Feeling, StepDone, TrainerFeedback, TrainingSession
from coproduction.training.queries import afterwards as queries
from coproduction.training.queries.dates import last_end
from coproduction.training.rules.afterwards import ASKED_FOR, FEEDBACK_MONTHS, asks_since

NOT_OVER = "You can do this once the session is over."


@dataclass(frozen=True, slots=True)
class TrainerView:
    """How a session was for a trainer, in their words, and whether they would like somebody to ring them."""

    feeling: Feeling
    words: str
    wants_call: bool


def mark_done(session: TrainingSession, step: AfterStep, *, by: Account, now: datetime) -> StepDone:
    """Write down that the step was done, when and by whom. Refused before it is over.

    Who did it first stands, unless a trainer asked for a call after that.
    """
    lock_events([session.event_id])
    _refuse_before_end(session.event_id, now=now)
    done = queries.step_done(session.event_id, step)
    if done and not _is_due_again(done, by=by):
        return done
    done = done or StepDone(event_id=session.event_id, step=step)
    done.done_at, done.done_by_id = now, by.id
    db.session.add(done)
    record("training.step_done", session.event, by=by, now=now, step=step)
    return done


def unmark_done(session: TrainingSession, step: AfterStep, *, by: Account, now: datetime) -> None:
    """Take it back that the step was done, so that it is on the list again. Twice is harmless."""
    lock_events([session.event_id])
    if done := queries.step_done(session.event_id, step):
        db.session.delete(done)
        record("training.step_undone", session.event, by=by, now=now, step=step)


def say_how_it_was(event_id: int, member: Member, said: TrainerView, *, now: datetime) -> TrainerFeedback:
    """Keep how a session was for one of its trainers. What they said before is replaced.

    Refused before it is over, and for whoever did not train.
    """
    lock_events([event_id])
    _refuse_before_end(event_id, now=now)
    if not queries.was_trainer(event_id, viewer=member):
        raise Refusal("Only the trainers of this session can say how it was for them.")
    found = queries.feedback_of(event_id, viewer=member)
    found = found or TrainerFeedback(event_id=event_id, member_id=member.id, asked_at=now)
    found.feeling, found.words, found.wants_call, found.said_at = said.feeling, said.words, said.wants_call, now
    found.told_to_id = None
    db.session.add(found)
    db.session.flush()
    return found


def write_down_how_it_was(
    session: TrainingSession, member: Member, said: TrainerView, *, by: Account, now: datetime
) -> TrainerFeedback:
    """Keep what a trainer without an account said on the phone, with who wrote it down.

    Refused as their own answer is, and for whoever has an account: they say it themselves.
    """
    if member.account_id is not None:
        raise Refusal(f"{member.known_as} says this on their own page.")
    found = say_how_it_was(session.event_id, member, said, now=now)
    found.told_to_id = by.id
    record("training.how_it_was_written_down", session.event, by=by, now=now)
    db.session.flush()
    return found


def ask_trainers(*, now: datetime) -> int:
    """Ask the trainers of sessions that ended lately how it was for them, once each, and return how many.

    For the worker, several times an hour; not in the quiet hours.
    """
    if is_quiet(now):
        return 0
    event_ids = queries.sessions_with_trainers_to_ask(since=now - ASKED_FOR, until=now)
    if event_ids:
        lock_events(event_ids)
    places = [place for event_id in event_ids for place in queries.trainers_to_ask(event_id)]
    for place in places:
        event_id = queries.session_of_place(place)
        db.session.add(TrainerFeedback(event_id=event_id, member_id=place.member_id, asked_at=now))
        emails.trainer_asked(place, now=now)
    db.session.flush()
    return len(places)


def forget_feedback(*, now: datetime) -> int:
    """Delete what trainers said some months ago, and return how many that were. For each day's housekeeping."""
    limit = now - relativedelta(months=value_of(FEEDBACK_MONTHS, on=uk_wall(now).date()))
    old = delete(TrainerFeedback).where(TrainerFeedback.asked_at < limit).returning(TrainerFeedback.id)
    return len(db.session.scalars(old.execution_options(synchronize_session=False)).all())


def forget_feedback_of(member_ids: Collection[int]) -> None:
    """Delete what these members said about sessions. Twice is harmless."""
    db.session.execute(delete(TrainerFeedback).where(TrainerFeedback.member_id.in_(member_ids)))


def _foresee(_kept: Member, other: Member) -> list[str]:
    return ["What they said about training they gave comes along."] if queries.all_feedback_of(other.id) else []


def _bring_together(kept: Member, other: Member, *, by: Account, now: datetime) -> None:  # noqa: ARG001 - as above
    """Give the kept record what the other said. Where both said something of one session, the kept record's stays."""
    mine = {each.event_id: each for each in queries.all_feedback_of(kept.id)}
    for theirs in queries.all_feedback_of(other.id):
        own = mine.get(theirs.event_id)
        if own is not None and (own.said_at or not theirs.said_at):
            db.session.delete(theirs)
            continue
        if own is not None:
            db.session.delete(own)
            db.session.flush()
        theirs.member_id = kept.id
    db.session.flush()


TRAINERS_SAID = Follower(_foresee, lambda _member_ids: None, _bring_together)


def _is_due_again(done: StepDone, *, by: Account) -> bool:
    said = queries.feedback_about(done.event_id, viewer=by)
    return done.step is AfterStep.CHECK_IN and asks_since(said, done.done_at)


def _refuse_before_end(event_id: int, *, now: datetime) -> None:
    ends_at = last_end(event_id)
    if ends_at is None or now < ends_at:
        raise Refusal(NOT_OVER)
