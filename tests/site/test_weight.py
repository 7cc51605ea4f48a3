"""Every public page is light enough for a slow phone: with its CSS and script, as it goes over the wire."""

import gzip
from functools import cache

import brotli  # type: ignore[import-untyped]
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.nhs.static_files import VENDORED
from coproduction.members.forms.questions.sharing import MOST_ON_A_PAGE, SharingQuestion
from coproduction.members.kinds import NEEDS
from coproduction.members.models import Application, ApplicationNeed, FilledInBy, SeenBy
from tests.core.test_nhs import STATIC
from tests.every_page import asks_to_join, every_public_page
from tests.site.test_public_pages import AROUND_JOINING, EVERYTHING

MOST = 60_000  # bytes
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
PACKED = (f"{VENDORED}/nhsuk-frontend.min.css", f"{VENDORED}/nhsuk-frontend.min.js", "app.css")


@cache
def files_of(html):
    """Return the addresses of what a browser asks for to show the page: CSS, script, what it imports, pictures."""
    soup = BeautifulSoup(html, "html.parser")
    linked = [tag["href"] for tag in soup.select("link[rel=stylesheet], link[rel=icon], link[rel=modulepreload]")]
    loaded = [tag["src"] for tag in soup.select("script[src], img[src]")]
    return frozenset({*linked, *loaded, f"/static/{VENDORED}/nhsuk-frontend.min.js"})


def unpacked(answer):
    """Return the page as it is read."""
    return brotli.decompress(answer.data) if answer.content_encoding == "br" else answer.data


@pytest.fixture(scope="module")
def known():
    """How much each file weighs that was fetched already."""
    return {}


@pytest.fixture
def weight(stranger, known):
    """Weigh an answer: its bytes as they travel, and those of its files, each of which is fetched once."""

    def of_file(address):
        if address not in known:
            file = stranger.fetch(address, headers=BROWSER, buffered=True)
            assert file.status_code == 200, address
            known[address] = len(file.data)
        return known[address]

    return lambda answer: len(answer.data) + sum(map(of_file, files_of(unpacked(answer))))


def is_page(answer):
    """Say whether the answer shows words to people, and leads to nothing else."""
    return answer.status_code == 200 and answer.mimetype == "text/html"


@pytest.mark.parametrize("path", [*EVERYTHING, *AROUND_JOINING])
def test_a_public_page_is_light_for_somebody_who_comes_for_the_first_time(stranger, weight, path):
    assert weight(stranger.fetch(path, headers=BROWSER, buffered=True)) < MOST


def test_every_public_page_is_light_for_somebody_who_asks_to_join(app, stranger, weight):
    weights = {
        address: weight(answer)
        for address, answer in every_public_page(app, stranger, headers=BROWSER, buffered=True)
        if is_page(answer)
    }

    assert {address: bytes_ for address, bytes_ in weights.items() if bytes_ >= MOST} == {}
    assert weights.keys() >= {"/", "/join/form", "/join/who-may-know", "/legal/privacy", "/sign-in", "/easy-read/join"}


def needs(kinds):
    """Return these needs, each with as long a detail as can be told, in letters that weigh most in HTML."""
    return [ApplicationNeed(kind=kind, detail="&" * 2000, seen_by=SeenBy.COORDINATORS) for kind in kinds]


def heaviest_kinds(app):
    """Return the needs whose questions weigh most, as many as a page can hold."""
    with app.test_request_context():
        drawn = {
            kind: len(field()) for kind, field in SharingQuestion.open(Application(needs=needs(NEEDS))).choices.items()
        }
    return sorted(drawn, key=drawn.__getitem__)[-MOST_ON_A_PAGE:]


@pytest.mark.parametrize(("chosen", "parts"), [(lambda app: NEEDS, 6), (heaviest_kinds, 1)], ids=["all", "heaviest"])
def test_who_may_know_is_light_on_every_part_for_somebody_who_needs_much(app, stranger, weight, chosen, parts):
    asks_to_join(stranger)
    application = db.session.scalars(select(Application)).one()
    application.filled_in_by, application.needs = FilledInBy.FOR_SOMEBODY, []
    db.session.flush()
    application.needs = needs(chosen(app))
    asked: list[str] = []
    weights = []
    for part in range(1, parts + 1):
        answer = stranger.fetch(f"/join/who-may-know?part={part}", headers=BROWSER, buffered=True)
        legends = BeautifulSoup(answer.data, "html.parser").select("main fieldset legend")
        asked += [legend.get_text(strip=True) for legend in legends]
        weights.append(weight(answer))

    assert asked == [NEEDS[kind].label for kind in NEEDS if kind in chosen(app)]
    assert max(weights) < MOST


@pytest.mark.parametrize("name", PACKED)
def test_the_packed_copies_hold_what_the_files_hold(name):
    """For a copy of ours that does not: run `make format`."""
    whole = (STATIC / name).read_bytes()

    assert brotli.decompress((STATIC / f"{name}.br").read_bytes()) == whole
    assert gzip.decompress((STATIC / f"{name}.gz").read_bytes()) == whole
