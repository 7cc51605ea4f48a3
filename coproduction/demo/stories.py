"""What trainers of the demonstration group share of their own story, and what they say about the sessions to come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select

from coproduction.core.database import db, is_one_of
from coproduction.demo.book import Book
from coproduction.demo.people import NUMBER_OF
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import is_published
from coproduction.training.kinds import TRAINS
from coproduction.training.models import Recording, SessionRole, StorySheet, TrainerAnswer, TrainingSession

WRITTEN_DAYS_AGO = 40


class Sheet(NamedTuple):
    """A trainer's sheet."""

    shares: str
    keeps_private: str
    recording: Recording


SHEETS: Mapping[str, Sheet] = {
    "Amara": Sheet("How I chose who helps me at home, and what it changed.", "What I earn. My family.", Recording.ASK),
    "Ruth": Sheet("The first meeting at which somebody asked what I wanted.", "My time in hospital.", Recording.YES),
    "Megan": Sheet("How I get ready for a meeting.", "Where I live, and with whom.", Recording.ASK),
    "Kieran": Sheet("What helps me when there are too many words.", "School.", Recording.NO),
}
SAID_YES = ("Amara", "Ruth")  # the others have not said yet
SHARES = "Ruth"


def write_stories(book: Book) -> None:
    """Write the sheets, and what is said about the sessions to come; the events are written already."""
    for name, sheet in SHEETS.items():
        book.rows.add(
            StorySheet,
            member_id=NUMBER_OF[name],
            shares=sheet.shares,
            keeps_private=sheet.keeps_private,
            recording=sheet.recording,
            changed_at=book.moment(WRITTEN_DAYS_AGO),
        )
    _write_answers(book)


def _write_answers(book: Book) -> None:
    names = {NUMBER_OF[name]: name for name in SAID_YES}
    held = (
        select(Place.event_id, Place.member_id)
        .join(Place.role)
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .join(TrainingSession, TrainingSession.event_id == Place.event_id)
        .join(EventRole.event)
        .where(is_published(), Event.starts_at > book.now, Place.state == PlaceState.HELD)
        .where(is_one_of(SessionRole.does, TRAINS), Place.member_id.in_(names))
        .order_by(Place.event_id, Place.member_id)
    )
    for event_id, member_id in db.session.execute(held).all():
        book.rows.add(
            TrainerAnswer,
            event_id=event_id,
            member_id=member_id,
            may_be_recorded=True,
            shares_story=names[member_id] == SHARES,
        )
