"""From one Markdown template to an email's subject, plain text and HTML.

Every value that a template shows is escaped, so that a name can make neither a link nor markup; only `link` makes
links. Web addresses in running text get an invisible space, so that no mail program makes a link of them either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup

from config import Group
from coproduction.core.dates import uk_date, uk_datetime, uk_period, uk_short_date, uk_time
from coproduction.notifications.plain_text import plain_text, words_of

EMAILS = Path(__file__).parent.parent / "templates" / "emails"
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
WEB_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=\w\.)(?=[^\W\d]{2})")
HEADING = "nhsuk-heading-s"  # for the pages that show the words to staff; emails have styles of their own
ZERO_WIDTH_SPACE = "\u200b"
PARAGRAPH_BREAK = re.compile(r"\n\s*\n")

markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink"])


@dataclass(frozen=True, slots=True)
class Words:
    """A rendered message. The HTML is a fragment: `document` wraps it for an email."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of a message to many, with marks where each reads their own."""

    words: Words

    def filled(self, names: Mapping[str, str], links: Mapping[str, str]) -> Words:
        """Return the words as one of them reads it: exactly what `render` would have made."""
        subject, text, html = self.words.subject, self.words.text, self.words.html
        for mark, value in names.items():
            said = " ".join(_visible(value).split())
            shown = _broken_up(said)
            subject = subject.replace(own_mark(mark), said)
            text = text.replace(own_mark(mark), shown)
            html = html.replace(own_mark(mark), escapeHtml(shown))
        for mark, url in links.items():
            text, html = text.replace(own_mark(mark), url), html.replace(own_mark(mark), escapeHtml(url))
        return Words(subject, text, html)


class Markdown(str):
    """Text that is Markdown already, and is not escaped again."""

    __slots__ = ()


def render(template: str, values: dict[str, Any]) -> Words:
    """Return the words of `emails/<template>.md`, closed with who sent them and how to reach them.

    The template's first line is 'Subject: …', then a blank line, then Markdown with headings from level 2.
    """
    source = environment().get_template(f"{template}.md").render(values, group=_group())
    first_line, _, body = source.partition("\n")
    if not first_line.startswith("Subject: "):
        raise ValueError(f"The first line of {template}.md does not start with 'Subject: '.")
    text, html = _both_parts(body)
    closing_text, closing_html = closing(_group())
    return Words(
        subject=words_of(markdown.parseInline(first_line.removeprefix("Subject: "))),
        text=f"{text}\n{closing_text}",
        html=html + closing_html,
    )


def pattern_for(template: str, values: Mapping[str, Any], *, own: Collection[str]) -> Pattern:
    """Render once what many are told. `own` are the names of the values that each has their own of.

    A template may only show those, in a line of words or as a link: it must not decide anything by them.
    """
    return Pattern(render(template, {**values, **{name: own_mark(name) for name in own}}))


def own_mark(name: str) -> str:
    """Return what stands for somebody's own value: letters and digits, which Markdown leaves alone.

    For values that are put together from several that are somebody's own, such as a list of links.
    """
    return f"zqx{name.replace('_', '')}xqz"


def as_copy(words: Words, name: str, *, reader: str) -> Words:
    """Return the words as a copy for somebody else: it says so, and of whose message."""
    line = environment().get_template("copy.md").render(name=name, reader=reader)
    text, html = _both_parts(line)
    return Words(
        subject=f"Copy of what we told {name}: {words.subject}", text=f"{text}\n{words.text}", html=html + words.html
    )


@cache
def closing(group: Group) -> tuple[str, str]:
    """Return who sends the emails and how to reach them, as text and as HTML."""
    return _both_parts(environment().get_template("layout.md").render(group=group))


def document(subject: str, html: str) -> str:
    """Return the whole HTML page of an email around a rendered fragment."""
    content = Markup(html)  # noqa: S704 - made by render, from escaped Markdown
    return layouts().get_template("layout.html").render(subject=_broken_up(subject), content=content, group=_group())


@cache
def environment() -> Environment:
    """Return the templates' own Jinja: a name that is not given is an error, and so is None."""
    emails = Environment(
        loader=FileSystemLoader(EMAILS),
        autoescape=False,  # noqa: S701 - Markdown, not HTML: `finalize` escapes
        undefined=StrictUndefined,
        finalize=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    emails.filters.update({words.__name__: words for words in (uk_date, uk_short_date, uk_time, uk_datetime)})
    emails.filters["paragraphs"] = paragraphs
    emails.globals.update(uk_period=uk_period, link=link)
    return emails


@cache
def layouts() -> Environment:
    """Return the Jinja of the HTML around an email."""
    return Environment(
        loader=FileSystemLoader(EMAILS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def escaped(value: object) -> str:
    """Return the value as Markdown that shows it as it is, on one line. Refuses None: an email must not say it."""
    if isinstance(value, Markdown):
        return value
    if value is None:
        raise ValueError("An email template shows a value that is None.")
    return PUNCTUATION.sub(r"\\\1", " ".join(_visible(str(value)).split()))


def link(words: str, url: str) -> Markdown:
    """Return a link of ours. The only way in which a value becomes one."""
    return Markdown(f"[{escaped(words)}]({escaped(url)})")


def paragraphs(text: str) -> Markdown:
    """Return somebody's own text with its paragraphs and line breaks kept, and nothing else."""
    blocks = PARAGRAPH_BREAK.split(text.replace("\r\n", "\n").strip())
    return Markdown("\n\n".join("\\\n".join(escaped(line) for line in block.split("\n")) for block in blocks))


def _group() -> Group:
    group: Group = current_app.config["SETTINGS"].group
    return group


def _visible(text: str) -> str:
    """Return the text without control and direction characters, which could hide or turn round what it says."""
    return "".join(" " if char.isspace() else char for char in text if char.isspace() or _is_shown(char))


def _is_shown(char: str) -> bool:
    return unicodedata.category(char) != "Cc" and char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _both_parts(source: str) -> tuple[str, str]:
    """Return Markdown as text and as HTML, with the web addresses in its words broken up."""
    tokens = markdown.parse(source)
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("class", HEADING)
        for child in token.children or ():
            if child.type == "text":
                child.content = _broken_up(child.content)
    return plain_text(tokens), markdown.renderer.render(tokens, markdown.options, {})


def _broken_up(text: str) -> str:
    """Put an invisible space into web addresses; an email address is harmless and stays whole to be copied."""
    words = (
        word if "@" in word and "/" not in word else WEB_ADDRESS.sub(ZERO_WIDTH_SPACE, word) for word in text.split(" ")
    )
    return " ".join(words)
