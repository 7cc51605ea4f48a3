"""Search over the public pages: SQLite's own full-text index, kept in memory and filled once, at the start.

It knows nothing of accents, capitals and endings: "Décision" finds "decisions". A word of 3
letters or more finds words that begin with it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

LONGEST = 200
MOST_WORDS = 12
BEGINNING = 3  # letters, from which on a word finds those that begin with it
OPENS, CLOSES = "\ue000", "\ue001"  # private signs, which no page holds
# Words that say nothing about what is looked for.
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about am an and are as at be can cant do does for from get give have how i if in is it me my need not of on or
        our s so t that the there this to us want was we what when where which who whom why will with you your
        """,
    )
)
CREATE = """
    CREATE VIRTUAL TABLE page USING fts5 (
        title, words, summary, text, address UNINDEXED, label UNINDEXED,
        tokenize = 'porter unicode61 remove_diacritics 2'
    )
"""
# The weights are those of the columns, in their order: a word in the title says most about a page.
FIND = f"""
    SELECT address, label, highlight(page, 0, '{OPENS}', '{CLOSES}'), highlight(page, 2, '{OPENS}', '{CLOSES}'),
           snippet(page, 3, '{OPENS}', '{CLOSES}', '…', 24)
    FROM page WHERE page MATCH ? ORDER BY bm25(page, 30, 10, 5, 1), address
"""  # noqa: S608 - the only values are two signs of ours


class Entry(NamedTuple):
    """A page as the index knows it. `label` says what kind of page it is, where that matters."""

    address: str
    title: str
    words: str
    summary: str
    text: str
    label: str = ""


class Found(NamedTuple):
    """A page that was found, with the words that were looked for marked."""

    address: str
    label: str
    title: Markup
    summary: Markup
    snippet: Markup


class Results(NamedTuple):
    """What was found, best first. `is_loose` when no page holds all the words, and these hold some of them."""

    pages: Sequence[Found]
    is_loose: bool


class SearchIndex:
    """The index of one application. It is only ever read, so all threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(CREATE)
        self._database.executemany(
            "INSERT INTO page (address, title, words, summary, text, label) VALUES (?, ?, ?, ?, ?, ?)", entries
        )

    def search(self, asked: str) -> Results:
        """Return the pages that hold every word that says something, or else those that hold any."""
        words = _words(asked)
        found = self._find(" AND ".join(words)) if words else []
        if found or len(words) < 2:
            return Results(found, is_loose=False)
        return Results(self._find(" OR ".join(words)), is_loose=True)

    def _find(self, match: str) -> list[Found]:
        rows = self._database.execute(FIND, (match,)).fetchall()
        return [Found(address, label, *(_marked(text) for text in texts)) for address, label, *texts in rows]


def _words(asked: str) -> list[str]:
    """Return what to look for, in the index's own language. Nothing that a person types can be a command there."""
    typed = re.findall(r"\w+", asked[:LONGEST].lower())[:MOST_WORDS]
    telling = [word for word in typed if word not in SMALL_WORDS] or typed
    return [f'"{word}"{"*" if len(word) >= BEGINNING else ""}' for word in telling]


def _marked(text: str) -> Markup:
    marked = str(escape(text)).replace(OPENS, "<mark>").replace(CLOSES, "</mark>")
    return Markup(marked)  # noqa: S704 - escaped above, and the marks are ours
