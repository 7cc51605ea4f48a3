"""Delegates are asked what training changed, answer once, and a round is closed. Who said what is written nowhere.

What a delegate did and what was said lie in one transaction, so nothing else in it may name the delegate: no audit
row, no message. See models/evaluation.py for how the rows keep from telling whose they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, insert, select

from coproduction.core.database import db
from coproduction.core.dated_settings import values_ever
from coproduction.core.refusals import Refusal
from coproduction.notifications.quiet_hours import is_quiet
from coproduction.schedule.queries.locks import lock_events
from coproduction.training.emails import evaluation as emails
from coproduction.training.models import Delegate, EvaluationRound, EvaluationScore, EvaluationWords, Round
from coproduction.training.queries import evaluation as queries
from coproduction.training.queries.dates import last_end
from coproduction.training.rules import evaluation as rules
from coproduction.training.rules.delegates import without_contacts

OVER = "The time to answer is over. Thank you all the same."
NOT_THERE = "Only people who were at the training can answer. If you were there, please tell us."


@dataclass(frozen=True, slots=True)
class Ticked:
    """What somebody ticks at the end, each from 1 to 5: how useful it was, and how confident they were and are."""

    usefulness: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What one delegate says in a round: what they tick, at the end alone, and what they write."""

    about: Round
    ticked: Ticked | None
    words: str
    may_quote: bool


def answer(delegate_id: int, said: Answer, *, now: datetime) -> None:
    """Take what a delegate says, apart from who they are. A second answer in a round changes nothing.

    Refused for whoever was not there, and when the round is not open. Once nobody is left to answer it is closed.
    """
    delegate = queries.lock_delegate(delegate_id)
    if delegate is None:
        raise Refusal(OVER)
    if not delegate.came:
        raise Refusal(NOT_THERE)
    if getattr(delegate, queries.ANSWERED[said.about].key):
        return
    found = queries.round_of(delegate.event_id, said.about)
    if found.is_closed or open_round(delegate.event_id, now=now) is not said.about:
        raise Refusal(OVER)
    setattr(delegate, queries.ANSWERED[said.about].key, True)
    db.session.flush()
    _keep(delegate.event_id, said)
    found.is_closed = not queries.somebody_is_left(delegate.event_id, said.about)
    db.session.flush()


def open_round(event_id: int, *, now: datetime) -> Round | None:
    """Return the round in which delegates of the session can answer now, or None."""
    ends_at = last_end(event_id)
    return rules.round_open(rules.windows(ends_at), now=now) if ends_at else None


def ask_delegates(*, now: datetime) -> int:
    """Send those who came the link to say what it changed, once in each round, and return how many.

    For the worker, several times an hour; not in the quiet hours.
    """
    if is_quiet(now):
        return 0
    number = 0
    for about, (since, until) in _ended_when(now=now).items():
        for event_id in queries.sessions_to_ask(about, since=since, until=until):
            number += _ask(event_id, about, now=now)
    return number


def _ended_when(*, now: datetime) -> Mapping[Round, tuple[datetime, datetime]]:
    """Return since when and until when sessions ended that may be asked about now, in each round.

    Each is asked by the numbers of the day on which it ended, so what they ever were counts.
    """
    soonest, latest = (relativedelta(months=months) for months in values_ever(rules.LATER_MONTHS))
    _, days = values_ever(rules.OPEN_DAYS)
    lasts, spare = timedelta(days=days + 6), timedelta(days=3)
    return {
        Round.END: (now - lasts, now),
        Round.LATER: (now - latest + spare - lasts, now - soonest + spare),
    }


def close_rounds(*, now: datetime) -> int:
    """Close the rounds whose time is over, so that what was said can be read, and return how many.

    All is written anew once more, in a transaction that touches no delegate.

    For the worker, several times an hour.
    """
    over = [each for each in queries.rounds_open() if _is_over(each, now=now)]
    if over:
        lock_events({each.event_id for each in over})
    for each in over:
        each.is_closed = True
    for event_id in sorted({each.event_id for each in over}):
        _write_all_anew(event_id)
    return len(over)


def _is_over(found: EvaluationRound, *, now: datetime) -> bool:
    ends_at = last_end(found.event_id)
    return ends_at is None or rules.windows(ends_at)[found.round].closes_at <= now


def _ask(event_id: int, about: Round, *, now: datetime) -> int:
    lock_events([event_id])
    if open_round(event_id, now=now) is not about or queries.round_of(event_id, about).is_closed:
        return 0
    delegates = queries.delegates_to_ask(event_id, about)
    for delegate in delegates:
        _tell(delegate, about, now=now)
    db.session.flush()
    return len(delegates)


def _tell(delegate: Delegate, about: Round, *, now: datetime) -> None:
    setattr(delegate, queries.ASKED[about].key, True)
    if about is Round.END:
        emails.asked_at_end(delegate, now=now)
    else:
        emails.asked_later(delegate, now=now)


def _keep(event_id: int, said: Answer) -> None:
    """Write what was said among what others said of the round, and all of it anew: without ways to reach anybody."""
    if said.ticked:
        new = EvaluationScore(
            event_id=event_id,
            usefulness=said.ticked.usefulness,
            before=said.ticked.before,
            after=said.ticked.after,
        )
        db.session.add(new)
    if words := without_contacts(said.words, ""):
        db.session.add(EvaluationWords(event_id=event_id, round=said.about, words=words, may_quote=said.may_quote))
    _write_all_anew(event_id)


def _write_all_anew(event_id: int) -> None:
    """Write all that was ever said of the session again: what who ticked alone, or who wrote, left in the database is
    of one transaction, so that it does not lie beside any delegate's.
    """
    db.session.flush()
    for table in (EvaluationScore, EvaluationWords):
        _write_anew(table, event_id)
    db.session.expire_all()


def _write_anew(table: type[EvaluationScore | EvaluationWords], event_id: int) -> None:
    """Write its rows of the session again in the order of their random ids, so that none stands last."""
    stored = select(*table.__table__.columns).where(table.event_id == event_id).order_by(table.id)
    rows: list[dict[str, Any]] = [dict(row) for row in db.session.execute(stored).mappings()]
    if rows:
        gone = delete(table).where(table.event_id == event_id)
        db.session.execute(gone.execution_options(synchronize_session=False))
        db.session.execute(insert(table), rows)
