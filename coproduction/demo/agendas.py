"""The agendas of the demonstration group, and when their papers went: in time, late, and not yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coproduction.core.dates import uk_wall
from coproduction.demo.book import Book
from coproduction.demo.papers import BUDGETS, LETTERS, NUMBERS, PAYMENT, TOGETHER, Paper, formats_of, write_document
from coproduction.demo.people import PRIYA
from coproduction.documents.store import Store
from coproduction.meetings.models import AgendaItem, PaperSending, SentPaper
from coproduction.schedule.models import Event

NO_EASY_READ = "The figures came on the day before. Easy Read follows, and we read the paper out at the meeting."
IN_TIME, LATE = 9, 1  # days before the meeting
WRITTEN_BEFORE = 12


class Item(NamedTuple):
    """One item of an agenda: its paper, if it has one."""

    title: str
    minutes: int
    owner: str = ""
    paper: Paper | None = None


WELCOME = (Item("Welcome, and who is here", 10, "Priya Nair"), Item("What we agreed last time", 10, "Priya Nair"))
BREAK = Item("Break", 15)
CLOSE = Item("Anything else", 15, "Priya Nair")
NEXT = (
    *WELCOME,
    Item(BUDGETS.title, 35, "Amara Okafor", BUDGETS),
    BREAK,
    Item(PAYMENT.title, 35, "Tom Hesketh", PAYMENT),
    CLOSE,
)
LAST = (*WELCOME, Item(LETTERS.title, 50, "Ruth Adeyemi-Clarke", LETTERS), BREAK, Item("Winter", 20), CLOSE)
BEFORE = (*WELCOME, Item(NUMBERS.title, 40, "Tom Hesketh", NUMBERS), BREAK, Item("The hall", 30), CLOSE)


def write_agendas(book: Book, held: Sequence[Event], to_come: Sequence[Event], *, store: Store) -> None:
    """Write the agendas of the last two meetings and of the next, with what is for everybody to read."""
    write_document(book, TOGETHER, store=store, days_ago=300, is_for_all=True)
    for event in to_come[:1]:
        _write_agenda(book, event, NEXT, store=store)
    for event in held[-1:]:
        _send(book, event, _write_agenda(book, event, LAST, store=store), days_before=IN_TIME)
    for event in held[-2:-1]:
        _send(book, event, _write_agenda(book, event, BEFORE, store=store), days_before=LATE, reason=NO_EASY_READ)


def _write_agenda(book: Book, event: Event, items: Sequence[Item], *, store: Store) -> dict[int, Paper]:
    """Write an agenda, and return its papers by the number of their document."""
    days_ago = max(1, (book.today - uk_wall(event.starts_at).date()).days + WRITTEN_BEFORE)
    papers = {}
    for position, item in enumerate(items, start=1):
        document_id = None
        if item.paper:
            document_id = write_document(book, item.paper, store=store, days_ago=days_ago)
            papers[document_id] = item.paper
        book.rows.add(
            AgendaItem,
            event_id=event.id,
            position=position,
            title=item.title,
            minutes=item.minutes,
            owner=item.owner,
            is_break=item is BREAK,
            document_id=document_id,
        )
    return papers


def _send(book: Book, event: Event, papers: dict[int, Paper], *, days_before: int, reason: str = "") -> None:
    """Write that the papers went to everybody so many days before the meeting."""
    days_ago = (book.today - uk_wall(event.starts_at).date()).days + days_before
    sending_id = book.rows.add(
        PaperSending, event_id=event.id, sent_at=book.moment(days_ago), sent_by_id=PRIYA, reason=reason
    )
    for document_id, paper in papers.items():
        for format_ in formats_of(paper):
            book.rows.add(SentPaper, event_id=event.id, document_id=document_id, format=format_, sending_id=sending_id)
