"""Members who were asked when they could take part in what is to come, some of whom have answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.demo.book import Book
from coproduction.demo.people import PRIYA
from coproduction.members.models import Member
from coproduction.notifications.models import Channel
from coproduction.rosters.emails import availability_asked
from coproduction.rosters.models import Availability, AvailabilityDate, AvailabilityRound, CanCome
from coproduction.rosters.queries.asking import suited_to
from coproduction.schedule.models import Event, EventKind, EventState, Via

AHEAD = timedelta(days=45)
DATES, ASKED_DAYS_AGO, ANSWERED_DAYS_AGO, DAYS_LEFT = 3, 4, 2, 6
SILENT = ("Amara", "Kieran")
# What those who have answered say of one date after the other.
SAID = (CanCome.YES, CanCome.MAYBE, CanCome.YES, CanCome.NO)


def ask_about_dates(book: Book) -> None:
    """Write a question about some panels and a session, and answers. Whoever has no email is still to be asked."""
    sessions = _for(SILENT[-1], _to_come(book, EventKind.TRAINING), now=book.now)
    events = [*_to_come(book, EventKind.PANEL)[:DATES], *sessions[:1]]
    if not events:
        return
    asked_at = book.moment(ASKED_DAYS_AGO)
    question = AvailabilityRound(
        words="Lunch is there for everybody who comes.",
        answer_by=book.day(DAYS_LEFT),
        asked_by_id=PRIYA,
        asked_at=asked_at,
    )
    question.dates = [AvailabilityDate(event_id=event.id) for event in events]
    db.session.add(question)
    db.session.flush()
    to_tell = _write_answers(question, events, asked_at=asked_at, answered_at=book.moment(ANSWERED_DAYS_AGO))
    availability_asked(
        question, list(to_tell), events={member.id: about for member, about in to_tell.items()}, now=asked_at
    )


def _to_come(book: Book, kind: EventKind) -> Sequence[Event]:
    return db.session.scalars(
        select(Event)
        .where(
            Event.kind == kind,
            Event.state == EventState.PUBLISHED,
            Event.starts_at > book.now + AHEAD,
            Event.follows_id.is_(None),
        )
        .order_by(Event.starts_at, Event.id)
    ).all()


def _for(name: str, events: Sequence[Event], *, now: datetime) -> list[Event]:
    """Return those of the events to which this member could come."""
    return [event for event in events if name in {member.known_as for member in suited_to(event, now=now).to_ask}]


def _write_answers(
    question: AvailabilityRound, events: list[Event], *, asked_at: datetime, answered_at: datetime
) -> dict[Member, list[Event]]:
    """Write what each was asked and said; return those who are still to be rung or written to, with their dates."""
    to_tell: dict[Member, list[Event]] = {}
    says = cycle(SAID)
    for event in events:
        for member in suited_to(event, now=asked_at).to_ask:
            has_said = member.channel is Channel.EMAIL and member.known_as not in SILENT
            row = Availability(round_id=question.id, event_id=event.id, member_id=member.id, asked_at=asked_at)
            if has_said:
                row.said, row.for_start, row.answered_at, row.via = next(says), event.starts_at, answered_at, Via.EMAIL
            elif member.channel is not Channel.EMAIL:
                to_tell.setdefault(member, []).append(event)
            db.session.add(row)
    db.session.flush()
    return to_tell
