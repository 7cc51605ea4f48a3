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
SCRIPT = """document.body.append("It ran");
onresize = () => requestAnimationFrame(() => document.body.classList.toggle("small", innerWidth < 500));"""
GREY = '<p style="color: #707070">Grey words</p>'
LARGE = '<p style="color: #888; font-size: 2rem">Large words</p>'
Opens = Callable[[str], Person]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def opens(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Opens]:
    """Opens a page with these contents and a script of its own."""
    person = Person(chromium, NOWHERE, scripts=request.param, widths=(NARROW, WIDE))
    person.context.route("**/app.js", lambda route: route.fulfill(body=SCRIPT))

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


@pytest.mark.parametrize(
    "pale",
    [
        f'<div style="background: #bbb">{GREY}</div>',
        f'<div style="opacity: 0.8">{GREY}</div>',
        f'<div style="position: absolute; inset: 0; background: #bbb; z-index: -1"></div>{GREY}',
        f"<style>p {{-webkit-text-fill-color: #999}}</style>{GREY}",
        LARGE.replace("2rem", "1rem"),
    ],
)
def test_words_that_are_fit_in_one_place_are_found_pale_in_another(opens: Opens, pale: str) -> None:
    opens(GREY + LARGE)

    with pytest.raises(AssertionError, match="color-contrast"):
        opens(pale)


@pytest.mark.parametrize("opens", [True], indirect=True)
def test_what_scripts_make_of_a_small_screen_is_inspected(opens: Opens) -> None:
    with pytest.raises(AssertionError, match=r"at 320 px.*color-contrast"):
        opens("<style>.small p {color: #ccc}</style><p>Pale there</p>")


def test_a_page_that_asks_another_site_for_something_is_found(opens: Opens) -> None:
    with pytest.raises(AssertionError, match=r"https://elsewhere\.example\.org/spy\.png"):
        opens('<img src="https://elsewhere.example.org/spy.png" alt="">')
