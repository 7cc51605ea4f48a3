"""What is arranged for the people of the events to come: the programme compares, and coordinators have booked some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coproduction.core.database import db
from coproduction.demo.book import Book
from coproduction.members.models import Need, NeedKind
from coproduction.schedule.actions.alerts import compare_events_to_come
from coproduction.schedule.actions.arranging import COMES, COMES_NOT, MOVED, move
from coproduction.schedule.kinds.arrangements import ARRANGED
from coproduction.schedule.models import (
    Arrangement,
    ArrangementMove,
    ArrangementState,
    Event,
    LateChoice,
    Place,
    PlaceState,
)
from coproduction.schedule.rules.arrangements import BOOKED, book_by

BOOKED_AHEAD = timedelta(days=60)
# Who provides what, and for how many pence. What is not named here is still to be booked.
SUPPLIERS: Mapping[NeedKind, tuple[str, int | None]] = {
    NeedKind.BSL_INTERPRETER: ("Example Interpreters", 36_000),
    NeedKind.STEP_FREE: ("The venue", None),
    NeedKind.QUIET_ROOM: ("The venue", None),
    NeedKind.LARGE_PRINT: ("Our own office", None),
}
ASKED_FOR = (NeedKind.BSL_INTERPRETER,)
# What could not be had for the first event where it was needed, and what was agreed in its place.
NOT_TO_BE_HAD = NeedKind.SPEECH_TO_TEXT
NOBODY_IS_FREE = "The two people who do this are booked that day."
TAKEN_BY_VAN = NeedKind.TAXI
THE_VAN = "Tom brings Amara in the van with the ramp."


def arrange(book: Book) -> None:
    """Make the arrangements of every event to come, and bring some of those that are near to every state there is."""
    compare_events_to_come(now=book.now)
    near = _arrangements_to_come(book)
    for arrangement in near:
        if arrangement.kind and arrangement.event.starts_at < book.now + BOOKED_AHEAD:
            _book(book, arrangement, arrangement.kind)
    _decide(book, near)
    _look_again(book, near)
    _drop_for_those_who_stepped_back(book)
    db.session.flush()


def _arrangements_to_come(book: Book) -> Sequence[Arrangement]:
    return db.session.scalars(
        select(Arrangement)
        .join(Arrangement.event)
        .where(Event.starts_at > book.now)
        .options(joinedload(Arrangement.event).joinedload(Event.organiser))
        .order_by(Event.starts_at, Arrangement.id)
    ).all()


def _book(book: Book, arrangement: Arrangement, kind: NeedKind) -> None:
    if kind not in SUPPLIERS:
        return
    after = ArrangementState.REQUESTED if kind in ASKED_FOR else ArrangementState.CONFIRMED
    arrangement.supplier, arrangement.cost = SUPPLIERS[kind]
    move(arrangement, after, by=arrangement.event.organiser, now=book.now)


def _decide(book: Book, near: Sequence[Arrangement]) -> None:
    """Write down that one thing cannot be had, and that something else was agreed in place of another."""
    for arrangement in near:
        if arrangement.kind is NOT_TO_BE_HAD:
            after = ArrangementState.CANNOT_BE_MET
            move(arrangement, after, by=arrangement.event.organiser, now=book.now, reason=NOBODY_IS_FREE)
            break
    for arrangement in near:
        if arrangement.kind is TAKEN_BY_VAN:
            arrangement.instead, arrangement.late_choice = THE_VAN, LateChoice.AGREED
            break


def _look_again(book: Book, near: Sequence[Arrangement]) -> None:
    """What was booked for an event that moved is to be checked with its supplier."""
    for arrangement in near:
        if arrangement.event.sequence and arrangement.state in BOOKED:
            after = ArrangementState.CHECK_AGAIN
            move(arrangement, after, by=arrangement.event.organiser, now=book.now, reason=MOVED)


def _drop_for_those_who_stepped_back(book: Book) -> None:
    """Of what was made for members who come no more, tell the supplier if there is one; the rest is not needed."""
    for place, need in db.session.execute(
        select(Place, Need)
        .join(Event, Event.id == Place.event_id)
        .join(Need, Need.member_id == Place.member_id)
        .where(Place.state == PlaceState.STEPPED_BACK, Event.starts_at > book.now, Need.kind.in_(SUPPLIERS))
        .order_by(Place.id, Need.id)
    ).all():
        event = db.session.get_one(Event, place.event_id)
        arrangement = _made_for(place, need.kind, event)
        after = ArrangementState.NOT_NEEDED
        if need.kind in ASKED_FOR:
            arrangement.supplier, arrangement.cost = SUPPLIERS[need.kind]
            move(arrangement, ArrangementState.REQUESTED, by=event.organiser, now=place.moved_at)
            after = ArrangementState.TO_CANCEL
        move(arrangement, after, by=None, now=place.moved_at, reason=COMES_NOT)


def _made_for(place: Place, kind: NeedKind, event: Event) -> Arrangement:
    """Write what was to be booked for a member when they said that they would come."""
    arrangement = Arrangement(
        event_id=event.id,
        member_id=place.member_id,
        kind=kind,
        state=ArrangementState.TO_BOOK,
        book_by=book_by(event, ARRANGED[kind].lead.seed),
        owner_id=event.organiser_id,
        made_at=place.moved_at,
        moved_at=place.moved_at,
    )
    arrangement.moves.append(ArrangementMove(to_state=ArrangementState.TO_BOOK, moved_at=place.moved_at, reason=COMES))
    db.session.add(arrangement)
    return arrangement
