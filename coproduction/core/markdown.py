"""Markdown that people type, as safe HTML in the NHS look. HTML in it is shown as text, and pictures are left out."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markupsafe import Markup

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
HIGHEST, LOWEST = 2, 6  # headings: a page has its own first one

_typed = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image"])


def html_of_typed(text: str) -> str:
    """Return the text as HTML. The highest headings in it become second ones; links tell nobody where they stood."""
    tokens = _typed.parse(text)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    down = HIGHEST - min(levels, default=HIGHEST)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(LOWEST, int(token.tag[1]) + down)}"
        if token.nesting == 1 and token.tag in CLASSES:
            token.attrSet("class", CLASSES[token.tag])
        if token.type == "th_open":
            token.attrSet("scope", "col")
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("rel", "noreferrer")
    return str(_typed.renderer.render(tokens, _typed.options, {}))


def kept(html: str) -> Markup:
    """Return HTML that `html_of_typed` made and that was kept, to be drawn as it is."""
    return Markup(html)  # noqa: S704 - made above, where what was typed is escaped
