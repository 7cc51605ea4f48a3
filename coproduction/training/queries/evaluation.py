"""Whom to ask what training changed, who may answer, and what is to be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect, db, is_one_of
from coproduction.members.rules import require_staff
from coproduction.schedule.models import GOES_AHEAD, Event
from coproduction.schedule.queries.locks import lock_events
from coproduction.training.models import (
    BookingState,
    Delegate,
    EvaluationRound,
    EvaluationScore,
    EvaluationWords,
    Round,
    SessionBookings,
    TrainingSession,
    WordsState,
)
from coproduction.training.queries.dates import last_end_of
from coproduction.training.rules.evaluation import Scores

ASKED = {Round.END: Delegate.asked_at_end, Round.LATER: Delegate.asked_later}
ANSWERED = {Round.END: Delegate.answered_at_end, Round.LATER: Delegate.answered_later}
_HAS_LINK = Delegate.email.is_not(None)  # nobody is asked by phone: who said what would be known


class RoundCount(NamedTuple):
    """One round of a session: how many answered, and whether it is closed."""

    answers: int
    is_closed: bool


def sessions_to_ask(about: Round, *, since: datetime, until: datetime) -> Sequence[int]:
    """Return the sessions that ended after `since` and by `until`, of which somebody who came has not been asked."""
    ended = last_end_of(SessionBookings.event_id)
    waits = select(Delegate.event_id).where(_can_be_asked(about))
    return db.session.scalars(
        select(SessionBookings.event_id)
        .join(Event, Event.id == SessionBookings.event_id)
        .where(is_one_of(Event.state, GOES_AHEAD), ended > since, ended <= until, SessionBookings.event_id.in_(waits))
        .order_by(SessionBookings.event_id)
    ).all()


def delegates_to_ask(event_id: int, about: Round) -> Sequence[Delegate]:
    """Return those who came and have not been asked. The caller has locked the session."""
    return db.session.scalars(
        _with_sessions()
        .where(Delegate.event_id == event_id, _can_be_asked(about))
        .order_by(Delegate.turn)
        .execution_options(populate_existing=True)
    ).all()


def lock_delegate(delegate_id: int) -> Delegate | None:
    """Return the delegate as they are now, or None once they are deleted; everybody else who answers waits."""
    event_id = db.session.scalar(select(Delegate.event_id).where(Delegate.id == delegate_id))
    if event_id is not None:
        lock_events([event_id])
    return db.session.get(Delegate, delegate_id, populate_existing=True)


def round_of(event_id: int, about: Round) -> EvaluationRound:
    """Return the round as it is now, and begin it if it has not begun. The caller has locked the session."""
    found = db.session.get(EvaluationRound, (event_id, about), populate_existing=True)
    if found is None:
        found = EvaluationRound(event_id=event_id, round=about, is_closed=False)
        db.session.add(found)
        db.session.flush()
    return found


def somebody_is_left(event_id: int, about: Round) -> bool:
    """Say whether anybody can still answer: whoever came, or may have come, and has not answered."""
    left = select(Delegate.id).where(
        Delegate.event_id == event_id,
        Delegate.state == BookingState.BOOKED,
        or_(Delegate.came.is_(None), Delegate.came.is_(True)),
        ANSWERED[about].is_(False),
        _HAS_LINK,
    )
    return db.session.scalar(left.limit(1)) is not None


def rounds_open() -> Sequence[EvaluationRound]:
    """Return the rounds that are not closed, by session."""
    return db.session.scalars(
        select(EvaluationRound)
        .where(EvaluationRound.is_closed.is_(False))
        .order_by(EvaluationRound.event_id, EvaluationRound.round)
    ).all()


def round_counts(event_id: int) -> dict[Round, RoundCount]:
    """Return how many answered in each round of the session that has begun. For whoever has found the session."""
    rows = db.session.execute(
        select(EvaluationRound.round, EvaluationRound.is_closed, answers_of_round())
        .where(EvaluationRound.event_id == event_id)
        .order_by(EvaluationRound.round)
    )
    return {about: RoundCount(answers, is_closed) for about, is_closed, answers in rows}


def answers_of_round() -> ColumnElement[int]:
    """Return how many answered in a round, beside it: everybody ticks at the end, and writes later."""
    ticked = select(func.count()).where(EvaluationScore.event_id == EvaluationRound.event_id)
    wrote = select(func.count()).where(
        EvaluationWords.event_id == EvaluationRound.event_id, EvaluationWords.round == Round.LATER
    )
    return case(
        (EvaluationRound.round == Round.END, ticked.correlate(EvaluationRound).scalar_subquery()),
        else_=wrote.correlate(EvaluationRound).scalar_subquery(),
    )


def scores_of(event_id: int) -> Scores:
    """Return how many ticked what about a session, in sums. What is shown of it decides `rules.evaluation`."""
    sums = db.session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(EvaluationScore.usefulness), 0),
            func.coalesce(func.sum(EvaluationScore.before), 0),
            func.coalesce(func.sum(EvaluationScore.after), 0),
        ).where(EvaluationScore.event_id == event_id)
    ).one()
    return Scores(*sums)


def words_of(event_id: int, *, viewer: Account) -> Sequence[EvaluationWords]:
    """Return the words about the session that can be read, in the order of their random ids. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        _words_to_read()
        .where(EvaluationWords.event_id == event_id)
        .order_by(EvaluationWords.round, EvaluationWords.id)
        .options(joinedload(EvaluationWords.read_by))
    ).all()


def approved_words(event_id: int) -> Mapping[Round, list[str]]:
    """Return what a coordinator approved of each round. What is shown of it decides `rules.evaluation`."""
    rows = db.session.execute(
        select(EvaluationWords.round, EvaluationWords.words)
        .where(EvaluationWords.event_id == event_id, EvaluationWords.state == WordsState.APPROVED)
        .order_by(EvaluationWords.id)
    )
    found: defaultdict[Round, list[str]] = defaultdict(list)
    for about, words in rows:
        found[about].append(words)
    return found


def find_words(words_id: str, *, viewer: Account) -> EvaluationWords | None:
    """Return the words, or None, also while people can still answer. For coordinators."""
    require_staff(viewer)
    return db.session.scalar(_words_to_read().where(EvaluationWords.id == words_id))


def lock_words(words_id: str) -> EvaluationWords | None:
    """Return the words as they are now, or None, also while people can still answer. The session is locked."""
    event_id = db.session.scalar(select(EvaluationWords.event_id).where(EvaluationWords.id == words_id))
    if event_id is not None:
        lock_events([event_id])
    found = _words_to_read().where(EvaluationWords.id == words_id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def _words_to_read() -> AnySelect:
    """Return the words of closed rounds: read sooner and one by one, they would tell who wrote them."""
    return select(EvaluationWords).join(EvaluationRound, is_in_closed_round())


def is_in_closed_round() -> ColumnElement[bool]:
    """Return the condition that words are of the round beside them, and that nobody can answer in it any more."""
    return (
        (EvaluationRound.event_id == EvaluationWords.event_id)
        & (EvaluationRound.round == EvaluationWords.round)
        & EvaluationRound.is_closed
    )


def _can_be_asked(about: Round) -> ColumnElement[bool]:
    return Delegate.came.is_(True) & ASKED[about].is_(False) & ANSWERED[about].is_(False) & _HAS_LINK


def _with_sessions() -> AnySelect:
    session = joinedload(Delegate.bookings).joinedload(SessionBookings.session)
    return select(Delegate).options(
        session.joinedload(TrainingSession.event), session.joinedload(TrainingSession.course)
    )
