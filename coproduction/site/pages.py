"""The public information pages: Markdown in content/, read and rendered once, when the application starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import TemplateError
from markdown_it import MarkdownIt
from markupsafe import Markup

HEADER = ("title", "summary", "owner", "checked")
CLASSES = {
    "h2": "nhsuk-heading-m",
    "h3": "nhsuk-heading-s",
    "ul": "nhsuk-list nhsuk-list--bullet",
    "ol": "nhsuk-list nhsuk-list--number",
    "table": "nhsuk-table",
    "thead": "nhsuk-table__head",
    "tbody": "nhsuk-table__body",
    "tr": "nhsuk-table__row",
    "th": "nhsuk-table__header",
    "td": "nhsuk-table__cell",
}


class PageError(RuntimeError):
    """A page of content cannot be shown; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Page:
    """A public page, ready to show. Somebody owns it and has checked it on a day."""

    name: str
    title: str
    summary: str
    owner: str
    checked: date
    body: Markup


def load_pages(folder: Path, values: Mapping[str, Any]) -> Mapping[str, Page]:
    """Read and render every page in the folder, by name.

    A page may use `values` as {group.name}. Raises PageError for a header that is not complete and for a value that
    does not exist, so that a slip stops the start and not a reader.
    """
    fill = Environment(
        variable_start_string="{",
        variable_end_string="}",
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown, below, escapes all HTML
        keep_trailing_newline=True,
    )
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    pages = {}
    for file in sorted(folder.glob("*.md")):
        try:
            text = fill.from_string(file.read_text(encoding="utf-8")).render(values)
            pages[file.stem] = _page(file.stem, text, markdown=markdown)
        except (TemplateError, ValueError) as fault:
            raise PageError(f"{file.name}: {fault}") from fault
    return pages


def _page(name: str, text: str, *, markdown: MarkdownIt) -> Page:
    header, found, body = text.removeprefix("---\n").partition("\n---\n")
    if not found:
        raise ValueError("the header must stand between two lines of ---")
    facts = dict(_fact(line) for line in header.splitlines())
    if tuple(facts) != HEADER:
        raise ValueError(f"the header must have {', '.join(HEADER)}, in this order")
    return Page(
        name=name,
        title=facts["title"],
        summary=facts["summary"],
        owner=facts["owner"],
        checked=date.fromisoformat(facts["checked"]),
        body=_rendered(body, markdown=markdown),
    )


def _fact(line: str) -> tuple[str, str]:
    key, colon, value = line.partition(": ")
    if not colon:
        raise ValueError(f"the header line {line!r} is not 'name: value'")
    return key, value.strip()


def _rendered(body: str, *, markdown: MarkdownIt) -> Markup:
    """Turn Markdown into HTML in the NHS look. HTML in the text is shown as text, never obeyed."""
    tokens = markdown.parse(body)
    for token in tokens:
        if token.nesting == 1 and token.tag in CLASSES:
            token.attrSet("class", CLASSES[token.tag])
        if token.type == "th_open":
            token.attrSet("scope", "col")
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704 - HTML is escaped above
