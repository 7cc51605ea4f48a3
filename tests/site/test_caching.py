"""What caches may keep of the public pages, and what they never get."""

import gzip

import brotli  # type: ignore[import-untyped]
import pytest
from flask import Flask, session

from coproduction.core.caching import cacheable
from coproduction.core.database import db
from tests.factories import AccountFactory, StaffFactory
from tests.site.test_public_pages import OF_TODAY, PLAIN

KEPT = (
    "/",
    "/join",
    "/join/tasks",
    "/join/form",
    "/about",
    "/about/who-we-are",
    "/contact",
    "/legal/print",
    *OF_TODAY,
    "/sitemap.xml",
    "/robots.txt",
)


@pytest.mark.parametrize("path", KEPT)
def test_a_page_that_has_not_changed_is_not_sent_again(stranger, path):
    first = stranger.fetch(path)
    again = stranger.fetch(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert {"Cookie", "Accept-Encoding"} <= first.vary.as_set(preserve_casing=True)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "public, max-age=300"


def test_a_page_that_has_changed_is_sent(stranger):
    assert stranger.fetch("/about", headers={"If-None-Match": 'W/"old"'}).status_code == 200


def test_two_pages_have_two_marks(stranger):
    assert stranger.fetch("/about").headers["ETag"] != stranger.fetch("/get-involved").headers["ETag"]


def test_a_page_changes_when_a_number_that_it_shows_is_set(administrator, stranger):
    before = stranger.fetch("/legal/accessibility")
    administrator.get("/settings/format-reply-days").press(
        "Save", value="9", **{"from_day[day]": 4, "from_day[month]": 1, "from_day[year]": 2027}
    )
    after = stranger.fetch("/legal/accessibility", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert "We aim to reply within 9 working days." in after.get_data(as_text=True)


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_travels_packed_when_the_browser_can_unpack_it(stranger, encoding, unpack):
    plain = stranger.fetch("/about")
    packed = stranger.fetch("/about", headers={"Accept-Encoding": encoding})

    assert packed.headers["Content-Encoding"] == encoding
    assert unpack(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data)
    assert packed.headers["ETag"] == plain.headers["ETag"]


def test_brotli_is_chosen_where_both_will_do(stranger):
    packed = stranger.fetch("/about", headers={"Accept-Encoding": "gzip, deflate, br"})

    assert packed.headers["Content-Encoding"] == "br"


def test_a_head_tells_the_mark_and_sends_nothing(stranger):
    answer = stranger.fetch("/about", method="HEAD")

    assert answer.data == b""
    assert answer.headers["ETag"] == stranger.fetch("/about").headers["ETag"]


@pytest.mark.parametrize("path", ["/about", "/about/who-we-are", "/legal/privacy"])
def test_what_somebody_who_signed_in_sees_is_in_no_cache(browser, stranger, path):
    theirs = browser.fetch(path, headers={"If-None-Match": stranger.fetch(path).headers["ETag"]})

    assert theirs.status_code == 200
    assert theirs.headers["Cache-Control"] == "no-store"
    assert "ETag" not in theirs.headers
    assert browser.member.account.name in theirs.get_data(as_text=True)
    assert browser.member.account.name not in stranger.fetch(path).get_data(as_text=True)


def test_the_home_page_leads_whoever_is_signed_in_to_their_own_and_no_cache_learns_of_it(browser, stranger):
    theirs = browser.fetch("/", headers={"If-None-Match": stranger.fetch("/").headers["ETag"]})

    assert (theirs.status_code, theirs.location) == (302, "/my-page")
    assert theirs.headers["Cache-Control"] == "no-store"
    assert "ETag" not in theirs.headers
    kept = stranger.fetch("/")
    assert (kept.status_code, kept.headers["Cache-Control"]) == (200, "public, max-age=300")
    assert "Cookie" in kept.headers["Vary"]


def test_whoever_signed_in_and_has_no_page_of_their_own_reads_what_everybody_reads(stranger):
    stranger.sign_in(AccountFactory(is_member=False))

    page = stranger.get("/")

    assert page.heading == "Help shape health and care in Nottingham and Nottinghamshire"
    assert "Already a member?" not in page.text


def test_a_message_for_one_person_is_in_no_cache(app, stranger):
    with stranger.client.session_transaction() as session:
        session["_flashes"] = [("message", "Only for you")]

    answer = stranger.fetch("/about")

    assert "Only for you" in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Only for you" not in stranger.fetch("/about").get_data(as_text=True)


@pytest.mark.parametrize(("path", "kept"), [("/same", "public, max-age=300"), ("/begins", "no-store"), ("/gone", None)])
def test_a_page_that_begins_a_visit_or_fails_is_not_for_everybody(path, kept):
    app = Flask(__name__)
    app.secret_key = "only for this test"

    @cacheable
    def begins():
        session["who"] = "somebody"
        return "yours"

    app.add_url_rule("/same", "same", cacheable(lambda: "ours"))
    app.add_url_rule("/begins", "begins", begins)
    app.add_url_rule("/gone", "gone", cacheable(lambda: ("gone", 410)))

    assert app.test_client().get(path).headers.get("Cache-Control") == kept


def test_a_page_that_is_not_there_is_not_kept(stranger):
    assert "public" not in stranger.fetch("/about/nothing").headers.get("Cache-Control", "")


def test_the_site_map_lists_every_public_page_and_nothing_else(stranger):
    lines = stranger.fetch("/sitemap.xml").get_data(as_text=True)

    for path in PLAIN:
        assert f"<loc>http://localhost{path}</loc>" in lines
    assert "<loc>http://localhost/easy-read/join</loc>" in lines
    assert "<loc>http://localhost/join</loc><lastmod>2026-11-22</lastmod>" in lines
    assert "<loc>http://localhost/about/co-production</loc><lastmod>2026-11-21</lastmod>" in lines
    assert "my-page" not in lines


def test_robots_are_told_what_to_leave_alone(stranger):
    assert stranger.fetch("/robots.txt").get_data(as_text=True).splitlines() == [
        "User-agent: *",
        "Disallow: /join/",
        "Disallow: /search",
        "Disallow: /sign-in",
        "Disallow: /sign-out",
        "Sitemap: http://localhost/sitemap.xml",
    ]


def test_a_coordinator_reads_public_pages_too(stranger):
    stranger.sign_in(StaffFactory())
    db.session.flush()

    assert stranger.get("/about").heading == "About us"
