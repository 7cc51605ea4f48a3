"""What is arranged for the people of the events to come: the programme compares, and coordinators have booked some."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coproduction.core.database import db
from coproduction.demo.book import Book
from coproduction.members.models import NeedKind
from coproduction.schedule.actions.alerts import compare_events_to_come
from coproduction.schedule.actions.arranging import move
from coproduction.schedule.models import Arrangement, ArrangementState, Event

BOOKED_AHEAD = timedelta(days=60)
# Who provides what, and for how many pence. What is not named here is still to be booked.
SUPPLIERS: Mapping[NeedKind | None, tuple[str, int | None]] = {
    NeedKind.BSL_INTERPRETER: ("Example Interpreters", 36_000),
    NeedKind.STEP_FREE: ("The venue", None),
    NeedKind.QUIET_ROOM: ("The venue", None),
    NeedKind.LARGE_PRINT: ("Our own office", None),
}
ASKED_FOR = (NeedKind.BSL_INTERPRETER,)


def arrange(book: Book) -> None:
    """Make the arrangements of every event to come, and book some of those that are near."""
    compare_events_to_come(now=book.now)
    near = (
        select(Arrangement)
        .join(Arrangement.event)
        .where(Event.starts_at < book.now + BOOKED_AHEAD, Arrangement.kind.in_(SUPPLIERS))
        .options(joinedload(Arrangement.event).joinedload(Event.organiser))
        .order_by(Arrangement.id)
    )
    for arrangement in db.session.scalars(near).all():
        after = ArrangementState.REQUESTED if arrangement.kind in ASKED_FOR else ArrangementState.CONFIRMED
        arrangement.supplier, arrangement.cost = SUPPLIERS[arrangement.kind]
        move(arrangement, after, by=arrangement.event.organiser, now=book.now)
    db.session.flush()
