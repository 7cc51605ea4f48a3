"""Asking people after an event whether they had what they needed, taking the answer, and forgetting whose it was."""

from __future__ import annotations

from datetime import datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import select, update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.notifications.taking_back import take_back
from coproduction.schedule import emails
from coproduction.schedule.actions.arranging import forget
from coproduction.schedule.kinds import NEEDS_KEPT_WEEKS
from coproduction.schedule.models import Arrangement, Event, Met, NeedsArranged, NeedsMet
from coproduction.schedule.queries import needs_met as queries
from coproduction.schedule.queries.arrangements import lock_event
from coproduction.schedule.rules import shares_roster


def ask_whether_met(*, now: datetime) -> int:
    """Ask everybody who came to an event that is over, and needed something there, one question; return how many.

    Each once, by their own channel, and once for all dates that share a roster. What was needed and confirmed is
    counted at the same moment, for the report. For each day's housekeeping.
    """
    return sum(_ask_about(event_id, now=now) for event_id in queries.events_to_ask_about(now=now))


def answer_whether_met(question: NeedsMet, met: Met, words: str, *, by: Account | None, now: datetime) -> NeedsMet:
    """Take somebody's answer. It is taken once: a second one changes nothing. The audit names nobody.

    What still waits to ask them is taken back.
    """
    question = queries.lock_question(question.id)
    if question.answered_at:
        return question
    question.met, question.words, question.answered_at = met, words, now
    db.session.flush()
    if question.member_id:
        asked = emails.key_of_question(question.event_id, question.member_id)
        take_back([question.member_id], lambda message: message.key == asked, now=now)
    record("schedule.needs_met_answered", question.event, by=by, now=now)
    return question


def forget_whose(*, now: datetime) -> int:
    """Forget, some weeks after an event, who needed what there and who answered what; return how much was forgotten.

    The answers stay, without names. For each day's housekeeping.
    """
    today = uk_wall(now).date()
    before = now - relativedelta(weeks=value_of(NEEDS_KEPT_WEEKS, on=today))
    ended = select(Event.id).where(Event.ends_at < before)
    old = db.session.scalars(
        select(Arrangement.id).where(Arrangement.event_id.in_(ended)).order_by(Arrangement.id)
    ).all()
    forget(old)
    named = db.session.scalars(
        update(NeedsMet)
        .where(NeedsMet.event_id.in_(ended), NeedsMet.member_id.is_not(None))
        .values(member_id=None)
        .returning(NeedsMet.id)
        .execution_options(synchronize_session=False)
    ).all()
    return len(old) + len(named)


def _ask_about(event_id: int, *, now: datetime) -> int:
    event = lock_event(event_id)
    needed, confirmed = queries.number_arranged(event_id)
    db.session.add(NeedsArranged(event_id=event_id, needed=needed, confirmed=confirmed))
    members = [] if shares_roster(event) else queries.members_to_ask(event_id)
    questions = [NeedsMet(event=event, member=member, asked_at=now, words="") for member in members]
    db.session.add_all(questions)
    db.session.flush()
    for question in questions:
        emails.asked_whether_met(question, now=now)
    return len(questions)
