"""The papers of the demonstration group: each document with the formats in which people can have it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from coproduction.demo.book import Book
from coproduction.demo.people import PRIYA
from coproduction.demo.word_files import word_file
from coproduction.documents.models import Document, DocumentVersion, FileType, VersionFormat
from coproduction.documents.store import Store

POINTS: Mapping[VersionFormat, int] = {
    VersionFormat.STANDARD: 12,
    VersionFormat.EASY_READ: 16,
    VersionFormat.LARGE_PRINT: 24,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands in a paper: as it was written, in large print if that is wished for, and in Easy Read."""

    title: str
    words: tuple[str, ...]
    easy: tuple[str, ...] = ()
    is_in_large_print: bool = False
    bsl_video: str = ""
    is_in_braille: bool = False


BUDGETS = Paper(
    "How personal health budgets are agreed",
    (
        "This paper says how the team agrees a personal health budget, and where it takes too long.",
        "Last year 412 people asked for a budget. Half of them had an answer within 6 weeks.",
        "We ask members: which step should be shorter, and what should nobody have to say twice?",
    ),
    (
        "This is about personal health budgets.",
        "Some people wait a long time.",
        "Tell us what would make it better.",
    ),
    is_in_large_print=True,
    bsl_video="https://video.example.org/budgets-in-bsl",
    is_in_braille=True,
)
PAYMENT = Paper(
    "How members are paid: draft of new rules",
    (
        "Members can choose to be paid for their time. The rules are from 2019.",
        "This draft says who pays, how much, and how soon after a meeting.",
    ),
)
LETTERS = Paper(
    "Letters that people can read",
    (
        "We looked at 20 letters that the service sends. Four could be read by somebody of 11.",
        "The new letters say first what happens next, and end with whom to ring.",
    ),
    ("We made letters easier to read.", "Do you like the new letters?"),
)
NUMBERS = Paper(
    "How people hear about us",
    ("Of 60 people who joined, 34 heard from somebody they know, and 9 from a poster.",),
)
TOGETHER = Paper(
    "How we work together",
    (
        "We listen, and one person talks at a time.",
        "We say so when we do not understand a word.",
        "Everybody can take a break, turn their camera off, or leave early.",
    ),
    ("We listen.", "We ask when a word is hard.", "You can take a break."),
    is_in_large_print=True,
)


def write_document(book: Book, paper: Paper, *, store: Store, days_ago: int, is_for_all: bool = False) -> int:
    """Write the document with its versions, put its files in the store, and return its number."""
    made_at = book.moment(days_ago)
    document_id = book.rows.add(
        Document, title=paper.title, about="", is_for_all=is_for_all, made_at=made_at, made_by_id=PRIYA
    )
    for format_, version in formats_of(paper).items():
        is_file = isinstance(version, bytes)
        book.rows.add(
            DocumentVersion,
            document_id=document_id,
            format=format_,
            file_key=store.put(io.BytesIO(version)) if isinstance(version, bytes) else None,
            file_type=FileType.WORD if is_file else None,
            size=len(version) if is_file else None,
            link="" if is_file else version,
            added_at=made_at,
            added_by_id=PRIYA,
        )
    return document_id


def formats_of(paper: Paper) -> dict[VersionFormat, bytes | str]:
    """Return the formats in which there is a paper: a file, a link, or nothing for what is made on request."""
    words = {VersionFormat.STANDARD: paper.words}
    if paper.easy:
        words[VersionFormat.EASY_READ] = paper.easy
    if paper.is_in_large_print:
        words[VersionFormat.LARGE_PRINT] = paper.words
    formats: dict[VersionFormat, bytes | str] = {
        format_: word_file(paper.title, said, points=POINTS[format_]) for format_, said in words.items()
    }
    if paper.bsl_video:
        formats[VersionFormat.BSL_VIDEO] = paper.bsl_video
    if paper.is_in_braille:
        formats[VersionFormat.BRAILLE] = ""
    return formats
