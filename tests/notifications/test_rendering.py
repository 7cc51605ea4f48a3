"""Emails from Markdown: what strangers call themselves stays words, and what we link stays a link."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies
from jinja2 import UndefinedError

from coproduction.notifications.rendering import ZERO_WIDTH_SPACE, document, escaped, markdown

CLOSING = """---

This message is from My Life Choices, NHS Nottingham and Nottinghamshire Integrated Care Board.

If you would like to speak to somebody, phone 0115 496 0000 or email hello@example.org.
"""
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NAMES = (
    "[Win a prize](https://evil.example.org)",
    "<a href='https://evil.example.org'>Win</a>",
    "<https://evil.example.org>",
    "![](https://evil.example.org/x.png)",
    "**Amara** _Okafor_ `x`",
    "# Amara",
    "- Amara",
    "1. Amara",
    "> Amara",
    "Amara\\",
    "&lt;Amara&gt;",
    "{{ group.name }}",
    "---",
    "[x]: https://evil.example.org",
)


def words_shown(html: str) -> str:
    """Return the words of the first paragraph as a person reads them."""
    paragraph = BeautifulSoup(html, "html.parser").p
    assert paragraph is not None
    assert not paragraph.find_all(), f"there is markup in {paragraph}"
    return paragraph.get_text().replace(ZERO_WIDTH_SPACE, "")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_makes_neither_a_link_nor_markup(rendered, name):
    words = rendered("Subject: Hello {{ name }}\n\nHello {{ name }}.\n\n{{ name }}\n", name=name)

    assert words.subject == f"Hello {name}"
    assert words_shown(words.html) == f"Hello {name}."
    assert words.text.replace(ZERO_WIDTH_SPACE, "") == f"Hello {name}.\n\n{name}\n\n{CLOSING}"


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=strategies.text(max_size=40))
def test_any_text_at_all_shows_as_itself_on_one_line(name):
    kept = [char for char in name if char.isspace() or (unicodedata.category(char) != "Cc" and char not in TURNING)]

    shown = words_shown(markdown.render(f"a{escaped(name)}a"))

    assert shown.rstrip("\n") == f"a{' '.join(''.join(kept).split())}a".replace(ZERO_WIDTH_SPACE, "")


def test_a_line_end_in_a_name_adds_no_header_and_no_paragraph(rendered):
    words = rendered(
        "Subject: Hello {{ name }}\n\nHello {{ name }}.\n", name="Amara\r\nBcc: all@example.org\r\n\r\n# Hi\u2028x"
    )

    assert words.subject == "Hello Amara Bcc: all@example.org # Hi x"
    assert words.text == f"Hello Amara Bcc: all@example.org # Hi x.\n\n{CLOSING}"


def test_hidden_characters_are_taken_out_of_a_name(rendered):
    assert rendered("Subject: Hello {{ name }}\n\nHi\n", name="Am\x00a\x1b\u202era").subject == "Hello Amara"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("https://evil.example.org/x", "https:|//evil.|example.|org/x"),
        ("www.evil.co.uk", "www.|evil.|co.|uk"),
        ("HTTP://EVIL.COM", "HTTP:|//EVIL.|COM"),
        ("amara@example.org", "amara@example.org"),
        ("user@evil.com/x", "user@evil.|com/x"),
        ("Dr. A. Okafor at 2.30pm", "Dr. A. Okafor at 2.30pm"),
    ],
)
def test_no_mail_program_sees_a_web_address_in_a_name(rendered, name, shown):
    shown = shown.replace("|", ZERO_WIDTH_SPACE)

    words = rendered("Subject: Hello\n\n{{ name }}\n\n{{ link(name, 'https://localhost/') }}\n", name=name)

    assert words.text.startswith(f"{shown}\n\n{shown}: https://localhost/\n")
    assert words.html.startswith(f'<p>{shown}</p>\n<p><a href="https://localhost/">{shown}</a></p>')


def test_a_web_address_in_a_subject_is_broken_up_where_the_email_shows_it(app):
    page = document("Hello www.evil.com", "<p>Hi</p>")

    assert "www.evil" not in page


@pytest.mark.parametrize("source", ["{{ link('Answer now', url) }}", "[Answer now]({{ url }})"])
def test_a_link_of_ours_leads_where_it_should_in_both_parts(rendered, source):
    url = "http://localhost/answer/a_b-c*d(e)%20f?x=1&y=~2#top"

    words = rendered(f"Subject: Hi\n\n{source}\n", url=url)

    link = BeautifulSoup(words.html, "html.parser").a
    assert link is not None
    assert (link.get_text(), link["href"]) == ("Answer now", url)
    assert words.text == f"Answer now: {url}\n\n{CLOSING}"


def test_a_link_that_would_run_a_script_is_no_link(rendered):
    assert "<a" not in rendered("Subject: Hi\n\n{{ link('x', 'javascript:alert(1)') }}\n").html.split("<hr")[0]


def test_nothing_missing_is_papered_over(rendered):
    with pytest.raises(UndefinedError):
        rendered("Subject: Hi\n\n{{ nmae }}\n", name="Amara")
    with pytest.raises(ValueError, match="None"):
        rendered("Subject: Hi\n\n{{ name }}\n", name=None)
    with pytest.raises(ValueError, match="Subject: "):
        rendered("Hello\n\n{{ name }}\n", name="Amara")


def test_somebodys_own_text_keeps_its_paragraphs_and_lines(rendered):
    said = "I can come.\r\nBut late.\r\n\r\n    # Really: *late*\r\n- x"

    words = rendered("Subject: Hi\n\nThey wrote:\n\n{{ said | paragraphs }}\n", said=said)

    assert words.text == f"They wrote:\n\nI can come.\nBut late.\n\n# Really: *late*\n- x\n\n{CLOSING}"
    assert words.html.startswith(
        "<p>They wrote:</p>\n<p>I can come.<br />\nBut late.</p>\n<p># Really: *late*<br />\n- x</p>\n"
    )


def test_dates_are_in_uk_words_and_uk_time(rendered):
    summer = datetime(2027, 6, 10, 9, 30, tzinfo=UTC)

    words = rendered("Subject: {{ at | uk_short_date }}\n\n{{ uk_period(at, at) }}, {{ at | uk_time }}\n", at=summer)

    assert words.subject == "10 June 2027"
    assert words.text.startswith("Thursday 10 June 2027, 10:30am to 10:30am, 10:30am\n")


def test_the_plain_text_reads_well_aloud(rendered):
    words = rendered(
        """Subject: What to bring

## What to bring

Please bring **one** of
these _things_:

- a passport
- a letter, either
  - from a bank
  - or [from us]({{ url }})

1. Come in.
2. Say `hello`.

> Ask for Priya.

    0115

***

[Is it far?]({{ url }}) Not at all.\\
Really.
""",
        url="https://localhost/map",
    )

    assert words.text == (
        "What to bring\n\nPlease bring one of these things:\n\n- a passport\n- a letter, either\n  - from a bank\n"
        "  - or from us: https://localhost/map\n\n1. Come in.\n2. Say hello.\n\nAsk for Priya.\n\n0115\n\n---\n\n"
        f"Is it far? https://localhost/map Not at all.\nReally.\n\n{CLOSING}"
    )


def test_every_email_ends_with_who_sent_it_and_how_to_reach_them(rendered):
    html = BeautifulSoup(rendered("Subject: Hi\n\nHello.\n").html, "html.parser")

    assert [link["href"] for link in html.find_all("a")] == ["tel:01154960000", "mailto:hello@example.org"]


def test_the_html_of_an_email_is_a_whole_accessible_page(app: Flask, rendered: Any):
    words = rendered("Subject: Tea & <cake>\n\n## When\n\nToday.\n")

    page = document(words.subject, words.html)

    parser = html5lib.HTMLParser(strict=True)
    parser.parse(page)
    soup = BeautifulSoup(page, "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert soup.title is not None
    assert soup.title.get_text() == "Tea & <cake>"
    assert [(tag.name, tag.get_text()) for tag in soup.find_all(["h1", "h2"])] == [
        ("h1", "Tea & <cake>"),
        ("h2", "When"),
    ]
    assert not soup.find_all(["img", "script", "link", "table"])
