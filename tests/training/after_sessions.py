"""Sessions that are over, with delegates who came and trainers who were there: for the tests of what follows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from coproduction.core.database import db
from coproduction.schedule.models import EventState, Place, PlaceState
from coproduction.training.actions.evaluation import Answer, Ticked, answer
from coproduction.training.models import Delegate, Duty, Round, SessionBookings, SessionRole, TrainingSession
from tests.conftest import NOON
from tests.factories import (
    DelegateFactory,
    EvaluationRoundFactory,
    EvaluationScoreFactory,
    EventRoleFactory,
    PlaceFactory,
    SessionBookingsFactory,
    TrainingSessionFactory,
)

ENDED = NOON - timedelta(hours=1)


def session_over(*, ended: Any = ENDED, **session: Any) -> TrainingSession:
    """Return a session that ended an hour before noon."""
    return TrainingSessionFactory(
        event__starts_at=ended - timedelta(hours=2), event__ends_at=ended, event__state=EventState.HELD, **session
    )


def attended(session: TrainingSession, number: int) -> list[Delegate]:
    """Return so many delegates who came."""
    bookings = db.session.get(SessionBookings, session.event_id) or SessionBookingsFactory(session=session, capacity=99)
    return DelegateFactory.create_batch(number, bookings=bookings, came=True)


def trains(session: TrainingSession, *, does: Duty = Duty.LEADS, **place: Any) -> Place:
    """Return the place of a new member who was a trainer at the session."""
    role = EventRoleFactory(event=session.event, is_open=False)
    db.session.add(SessionRole(role_id=role.id, does=does))
    return PlaceFactory(role=role, state=PlaceState.ATTENDED, **place)


def says(delegate: Delegate, words: str = "", *, now: Any = NOON, may_quote: bool = False, **ticked: int) -> None:
    """Have the delegate answer at the end."""
    ticks = Ticked(**{"usefulness": 4, "before": 2, "after": 4, **ticked})
    answer(delegate.id, Answer(Round.END, ticks, words, may_quote), now=now)


def answered(session: TrainingSession, number: int, *, about: Round = Round.END, is_closed: bool = True, **score: int):
    """Have so many answers about the session, in a round that is closed."""
    EvaluationRoundFactory(event_id=session.event_id, round=about, is_closed=is_closed)
    if about is Round.END:
        EvaluationScoreFactory.create_batch(number, event_id=session.event_id, **score)
