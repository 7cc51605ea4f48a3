"""The Easy Read pages: one idea in short sentences beside one picture. Read once, when the application starts.

Easy Read is a version of its own, not a page with fewer words. A file has a header and then headings and ideas:

    ## What we do

    meeting: We meet and make **plans**.
      A **plan** says what will happen.

`meeting` names the drawing pictures/meeting.svg; each line is one sentence. Drawings stand in the page itself: packed
together they weigh a third of what they weigh packed one by one, and nobody waits for thirty of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from markupsafe import Markup

from coproduction.site.headers import parted
from coproduction.site.markdown import markdown, words_of
from coproduction.site.pages import PageError

HEADER = ("title", "summary", "owner", "checked", "standard")
MOST_WORDS = 14  # a sentence has fewer than 15
VALUE = re.compile(r"\{[^}]*\}")
SECOND_SENTENCE = re.compile(r"[.?!]\s+\S")
IDEA = re.compile(r"(?P<picture>[a-z][a-z-]*): (?P<sentence>.+)")
FURTHER = re.compile(r"  (?P<sentence>\S.*)")

Ideas: TypeAlias = list[tuple[str, list[str]]]  # as they are written: a picture’s name, and its sentences


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea: its picture by name and as drawn, and the sentences that stand beside it."""

    picture: str
    drawing: Markup
    sentences: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the ideas under it."""

    heading: str
    ideas: tuple[Idea, ...]


@dataclass(frozen=True, slots=True)
class EasyPage:
    """An Easy Read page, ready to show. `standard` is the address of the page of which it is a version.

    `text` holds its plain words, for the search.
    """

    name: str
    title: str
    summary: str
    owner: str
    checked: date
    standard: str
    parts: tuple[Part, ...]
    text: str

    @property
    def drawing(self) -> Markup:
        """Return the drawing that stands for the page: its first."""
        return self.parts[0].ideas[0].drawing


def load_pictures(folders: Iterable[Path]) -> Mapping[str, Markup]:
    """Read every drawing in the folders, by name: one in a later folder takes the place of ours of that name.

    A screen reader passes them by: the words beside them say it all.
    """
    files = (file for folder in folders for file in sorted(folder.glob("*.svg")))
    return {file.stem: _drawing(file.read_text(encoding="utf-8")) for file in files}


def load_easy_pages(
    folders: Sequence[Path], pictures: Mapping[str, Markup], values: Mapping[str, Any]
) -> Mapping[str, EasyPage]:
    """Read every Easy Read page in the folders, by name, in the order of `order.toml`.

    What stands in a later folder takes the place of what has the same name in an earlier one. A page may use `values`
    as {group.name}. Raises PageError for a picture that is not in `pictures`, a sentence of 15 words or more, two
    sentences in a line, a header that is not complete or a page without a place, so that a slip stops the start.
    """
    files = {file.stem: file for folder in folders for file in sorted(folder.glob("*.md"))}
    order = _order([file for folder in folders if (file := folder / "order.toml").exists()][-1])
    if {*files} != {*order}:
        raise PageError(f"easy-read/order.toml: these differ: {', '.join(sorted({*files} ^ {*order}))}")
    return {name: _read(files[name], pictures, values=values) for name in order}


def standard_pages(pages: Iterable[EasyPage]) -> Mapping[str, EasyPage]:
    """Return the Easy Read pages by the address of the page of which each is a version."""
    return {page.standard: page for page in pages}


def _drawing(svg: str) -> Markup:
    return Markup(svg.strip().replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S704 - our own


def _order(file: Path) -> list[str]:
    names: list[str] = tomllib.loads(file.read_text(encoding="utf-8"))["pages"]
    return names


def _read(file: Path, pictures: Mapping[str, Markup], *, values: Mapping[str, Any]) -> EasyPage:
    try:
        return _page(file.stem, file.read_text(encoding="utf-8"), pictures=pictures, values=values)
    except (AttributeError, KeyError, ValueError) as fault:
        raise PageError(f"easy-read/{file.name}: {fault}") from fault


def _page(name: str, text: str, *, pictures: Mapping[str, Markup], values: Mapping[str, Any]) -> EasyPage:
    facts, body = parted(text, must=HEADER)
    drafts = _parts_of(body)
    _refuse_unfit(drafts, pictures)
    sentences = [sentence for _, ideas in drafts for _, said in ideas for sentence in said]
    return EasyPage(
        name=name,
        title=facts["title"].format(**values),
        summary=facts["summary"].format(**values),
        owner=facts["owner"].format(**values),
        checked=date.fromisoformat(facts["checked"]),
        standard=facts["standard"],
        parts=tuple(_part(heading, ideas, pictures=pictures, values=values) for heading, ideas in drafts),
        text=words_of("\n\n".join(sentences).format(**values)),
    )


def _parts_of(body: str) -> list[tuple[str, Ideas]]:
    """Return the headings with their ideas, as they are written."""
    parts: list[tuple[str, Ideas]] = []
    for line in filter(str.strip, body.splitlines()):
        if line.startswith("## "):
            parts.append((line.removeprefix("## "), []))
        elif parts and (idea := IDEA.fullmatch(line)):
            parts[-1][1].append((idea["picture"], [idea["sentence"]]))
        elif parts and parts[-1][1] and (further := FURTHER.fullmatch(line)):
            parts[-1][1][-1][1].append(further["sentence"])
        else:
            raise ValueError(f"{line!r} is neither '## heading', nor 'picture: sentence', nor a sentence set in by two")
    return parts


def _refuse_unfit(parts: list[tuple[str, Ideas]], pictures: Iterable[str]) -> None:
    """Refuse what a reader of Easy Read should not meet. A value, such as the group's name, counts as one word."""
    for heading, ideas in parts:
        if not ideas:
            raise ValueError(f"nothing stands under the heading {heading!r}")
        for picture, sentences in ideas:
            if picture not in pictures:
                raise ValueError(f"there is no picture {picture!r}")
            for sentence in sentences:
                _refuse_long(sentence)


def _refuse_long(sentence: str) -> None:
    plain = words_of(VALUE.sub("value", sentence))
    if len(plain.split()) > MOST_WORDS:
        raise ValueError(f"{plain!r} has {len(plain.split())} words; {MOST_WORDS} are the most")
    if not plain.endswith((".", "?", "!")) or SECOND_SENTENCE.search(plain):
        raise ValueError(f"{plain!r} is not one sentence")


def _part(heading: str, ideas: Ideas, *, pictures: Mapping[str, Markup], values: Mapping[str, Any]) -> Part:
    return Part(
        heading.format(**values),
        tuple(
            Idea(picture, pictures[picture], tuple(_sentence(sentence.format(**values)) for sentence in said))
            for picture, said in ideas
        ),
    )


def _sentence(text: str) -> Markup:
    return Markup(markdown.renderInline(text))  # noqa: S704 - this Markdown shows HTML as text
