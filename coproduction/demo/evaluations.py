"""What people said after two past sessions of the demonstration group: one of which enough answered, and one not.

Everybody and everything here is made up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.demo.book import Book
from coproduction.demo.people import PRIYA, TOM
from coproduction.schedule.models import Event, EventRole, EventState, Place, PlaceState
from coproduction.training.kinds import DELIVERS
from coproduction.training.models import (
    AfterStep,
    AgreedFigure,
    Delegate,
    EvaluationRound,
    EvaluationScore,
    EvaluationWords,
    Feeling,
    Round,
    SessionRole,
    StepDone,
    TrainerFeedback,
    TrainingSession,
    WordsState,
)
from coproduction.training.pages.changes import figures_of
from coproduction.training.queries.changes import Asked, sessions_asked, who_taught
from coproduction.training.queries.evaluation import ANSWERED, ASKED
from coproduction.training.rules.evaluation import LATER_MONTHS, OPEN_DAYS, Window, windows_with

FEW = 3  # who answered about the last session
TICKED = ((5, 2, 4), (4, 2, 4), (5, 1, 3), (5, 3, 5), (4, 2, 4), (3, 3, 4))
WORDS: Mapping[Round, Sequence[str]] = {
    Round.END: (
        "Hearing it from people who live it made all the difference.",
        "I would like more time for questions.",
    ),
    Round.LATER: (
        "I ask “what matters to you?” before I open the form.",
        "We send the questions to people a week before we meet.",
        "I stopped reading notes out loud in front of the person.",
        "We book the room with the hearing loop every time now.",
        "My team has not had the time yet. We try again in spring.",
    ),
}
UNREAD = "The second trainer was easy to follow. Please keep the break at that length."


def write_evaluations(book: Book) -> None:
    """Write what was said of the two last sessions that delegates came to, and what was done after every session."""
    book.rows.write()
    sessions = (
        select(Event)
        .join(TrainingSession, TrainingSession.event_id == Event.id)
        .where(Event.state == EventState.HELD, Event.ends_at < book.now, Event.follows_id.is_(None))
        .order_by(Event.starts_at.desc(), Event.id)
    )
    over = db.session.scalars(sessions).all()
    with_delegates = sessions.where(Event.id.in_(select(Delegate.event_id))).limit(2)
    evaluated = db.session.scalars(with_delegates).all()
    for event, number in zip(evaluated, (FEW, len(TICKED)), strict=False):
        for about, window in _windows(event.ends_at).items():
            if window.opens_at <= book.now:
                begun = {"event_id": event.id, "round": about}
                book.rows.add(EvaluationRound, **begun, is_closed=window.closes_at <= book.now)
                _write_round(book, begun, number=number)
    for event in over:
        _write_afterwards(book, event, is_last=event is over[0])
    if evaluated:
        _agree_figures(book, uk_wall(evaluated[-1].starts_at).year)


def _windows(ends_at: datetime) -> Mapping[Round, Window]:
    later, lasts = relativedelta(months=LATER_MONTHS.seed), timedelta(days=OPEN_DAYS.seed)
    return windows_with(ends_at, later=later, lasts=lasts)


def _write_round(book: Book, begun: Mapping[str, Any], *, number: int) -> None:
    """Write what so many answered, and of the delegates only that they were asked and who of them answered."""
    event_id, about = begun["event_id"], begun["round"]
    words = WORDS[about] if number > FEW else (UNREAD,)
    if about is Round.END:
        for at, (usefulness, before, after) in enumerate(TICKED[:number]):
            ticked = {"usefulness": usefulness, "before": before, "after": after}
            book.rows.add(EvaluationScore, id=_id(event_id, "ticked", at), event_id=event_id, **ticked)
    for at, said in enumerate(words):
        book.rows.add(EvaluationWords, id=_id(event_id, about, at), words=said, **begun, **_read(book, said, at=at))
    answered = number if about is Round.END else len(words)
    came = select(Delegate).where(Delegate.event_id == event_id, Delegate.came.is_(True)).order_by(Delegate.seed)
    for at, delegate in enumerate(db.session.scalars(came)):
        setattr(delegate, ASKED[about].key, True)
        setattr(delegate, ANSWERED[about].key, at < answered)
    db.session.flush()


def _read(book: Book, said: str, *, at: int) -> dict[str, Any]:
    """Return what a coordinator made of the words: the first of each round is a quote that everybody reads."""
    is_read = said != UNREAD
    return {
        "may_quote": at == 0,
        "is_quoted": is_read and at == 0,
        "state": WordsState.APPROVED if is_read else WordsState.NEW,
        "reason": "",
        "read_at": book.now if is_read else None,
        "read_by_id": TOM if is_read else None,
    }


def _write_afterwards(book: Book, event: Event, *, is_last: bool) -> None:
    """Write that trainers were rung. After the last session one says how it was and waits for a call."""
    done = {AfterStep.DEBRIEF: event.ends_at + timedelta(hours=1)}
    if not is_last:
        done[AfterStep.CHECK_IN] = event.ends_at + timedelta(days=2)
    for step, at in done.items():
        book.rows.add(StepDone, event_id=event.id, step=step, done_at=min(at, book.now), done_by_id=PRIYA)
    trainer = (
        select(Place.member_id)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .where(Place.event_id == event.id, Place.state == PlaceState.ATTENDED, SessionRole.does.in_(DELIVERS))
        .order_by(Place.id)
    )
    if is_last and (member_id := db.session.scalar(trainer.limit(1))):
        book.rows.add(
            TrainerFeedback,
            event_id=event.id,
            member_id=member_id,
            asked_at=min(event.ends_at + timedelta(hours=1), book.now),
            feeling=Feeling.MIXED,
            words="The group was kind. One question came too near, and I was glad of the break.",
            wants_call=True,
            said_at=min(event.ends_at + timedelta(hours=2), book.now),
        )


def _agree_figures(book: Book, year: int) -> None:
    """Write which figures of the year everybody reads, as the report counts them."""
    book.rows.write()
    viewer = db.session.get_one(Account, TOM)
    held = [line for line in sessions_asked(Asked(year), viewer=viewer, now=book.now) if not line.is_cancelled]
    taught = who_taught([line.event_id for line in held], viewer=viewer)
    for name, words in figures_of(held, taught).items():
        book.rows.add(AgreedFigure, year=year, name=name, words=words, agreed_at=book.now, agreed_by_id=TOM)


def _id(event_id: int, what: str, number: int) -> str:
    """Return an id that looks like a random one, and is the same each time the group is made."""
    return sha256(f"{event_id} {what} {number}".encode()).hexdigest()[:32]
