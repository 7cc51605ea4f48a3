"""Which words of a text name a candidate: whoever was not chosen must not be named, and messages go by email."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coproduction.core.refusals import Refusal

A_CANDIDATE = "(a candidate)"
SHORTEST = 2
TITLES = frozenset(("dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "rev"))
_ALL = re.compile(r"\w+")
# Names that are words of everyday texts too: only how they are written says which is meant.
WORDS_TOO = frozenset(
    _ALL.findall(
        """
        an are at be best by can do even he her in is le long ma man me my new no on or per so some son song sun than
        the they to today us van win wing
        april august dawn day june march may spring summer winter
        angel art candidate chance charity chase destiny faith grace grant guy happy harmony honour hope joy justice
        lucky major mark merit patience peace precious pride rich rose sky star true unity will
        autumn brook field fields flowers forest garden green hill hills lake lane leaf moon park pool river rivers
        rock snow stone storm waters wood woods
        bishop bond bridge bright brown black blue carer carpenter case chair church cook court cross dean driver
        english fair farmer fisher ford foster french friend gold good gray grey hall hand head holder house hunt
        judge keen key king kind knight law little lord love low manager mill money noble north page parks porter post
        power powers price prior quick read reader reed rice ring root sales sharp short silver singer small smart
        south speed steel strange street strong sweet swift teacher tower trainer turner walker wall ward way wells
        welsh west white wild wise wish wright young
        """,
    )
)
TIMES = frozenset(_ALL.findall("january march april may june august spring summer autumn winter"))
BEFORE_TIMES = frozenset(
    _ALL.findall(
        "after before by during each early every from in last late mid next of on since st nd rd th the this through"
        " till until"
    )
)
# What follows a name at the start of a sentence, and seldom the same word when it is none.
AFTER_NAMES = frozenset(
    _ALL.findall(
        "and answered came did does gave got had has is knew or said scored seemed showed spoke started starts told was"
        " were will won would"
    )
)
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")
_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_ENDS_SENTENCE = re.compile(r"[.!?:;\n•]")


class Word(NamedTuple):
    """A word or a number of a text: in small letters without accents, where it stands, and what stands before it."""

    plain: str
    start: int
    end: int
    gap: str
    is_capital: bool


class Named(NamedTuple):
    """Where a text names a candidate, and which part of the name, as it was entered."""

    start: int
    end: int
    name: str


def refuse_names_in(words: str, names: Iterable[str], *, field: str) -> None:
    """Refuse, beside `field`, words that name a candidate, as `named_in` finds them."""
    if named := next(named_in(words, names), None):
        raise Refusal(f"Leave out “{named.name}”, which is in the name of a candidate", field=field)


def without_names(words: str, names: Iterable[str]) -> str:
    """Return the words with “(a candidate)” in place of each name, as `named_in` finds them."""
    kept = words
    for named in sorted(named_in(words, names), reverse=True):
        kept = kept[: named.start] + A_CANDIDATE + kept[named.end :]
    return kept


def named_in(words: str, names: Iterable[str]) -> Iterator[Named]:
    """Yield where the words name a candidate: by the whole name, the first and the last, or one part of it.

    Capital letters and accents make no difference: JORDAN and jordan are Jordan. Only a part that is a word of everyday
    texts too, such as May, Grace or Young, has to be written as a name: with a capital letter within a sentence (“they
    chose Grace”), or at its start before what people do (“Grace was close”, “May’s answers”). So “the team may ask”,
    “May we ask you again?” and “Young people liked it” are taken, and so is a month with its “in” or its day: “starts
    in May”. Words in brackets behind a name, initials and titles are no part of it.
    """
    said = _words_of(words)
    for name in names:
        parts = _parts(name)
        whole = [*_whole(said, parts, " ".join(_IN_BRACKETS.sub(" ", name).split()))]
        yield from whole
        for at, word in enumerate(said):
            is_in_whole = any(named.start <= word.start < named.end for named in whole)
            if not is_in_whole and word.plain in parts and _is_name(said, at):
                yield Named(word.start, word.end, parts[word.plain])


def _whole(said: Sequence[Word], parts: dict[str, str], name: str) -> Iterator[Named]:
    """Yield where the whole name stands, or the first and the last of it, in either order."""
    plain = list(parts)
    if len(plain) < 2:
        return
    orders = {tuple(plain), tuple(plain[::-1]), (plain[0], plain[-1]), (plain[-1], plain[0])}
    for at, word in enumerate(said):
        for order in sorted(orders, key=len, reverse=True):
            run = said[at : at + len(order)]
            if tuple(each.plain for each in run) == order and not any(_starts_sentence(each) for each in run[1:]):
                yield Named(word.start, run[-1].end, name)
                break


def _is_name(said: Sequence[Word], at: int) -> bool:
    """Say whether a word that is a part of a name is written as one."""
    word = said[at]
    if word.plain not in WORDS_TOO:
        return True
    if not word.is_capital or _is_time(said, at):
        return False
    if not _starts_sentence(word):
        return True
    following = said[at + 1] if at + 1 < len(said) else None
    if following is None or _starts_sentence(following):
        return True
    return following.plain in AFTER_NAMES or (following.plain == "s" and following.gap in ("'", "’"))


def _is_time(said: Sequence[Word], at: int) -> bool:
    """Say whether a month or a season is meant: “in May”, “3 May”, “May 2027”, “in May or June”."""
    if said[at].plain not in TIMES:
        return False
    before = [word.plain for word in said[max(at - 2, 0) : at]]
    after = said[at + 1].plain if at + 1 < len(said) else ""
    if after.isdigit() or (before and (before[-1] in BEFORE_TIMES or before[-1].isdigit())):
        return True
    return len(before) == 2 and before[1] in ("and", "or", "to") and before[0] in TIMES


def _starts_sentence(word: Word) -> bool:
    return word.start == len(word.gap) or bool(_ENDS_SENTENCE.search(word.gap))


def _parts(name: str) -> dict[str, str]:
    """Return the parts of a name that can name somebody, as they are compared and as they were entered."""
    spelled = unicodedata.normalize("NFC", _IN_BRACKETS.sub(" ", name))
    words = [word for word in _words_of(spelled) if len(word.plain) >= SHORTEST and word.plain not in TITLES]
    if any(word.is_capital for word in words):
        words = [word for word in words if word.is_capital]
    return {word.plain: spelled[word.start : word.end] for word in words if not word.plain.isdigit()}


def _words_of(text: str) -> list[Word]:
    words, end = [], 0
    for found in _WORD.finditer(text):
        word = found.group()
        words.append(Word(_plain(word), found.start(), found.end(), text[end : found.start()], word[0].isupper()))
        end = found.end()
    return words


def _plain(word: str) -> str:
    """Return the word in small letters and without accents."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
