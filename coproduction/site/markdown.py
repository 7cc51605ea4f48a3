"""Markdown of our own content as HTML in the NHS look, and as plain words for the search.

HTML in the text is shown as text, never obeyed. A quotation is an inset; one that begins with a heading is a warning
(### heading) or the red card for emergencies (## heading).
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from coproduction.core.markdown import CLASSES
from coproduction.core.slugs import slug

INSET = '<div class="nhsuk-inset-text"><span class="nhsuk-u-visually-hidden">Information: </span>\n'
WARNING = '<div class="nhsuk-warning-callout">\n'
EMERGENCY = """<div class="nhsuk-card nhsuk-card--care nhsuk-card--care--emergency">
<div class="nhsuk-card__heading-container">
"""
BELOW_EMERGENCY = """</h2>
<span class="nhsuk-card--care__arrow" aria-hidden="true"></span></div>
<div class="nhsuk-card__content">
"""
SAID_FIRST = '<span role="text"><span class="nhsuk-u-visually-hidden">{}: </span>'

markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def html_of(text: str) -> Markup:
    """Return the text as HTML in the NHS look, each heading with an id made of its words."""
    tokens = _with_callouts(markdown.parse(text))
    for position, token in enumerate(tokens):
        if token.nesting == 1 and token.tag in CLASSES and not token.attrGet("class"):
            token.attrSet("class", CLASSES[token.tag])
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "heading_open":
            token.attrSet("id", slug(tokens[position + 1].content))
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S704 - HTML is escaped above


def words_of(text: str) -> str:
    """Return the plain words of the text: no signs, no addresses, one space between words."""
    blocks = [token.children or [] for token in markdown.parse(text) if token.type == "inline"]
    return " ".join(" ".join("".join(_plain(part) for part in block) for block in blocks).split())


def _plain(part: Token) -> str:
    return " " if part.type in {"softbreak", "hardbreak"} else part.content


def _with_callouts(tokens: Sequence[Token]) -> list[Token]:
    """Turn each quotation into what it stands for. Quotations do not stand inside each other."""
    found: list[Token] = []
    closing = ""
    for position, token in enumerate(tokens):
        if token.type == "blockquote_open":
            opening, closing = _callout(tokens[position + 1 : position + 4])
            found.append(_html(opening))
        elif token.type == "blockquote_close":
            found.append(_html(closing))
        else:
            found.append(token)
    return found


def _callout(begins: Sequence[Token]) -> tuple[str, str]:
    """Return what stands around a quotation. A heading with which it begins is dressed for its place."""
    heading = begins[0]
    if heading.type != "heading_open":
        return INSET, "</div>\n"
    words = begins[1]
    if heading.tag == "h2":
        heading.attrSet("class", "nhsuk-card__heading nhsuk-heading-m")
        _say_first(words, "Immediate action required")
        words.children = [*(words.children or []), _html(BELOW_EMERGENCY)]
        begins[2].hidden = True  # the heading is closed already
        return EMERGENCY, "</div></div>\n"
    heading.attrSet("class", "nhsuk-warning-callout__label nhsuk-heading-m")
    _say_first(words, "Important")
    return WARNING, "</div>\n"


def _say_first(words: Token, what: str) -> None:
    """Let a screen reader say what kind of box it is, before the heading's own words."""
    words.children = [_html(SAID_FIRST.format(what)), *(words.children or []), _html("</span>")]


def _html(text: str) -> Token:
    return Token("html_inline", "", 0, content=text)
