"""What came of the meetings of the demonstration group: minutes, decisions, and what people said they would do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.markdown import html_of_typed
from coproduction.demo.agendas import write_agendas
from coproduction.demo.book import Book
from coproduction.demo.people import NUMBER_OF, PRIYA, TOM
from coproduction.documents.store import Store
from coproduction.meetings.models import ActionPoint, Decision, Meeting, Minutes, MinutesState
from coproduction.schedule.models import Event, EventState, Met, NeedsArranged, NeedsMet, Place, PlaceState

LAST = """## Who was there

Nine members, three people from the NHS and two interpreters.

## What we talked about

- We read the new letters aloud. Two of them are still too long.
- Members asked for a phone number on every page.

## What happens next

Tom brings the letters back when they are shorter.
"""
BEFORE = """## What we talked about

- We looked at how people hear about us. Most hear from somebody they know.
- The hall is too cold. Priya talks to them.
"""
FIRST = """We made the plan for the winter. Nobody wanted to change the times of our meetings."""
OF_LAST = (
    "Every letter has a name and a phone number at its end.",
    "We meet in the large room from now on, because it has a loop.",
)
SAID: Sequence[tuple[Met | None, str]] = (
    (None, ""),
    (Met.YES, ""),
    (Met.PARTLY, "The loop was switched off until the break."),
)
OF_BEFORE = ("Members choose the first item of every agenda.",)


def keep_records(book: Book, *, store: Store) -> None:
    """Write the agendas and papers of the next meeting and of the last two, and what came of those before today."""
    meetings = _monthly_meetings()
    held = [event for event in meetings if event.state is EventState.HELD]
    to_come = [event for event in meetings if event.starts_at > book.now and event.state is EventState.PUBLISHED]
    write_agendas(book, held, to_come, store=store)
    first, before, last = held[-3:]
    _write_minutes(book, last, text=LAST, decisions=OF_LAST)
    _write_minutes(book, before, text=BEFORE, decisions=OF_BEFORE)
    _write_minutes(book, first, text=FIRST, decisions=(), agreed_at=before)
    _write_actions(book, before, last)
    _ask_whether_met(book, last)
    book.rows.write()


def _monthly_meetings() -> Sequence[Event]:
    """Return the meetings of the group that have been called after their focus, soonest first."""
    return db.session.scalars(
        select(Event)
        .join(Meeting, Meeting.event_id == Event.id)
        .where(Meeting.is_by_hand)
        .order_by(Event.starts_at, Event.id)
    ).all()


def _write_minutes(
    book: Book, event: Event, *, text: str, decisions: Sequence[str], agreed_at: Event | None = None
) -> None:
    """Write the minutes of a meeting and what it decided; the later meeting that agreed them, if one has."""
    book.rows.add(
        Minutes,
        event_id=event.id,
        text=text,
        html=html_of_typed(text),
        state=MinutesState.AGREED if agreed_at else MinutesState.SHARED,
        written_by_id=PRIYA,
        changed_at=event.ends_at + timedelta(hours=2),
        agreed_at=agreed_at.ends_at if agreed_at else None,
        agreed_by_meeting_id=agreed_at.id if agreed_at else None,
    )
    for words in decisions:
        book.rows.add(Decision, event_id=event.id, words=words, noted_at=event.ends_at, noted_by_id=PRIYA)


def _write_actions(book: Book, before: Event, last: Event) -> None:
    """Write one action that is done, one that is late and carried over, and one that a member still has time for."""
    done = {"done_at": last.starts_at, "done_by_id": PRIYA}
    to_do = {"done_at": None, "done_by_id": None}
    ruth, amara = ({"member_id": NUMBER_OF[name], "account_id": None} for name in ("Ruth", "Amara"))
    tom = {"member_id": None, "account_id": TOM}
    for event, words, who, in_days, outcome in (
        (before, "Ask the hall about the heating.", ruth, -20, done),
        (before, "Make the two long letters shorter.", tom, -3, to_do),
        (last, "Write down three questions about budgets for the next meeting.", amara, 9, to_do),
    ):
        book.rows.add(ActionPoint, event_id=event.id, words=words, due_on=book.day(in_days), **who, **outcome)


def _ask_whether_met(book: Book, event: Event) -> None:
    """Write that those who came were asked if they had what they needed, and what two of them said."""
    asked_at = min(event.ends_at + timedelta(days=1), book.now - timedelta(hours=1))
    came = select(Place.member_id).where(Place.event_id == event.id, Place.state == PlaceState.ATTENDED)
    for member_id, (met, words) in zip(db.session.scalars(came.order_by(Place.id)).all(), SAID, strict=False):
        book.rows.add(
            NeedsMet,
            event_id=event.id,
            member_id=member_id,
            asked_at=asked_at,
            answered_at=asked_at if met else None,
            met=met,
            words=words,
        )
    book.rows.add(NeedsArranged, event_id=event.id, needed=5, confirmed=4)
