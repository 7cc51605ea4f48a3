"""Markdown that people type: safe, in the NHS look, with headings that fit below the page's own."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from coproduction.core.markdown import html_of_typed

HARMFUL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[press](javascript:alert(1))",
    "[press](JaVaScRiPt:alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD4=)",
    "[press](vbscript:msgbox)",
    "![track](https://example.org/pixel.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "<javascript:alert(1)>",
    '[a](https://example.org "x\\" onclick=\\"alert(1)")',
    "```<script>\nalert(1)\n```",
    "<iframe src='https://example.org'></iframe>",
    "# <svg onload=alert(1)>",
    "| <b onclick=a> |\n| --- |\n| <script>x</script> |",
)


@pytest.mark.parametrize("typed", HARMFUL)
def test_nothing_that_is_typed_becomes_a_script_a_picture_or_a_frame(typed):
    soup = BeautifulSoup(html_of_typed(typed), "html.parser")

    assert {tag.name for tag in soup.find_all()} <= {
        *("p", "a", "h2", "h3", "pre", "code", "table", "thead", "tbody", "tr", "th", "td")
    }
    for tag in soup.find_all():
        assert set(tag.attrs) <= {"href", "rel", "title", "class", "scope"}
        assert str(tag.get("href", "https://")).startswith("https://")


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        (
            "# What we said\n## Money",
            '<h2 class="nhsuk-heading-m">What we said</h2>\n<h3 class="nhsuk-heading-s">Money</h3>\n',
        ),
        ("### Money", '<h2 class="nhsuk-heading-m">Money</h2>\n'),
        ("- one\n- two", '<ul class="nhsuk-list nhsuk-list--bullet">\n<li>one</li>\n<li>two</li>\n</ul>\n'),
        ("[here](https://example.org)", '<p><a href="https://example.org" rel="noreferrer">here</a></p>\n'),
        ("Ben & **Jo**", "<p>Ben &amp; <strong>Jo</strong></p>\n"),
        ("", ""),
    ],
)
def test_what_is_typed_looks_like_the_rest_of_the_page(typed, html):
    assert html_of_typed(typed) == html
