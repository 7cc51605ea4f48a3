"""Who booked training of the demonstration group: the next session is full and one waits; of the last two all is known.

Everybody here is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.demo.book import Book
from coproduction.members.models import NeedKind
from coproduction.schedule.models import Event, EventState
from coproduction.training.models import BookingState, Course, Delegate, SessionBookings, TrainingSession
from coproduction.training.rules.codes import LETTERS

CODES = {"last2see": "CVJA", "past2see": "HVJA"}  # of the last sessions, and how the codes of certificates end there
PLACES, PLACES_OF_LAST = 20, 8
NAMES = (
    "Aoife Brennan",
    "Callum Dray",
    "Priti Shah",
    "Joanna Wrobel",
    "Femi Adewale",
    "Lorna Pike",
    "Gethin Rees",
    "Sana Malik",
    "Ottoline Marsh",
    "Derek Fenn",
    "Yusra Haddad",
    "Bryony Tull",
    "Marcus Oyelaran",
    "Hettie Cole",
    "Ines Duarte",
    "Rohan Mistry",
    "Winnie Sharpe",
    "Tomasz Gala",
    "Nell Hartley",
    "Idris Bevan",
    "Carys Lowe",
    "Stellan Moor",
)
JOBS = ("Nurse", "Occupational therapist", "Team leader", "Support worker")
NEEDS = {
    2: ([str(NeedKind.LARGE_PRINT)], ""),
    5: ([str(NeedKind.STEP_FREE), str(NeedKind.PARKING)], ""),
    9: ([], "I sit near the door, please."),
    13: ([str(NeedKind.LARGE_PRINT)], ""),
}
BEYOND = {"Stellan Moor": BookingState.CANCELLED}
DID_NOT_COME = 3
# Who asked for a place at the last session and got none: whoever of them comes all the same is written down beside.
WITHOUT_PLACE = {"Ottoline Marsh": BookingState.WAITING, "Derek Fenn": BookingState.LAPSED}
BOOKED: Mapping[str, Any] = {
    "state": BookingState.BOOKED,
    "is_of_host": False,
    "answer_by": None,
    "reminded_for": None,
    "asked_at_end": False,
    "asked_later": False,
    "answered_at_end": False,
    "answered_later": False,
    "came": None,
    "certificate": None,
    "certified_course": None,
}


def write_delegates(book: Book) -> None:
    """Write who booked the next session, and the last one; the events are written already."""
    book.rows.write()
    sessions = (
        select(Event, TrainingSession.team, Course.name)
        .join(TrainingSession, TrainingSession.event_id == Event.id)
        .join(Course, Course.id == TrainingSession.course_id)
        .where(Event.follows_id.is_(None), Course.is_for_members.is_(False))
    )
    to_come = sessions.where(Event.state == EventState.PUBLISHED, Event.starts_at > book.now)
    over = sessions.where(Event.state == EventState.HELD, Event.ends_at < book.now)
    if found := db.session.execute(to_come.order_by(Event.starts_at, Event.id).limit(1)).one_or_none():
        _write_full(book, found.Event, found.team)
    last = db.session.execute(over.order_by(Event.starts_at.desc(), Event.id).limit(len(CODES)))
    for at, (code, found) in enumerate(zip(CODES, last, strict=False)):
        _write_held(book, found.Event, found.team, course=found.name, code=code)
        if at == 0:
            _write_without_place(book, found.Event, found.team)


def _write_full(book: Book, event: Event, team: str) -> None:
    _open(book, event, code="full2see", capacity=PLACES, is_listed=True, notes="Ask for the training at reception.")
    booked_at = min(book.moment(20), event.starts_at - timedelta(days=20))
    for turn, name in enumerate(NAMES, start=1):
        state = BookingState.BOOKED if turn <= PLACES else BEYOND.get(name, BookingState.WAITING)
        _add(book, event, turn=turn, name=name, team=team, at=booked_at + timedelta(hours=turn), state=state)


def _write_held(book: Book, event: Event, team: str, *, course: str, code: str) -> None:
    _open(book, event, code=code, capacity=PLACES_OF_LAST, is_open=False)
    booked_at = event.starts_at - timedelta(days=30)
    for turn, name in enumerate(NAMES[:PLACES_OF_LAST], start=1):
        came = turn != DID_NOT_COME
        certificate = f"DEM2QKT7WXR4PNH{LETTERS[turn].upper()}{CODES[code]}" if came else None
        _add(
            book,
            event,
            turn=turn,
            name=name,
            team=team,
            at=booked_at + timedelta(hours=turn),
            came=came,
            certificate=certificate,
            certified_course=course if came else None,
        )


def _write_without_place(book: Book, event: Event, team: str) -> None:
    for turn, (name, state) in enumerate(WITHOUT_PLACE.items(), start=PLACES_OF_LAST + 1):
        booked_at = event.starts_at - timedelta(days=30) + timedelta(hours=turn)
        _add(book, event, turn=turn, name=name, team=team, at=booked_at, state=state)


def _open(
    book: Book,
    event: Event,
    *,
    code: str,
    capacity: int,
    is_open: bool = True,
    is_listed: bool = False,
    notes: str = "",
) -> None:
    book.rows.add(
        SessionBookings,
        event_id=event.id,
        code=code,
        host_seed=f"demonstration-host-{event.id}",
        capacity=capacity,
        is_open=is_open,
        is_listed=is_listed,
        held=0,
        held_until=None,
        host_name="",
        host_email="",
        joining_notes=notes,
        needs_seen_at=None,
    )


def _add(book: Book, event: Event, *, turn: int, name: str, team: str, at: datetime, **more: Any) -> None:
    """Write a delegate; `more` is what is not so of those who booked and of whom nothing else is known."""
    needs, notes = NEEDS.get(turn, ([], "")) if event.starts_at > book.now else ([], "")
    book.rows.add(
        Delegate,
        event_id=event.id,
        turn=turn,
        seed=f"demonstration-delegate-{event.id}-{turn}",
        name=name,
        email=f"{name.lower().replace(' ', '.')}@example.org",
        phone="",
        team=team[0].upper() + team[1:],
        job=JOBS[turn % len(JOBS)],
        needs=needs,
        needs_notes=notes,
        needs_changed_at=at if needs or notes else None,
        booked_at=at,
        confirmed_at=at,
        moved_at=at,
        moves_made=2,
        **{**BOOKED, **more},
    )
