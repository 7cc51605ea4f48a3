"""What every page must be before a test looks at what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import html5lib
from bs4 import BeautifulSoup, Tag

INLINE = {"a", "abbr", "b", "code", "em", "i", "label", "mark", "small", "span", "strong", "sub", "sup", "time"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}


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


def faults_of(html: str, soup: BeautifulSoup) -> list[str]:
    """Return everything that is wrong with the page, in words."""
    rules = (_syntax(html), _headings(soup), _ids(soup), _labels(soup), _names(soup), _content_policy(soup))
    return [fault for rule in rules for fault in rule]


def _syntax(html: str) -> Iterator[str]:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    lines = html.splitlines()
    for (line, _), code, _ in parser.errors:
        yield f"Not valid HTML: {code} at line {line}: {lines[line - 1].strip() if line <= len(lines) else ''}"


def _headings(soup: BeautifulSoup) -> Iterator[str]:
    headings = soup.find_all("h1")
    if len(headings) != 1:
        yield f"There are {len(headings)} h1 headings, not one"
        return
    title, heading = words_of(soup.title).removeprefix("Error: "), words_of(headings[0])
    if not heading or not title.startswith(heading):
        yield f"The title '{title}' does not start with the heading '{heading}'"
    if bool(soup.select(".nhsuk-error-summary")) != words_of(soup.title).startswith("Error: "):
        yield f"The title '{words_of(soup.title)}' says 'Error: ' when there is none, or does not when there is"


def _ids(soup: BeautifulSoup) -> Iterator[str]:
    ids = Counter(str(tag["id"]) for tag in soup.find_all(id=True))
    yield from (f"The id '{name}' is there {times} times" for name, times in ids.items() if times > 1)
    for tag in soup.find_all(["label", "input", "select", "textarea", "fieldset", "nav", "section", "div"]):
        pointers = " ".join(
            str(tag.get(attribute) or "") for attribute in ("for", "aria-describedby", "aria-labelledby")
        )
        yield from (
            f"<{tag.name}> points to the id '{name}', which is not there"
            for name in pointers.split()
            if name not in ids
        )


def _labels(soup: BeautifulSoup) -> Iterator[str]:
    labelled = {str(label["for"]) for label in soup.find_all("label", attrs={"for": True}) if words_of(label)}
    for control in soup.find_all(["input", "select", "textarea"]):
        if control.get("type") in NEEDS_NO_LABEL or control.get("aria-label") or control.get("aria-labelledby"):
            continue
        if control.get("id") not in labelled and not control.find_parent("label"):
            yield f"The field '{control.get('name')}' has no label"
    for fieldset in soup.find_all("fieldset"):
        if not words_of(fieldset.find("legend")):
            yield "A fieldset has no legend"


def _names(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(["a", "button"]):
        if not (words_of(tag) or tag.get("aria-label")):
            yield f"A <{tag.name}> has no words: {tag}"
    yield from (
        f"The image {image.get('src')} has no alt" for image in soup.find_all("img") if not image.has_attr("alt")
    )
    yield from ("A table has no header cells" for table in soup.find_all("table") if not table.find("th"))


def _content_policy(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(True):
        if tag.has_attr("style") or any(name.startswith("on") for name in tag.attrs):
            yield f"<{tag.name}> has a style or a script in an attribute, which the content policy forbids"
        if tag.name in {"script", "style"} and not tag.get("src"):
            yield f"There is a <{tag.name}> in the page, which the content policy forbids"
        if tag.name in {"script", "link", "img", "iframe"} and "//" in str(tag.get("src") or tag.get("href") or ""):
            yield f"<{tag.name}> asks another site for {tag.get('src') or tag.get('href')}"
