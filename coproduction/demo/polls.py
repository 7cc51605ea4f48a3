"""A meeting of the demonstration group that looks for its date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time, timedelta

from coproduction.core.dates import uk_moment
from coproduction.demo.book import Book
from coproduction.demo.people import NUMBER_OF, TOM
from coproduction.meetings.models import Poll, PollAnswer, PollOption, Suits
from coproduction.schedule.models import EventFormat

WEDNESDAY = 2
AHEAD = 24  # days, and then the first Wednesday
TIMES = (time(10), time(14), time(18))
ASKED_DAYS_AGO = 5
SUITS: Mapping[str, tuple[Suits, Suits, Suits]] = {
    "Ruth": (Suits.YES, Suits.YES, Suits.NO),
    "Jo": (Suits.YES, Suits.IF_NEED_BE, Suits.NO),
    "Megan": (Suits.NO, Suits.YES, Suits.YES),
    "Nasreen": (Suits.IF_NEED_BE, Suits.YES, Suits.IF_NEED_BE),
}


def write_poll(book: Book) -> None:
    """Write a poll about three times, with the answers of those who have answered."""
    first = book.day(AHEAD)
    first += timedelta(days=(WEDNESDAY - first.weekday()) % 7)
    poll_id = book.rows.add(
        Poll,
        title="Workshop on direct payments",
        focus="What makes direct payments hard, and what would help",
        minutes=90,
        format=EventFormat.ONLINE,
        venue_id=None,
        event_id=None,
        made_by_id=TOM,
        made_at=book.moment(ASKED_DAYS_AGO),
    )
    options = [
        book.rows.add(
            PollOption, poll_id=poll_id, starts_at=uk_moment(first + timedelta(days=day), at), is_proposed=True
        )
        for day, at in enumerate(TIMES)
    ]
    _write_answers(book, options)


def _write_answers(book: Book, options: Sequence[int]) -> None:
    for place, (name, said) in enumerate(SUITS.items()):
        for option_id, suits in zip(options, said, strict=True):
            book.rows.add(
                PollAnswer,
                option_id=option_id,
                member_id=NUMBER_OF[name],
                said=suits,
                answered_at=book.moment(ASKED_DAYS_AGO - 1 - place % 3),
            )
