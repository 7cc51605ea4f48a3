"""The public information pages: Markdown in content/, read and rendered once, when the application starts.

Each folder is a section; `sections.toml` says what it is called and in which order its pages stand.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from jinja2.exceptions import TemplateError
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup

from coproduction.core.dates import uk_short_date
from coproduction.site.headers import parted
from coproduction.site.markdown import html_of, words_of

HEADER = ("title", "summary", "owner", "checked")
MAY_FOLLOW = ("words",)
ELSEWHERE = "easy-read/"  # where a folder of a group’s own has its pages in Easy Read
HEADING = re.compile(r'<(?P<end>/?)h(?P<level>[2-5])(?P<dress> class="[^"]*")?(?: id="[^"]*")?>')
CHANGES = frozenset({"controller", "kept", "reply_days"})  # what a page may show that is not the same every day


class PageError(RuntimeError):
    """The content cannot be shown; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Page:
    """A public page, ready to show. Somebody owns it and has checked it on a day.

    `name` is its address without the first stroke, such as legal/privacy. `words` are what people may call it when
    they search. `source` is there when the page shows what is not the same every day, such as numbers that people set.
    """

    name: str
    title: str
    summary: str
    owner: str
    checked: date
    body: Markup
    text: str
    words: str = ""
    source: Template | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Pages of a section that belong together, under a heading."""

    heading: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of pages: its own title, and its pages in order.

    `opening` is the page that stands above their list. `leads_to_joining` when its pages end with the way to join.
    """

    name: str
    title: str
    summary: str
    groups: tuple[Group, ...]
    opening: Page | None
    leads_to_joining: bool

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages in order."""
        return tuple(page for group in self.groups for page in group.pages)

    @property
    def from_start_to_end(self) -> tuple[Page, ...]:
        """Return the opening page, if there is one, and then the pages in order."""
        return (self.opening, *self.pages) if self.opening else self.pages

    @property
    def checked(self) -> date:
        """Return when the page that was checked longest ago was checked."""
        days: list[date] = [page.checked for page in self.from_start_to_end]
        return min(days)


@dataclass(frozen=True, slots=True)
class Content:
    """All public pages by name, and the sections by name, in the order of the site."""

    pages: Mapping[str, Page]
    sections: Mapping[str, Section]

    @property
    def checked(self) -> date:
        """Return when the page that was checked longest ago was checked."""
        return min(page.checked for page in self.pages.values())

    def section_of(self, page: Page) -> Section:
        """Return the section in which the page stands."""
        return self.sections[page.name.partition("/")[0]]


def load_content(folder: Path, values: Mapping[str, Any], *, own: Path | None = None) -> Content:
    """Read and render every page in the folder and its sections. A page in `own` takes the place of ours of that name.

    A page may use `values` as {group.name}, and the day of its header as {checked}. Raises PageError for a header that
    is not complete, for a value that does not exist and for a page that stands in no section, so that a slip stops the
    start and not a reader.
    """
    folders = [each for each in (own, folder) if each]
    pages = {name: page for each in reversed(folders) for name, page in load_pages(each, values).items()}
    sections = _sections(next(file for each in folders if (file := each / "sections.toml").exists()), pages)
    lost = {*pages} - {*sections} - {page.name for each in sections.values() for page in each.pages}
    if lost:
        raise PageError(f"sections.toml: no section shows {', '.join(sorted(lost))}")
    return Content(pages, sections)


def load_pages(folder: Path, values: Mapping[str, Any]) -> Mapping[str, Page]:
    """Read and render every page in the folder, by name. Raises PageError, as above."""
    fill = Environment(
        variable_start_string="{",
        variable_end_string="}",
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown, below, escapes all HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    fill.filters["uk_short_date"] = uk_short_date
    pages = {}
    for file in sorted(folder.rglob("*.md")):
        name = file.relative_to(folder).with_suffix("").as_posix()
        if name.startswith(ELSEWHERE):
            continue
        try:
            text = file.read_text(encoding="utf-8")
            page = _page(name, fill.from_string(text).render(values, checked=_checked_in(text)))
            uses = find_undeclared_variables(fill.parse(text))
            pages[name] = replace(page, source=fill.from_string(text)) if CHANGES & uses else page
        except (TemplateError, ValueError, KeyError) as fault:
            raise PageError(f"{name}.md: {fault}") from fault
    return pages


def body_with(page: Page, values: Mapping[str, Any]) -> Markup:
    """Return the body with other values than those of the start: the numbers of today."""
    return (
        page.body
        if page.source is None
        else html_of(
            parted(page.source.render(values, checked=uk_short_date(page.checked)), must=HEADER, may=MAY_FOLLOW)[1]
        )
    )


def as_chapter(body: Markup) -> Markup:
    """Return the body as part of a longer page: headings a step lower, without the ids that pages may share."""
    return Markup(HEADING.sub(_one_step_lower, body))  # noqa: S704 - only the names of its tags change


def neighbours(section: Section, page: Page) -> tuple[Page | None, Page | None]:
    """Return the pages before and after this one in its section; None at the ends."""
    pages = section.pages
    here = pages.index(page)
    return (pages[here - 1] if here else None), (pages[here + 1] if here + 1 < len(pages) else None)


def _one_step_lower(tag: re.Match[str]) -> str:
    return f"<{tag['end']}h{int(tag['level']) + 1}{tag['dress'] or ''}>"


def _checked_in(text: str) -> str:
    """Return the day of the header in words, for a page that says it in its own words too."""
    return uk_short_date(date.fromisoformat(parted(text, must=HEADER, may=MAY_FOLLOW)[0]["checked"]))


def _page(name: str, text: str) -> Page:
    facts, body = parted(text, must=HEADER, may=MAY_FOLLOW)
    return Page(
        name=name,
        title=facts["title"],
        summary=facts["summary"],
        owner=facts["owner"],
        checked=date.fromisoformat(facts["checked"]),
        body=html_of(body),
        text=words_of(body),
        words=facts.get("words", ""),
    )


def _sections(file: Path, pages: Mapping[str, Page]) -> Mapping[str, Section]:
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        return {name: _section(name, facts, pages=pages) for name, facts in written.items()}
    except KeyError as fault:
        raise PageError(f"sections.toml: there is no {fault}") from fault


def _section(name: str, facts: Mapping[str, Any], *, pages: Mapping[str, Page]) -> Section:
    return Section(
        name,
        facts["title"],
        facts["summary"],
        groups=tuple(_groups(name, facts["pages"], pages=pages)),
        opening=pages.get(name),
        leads_to_joining=facts.get("leads_to_joining", False),
    )


def _groups(section: str, written: Mapping[str, list[str]], *, pages: Mapping[str, Page]) -> Iterator[Group]:
    for heading, names in written.items():
        yield Group(heading, tuple(pages[f"{section}/{name}"] for name in names))
