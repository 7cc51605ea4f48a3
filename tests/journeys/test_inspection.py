"""What the journeys' inspection finds on a page that nobody should be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.people import NARROW, WIDE, Person
from tests.journeys.platform import Platform
from tests.notifications.mail_server import Postbox

NOWHERE = Platform("http://127.0.0.1:9", {}, Postbox())
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Made up</title></head>
<body><main><h1>Made up</h1>{}</main></body></html>"""
Opens = Callable[[str], Person]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def opens(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Opens]:
    """Opens a page with these contents and a script of its own."""
    person = Person(chromium, NOWHERE, scripts=request.param, widths=(NARROW, WIDE))
    person.context.route("**/app.js", lambda route: route.fulfill(body="document.body.append('It ran')"))

    def opens(contents: str) -> Person:
        html = PAGE.format(contents + '<script src="/app.js"></script>')
        person.context.route("**/made-up", lambda route: route.fulfill(body=html, content_type="text/html"))
        return person.opens("/made-up")

    yield opens
    person.context.close()


def test_a_page_that_is_fit_for_everybody_passes_and_its_scripts_run_only_if_they_should(opens: Opens) -> None:
    person = opens("<p>All is well.</p>")

    assert ("It ran" in person.page.content()) is person.scripts


@pytest.mark.parametrize(
    ("contents", "width", "fault"),
    [
        ('<p style="color: #ccc">Pale words</p>', 320, "color-contrast"),
        (
            "<style>p {color: #ccc} @media (max-width: 500px) {p {color: #000}}</style><p>Pale</p>",
            1280,
            "color-contrast",
        ),
        ('<input name="unnamed">', 320, "label"),
        ('<div style="width: 600px">Wide</div>', 320, "is 608 px wide"),
    ],
)
def test_what_is_wrong_at_one_width_alone_is_found(opens: Opens, contents: str, width: int, fault: str) -> None:
    with pytest.raises(AssertionError, match=rf"{fault}.*|at {width} px.*{fault}") as found:
        opens(contents)

    assert f"at {width} px" in str(found.value)


def test_a_page_that_asks_another_site_for_something_is_found(opens: Opens) -> None:
    with pytest.raises(AssertionError, match=r"https://elsewhere\.example\.org/spy\.png"):
        opens('<img src="https://elsewhere.example.org/spy.png" alt="">')
