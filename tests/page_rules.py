"""What every page must be before a test looks at what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

import html5lib
from bs4 import BeautifulSoup, Tag

from tests.once_a_run import is_known, remember

INLINE = {"a", "abbr", "b", "code", "em", "i", "label", "mark", "small", "span", "strong", "sub", "sup", "time"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
TOKEN = re.compile(r'value="[\w-]{40,}\.[\w-]+\.[\w-]+"')  # what guards a form, new on each page
TEXT = re.compile(r"""(?<=>)[^<>"'=`]+(?=<)""")  # whether of a page, or within the quotes of an attribute
WORDS = re.compile(r"(?<![\w&#])\w+(?:[ \n,.;:!?’“”()/£–-]+\w+)*")  # but for what an entity is called
VALUE = re.compile(r'( (?:action|for|href|id|name|src|value)=")[\w /.,:;?%+-]+(?=")')  # what the parser never looks at

_faultless: set[bytes] = set()


class Tags:
    """The tags of a page, found in one walk: `every` one, and those of some `named` kinds."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.every = [tag for tag in soup.descendants if isinstance(tag, Tag)]
        self._by_name: dict[str, list[Tag]] = {}
        for tag in self.every:
            self._by_name.setdefault(tag.name, []).append(tag)

    def named(self, *names: str) -> list[Tag]:
        """Return the tags with these names, by name."""
        return [tag for name in names for tag in self._by_name.get(name, ())]


def words_of(tag: Tag | None) -> str:
    """Return the words of a tag with single spaces, as they read on the page."""
    return "" if tag is None else " ".join("".join(_strings(tag)).split())


def _strings(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if not isinstance(child, Tag):
            yield str(child)
        elif child.get("aria-hidden") == "true":  # drawn for the eye, and said elsewhere
            continue
        elif child.name in INLINE:
            yield from _strings(child)
        else:
            yield from (" ", *_strings(child), " ")


@lru_cache(maxsize=96)
def soup_of(html: str) -> BeautifulSoup:
    """Return the tags of a page, which nobody may change: whoever reads the same page soon after gets the same ones."""
    return BeautifulSoup(html, "html.parser")


def faults_of(html: str) -> list[str]:
    """Return everything that is wrong with the page, in words.

    A page in which nothing was wrong is not read again: many tests see the same one, but for its forms' tokens.
    """
    known = _digest(TOKEN.sub('value=""', html))
    if known in _faultless:
        return []
    soup = soup_of(html)
    tags = Tags(soup)
    rules = (_syntax(html), _headings(soup, tags), _ids(tags), _labels(tags), _names(tags), _content_policy(tags))
    faults = [fault for rule in rules for fault in rule]
    if not faults:
        _faultless.add(known)
    return faults


def _digest(html: str) -> bytes:
    return sha256(html.encode()).digest()


def bones_of(html: str) -> str:
    """Return the page with one letter for some words of its text, and for what is valid HTML whatever it is."""
    if "<!--" in html:  # in which two dashes mean something
        return html
    return VALUE.sub(r"\1x", TEXT.sub(lambda text: WORDS.sub("x", text[0]), html))


def _syntax(html: str) -> Iterator[str]:
    bones = bones_of(html)
    if is_known(bones):
        return
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    if not parser.errors:
        remember(bones)
    lines = html.splitlines()
    for (line, _), code, _ in parser.errors:
        yield f"Not valid HTML: {code} at line {line}: {lines[line - 1].strip() if line <= len(lines) else ''}"


def _headings(soup: BeautifulSoup, tags: Tags) -> Iterator[str]:
    headings = tags.named("h1")
    if len(headings) != 1:
        yield f"There are {len(headings)} h1 headings, not one"
        return
    title, heading = words_of(soup.title).removeprefix("Error: "), words_of(headings[0])
    if not heading or not title.startswith(heading):
        yield f"The title '{title}' does not start with the heading '{heading}'"
    has_errors = any("nhsuk-error-summary" in (tag.get("class") or ()) for tag in tags.named("div"))
    if has_errors != words_of(soup.title).startswith("Error: "):
        yield f"The title '{words_of(soup.title)}' says 'Error: ' when there is none, or does not when there is"


def _ids(tags: Tags) -> Iterator[str]:
    ids = Counter(str(tag["id"]) for tag in tags.every if tag.has_attr("id"))
    yield from (f"The id '{name}' is there {times} times" for name, times in ids.items() if times > 1)
    for tag in tags.named("label", "input", "select", "textarea", "fieldset", "nav", "section", "div"):
        pointers = " ".join(
            str(tag.get(attribute) or "") for attribute in ("for", "aria-describedby", "aria-labelledby")
        )
        yield from (
            f"<{tag.name}> points to the id '{name}', which is not there"
            for name in pointers.split()
            if name not in ids
        )


def _labels(tags: Tags) -> Iterator[str]:
    labelled = {str(label["for"]) for label in tags.named("label") if label.has_attr("for") and words_of(label)}
    for control in tags.named("input", "select", "textarea"):
        if control.get("type") in NEEDS_NO_LABEL or control.get("aria-label") or control.get("aria-labelledby"):
            continue
        if control.get("id") not in labelled and not control.find_parent("label"):
            yield f"The field '{control.get('name')}' has no label"
    for fieldset in tags.named("fieldset"):
        if not words_of(fieldset.find("legend")):
            yield "A fieldset has no legend"


def _names(tags: Tags) -> Iterator[str]:
    for tag in tags.named("a", "button"):
        if not (words_of(tag) or tag.get("aria-label")):
            yield f"A <{tag.name}> has no words: {tag}"
    yield from (f"The image {image.get('src')} has no alt" for image in tags.named("img") if not image.has_attr("alt"))
    yield from ("A table has no header cells" for table in tags.named("table") if not table.find("th"))


def _content_policy(tags: Tags) -> Iterator[str]:
    for tag in tags.every:
        if tag.has_attr("style") or any(name.startswith("on") for name in tag.attrs):
            yield f"<{tag.name}> has a style or a script in an attribute, which the content policy forbids"
        if tag.name in {"script", "style"} and not tag.get("src"):
            yield f"There is a <{tag.name}> in the page, which the content policy forbids"
        if tag.name in {"script", "link", "img", "iframe"} and "//" in str(tag.get("src") or tag.get("href") or ""):
            yield f"<{tag.name}> asks another site for {tag.get('src') or tag.get('href')}"
