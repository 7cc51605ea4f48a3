"""Easy Read as a choice: from each page and back, remembered for the visit."""

from __future__ import annotations

import pytest


def test_who_chose_easy_read_gets_it_for_the_rest_of_the_visit_and_is_told(stranger):
    stranger.get("/about/who-we-are").follow("Easy Read")

    page = stranger.get("/legal/privacy")

    assert page.address == "/easy-read/your-information"
    assert page.text.startswith("You are reading Easy Read Standard version")


def test_who_went_back_gets_standard_pages_again(stranger):
    stranger.get("/about/who-we-are").follow("Easy Read").follow("Standard version")

    page = stranger.get("/legal/privacy")

    assert page.address == "/legal/privacy"
    assert "You are reading the standard version" in page.text


def test_a_page_without_an_easy_read_version_opens_as_ever(stranger):
    stranger.get("/about/who-we-are").follow("Easy Read")

    page = stranger.get("/legal/cookies")

    assert page.address == "/legal/cookies"
    assert "Easy Read" not in page.links


def test_who_chose_easy_read_can_still_start_to_join(stranger):
    page = stranger.get("/join").follow("Easy Read").follow("Start to answer the questions")

    assert (page.address, page.heading) == ("/join", "Ask to join")


def test_opening_an_easy_read_page_is_not_yet_a_choice(stranger):
    stranger.get("/easy-read/join")

    assert stranger.get("/join").address == "/join"


def test_the_choice_is_a_cookie_that_goes_when_the_browser_closes_and_no_cache_keeps_it(stranger):
    answer = stranger.fetch("/easy-read/join/choose")

    assert answer.headers["Set-Cookie"] == "version=easy-read; HttpOnly; Path=/; SameSite=Lax"
    assert (answer.headers["Cache-Control"], answer.headers["Location"]) == ("no-store", "/easy-read/join")


def test_where_the_choice_leads_is_kept_by_no_cache_and_other_pages_tell_caches_to_look_at_cookies(stranger):
    assert "Cookie" in stranger.fetch("/join").headers["Vary"]
    stranger.fetch("/easy-read/join/choose")

    answer = stranger.fetch("/join")

    assert (answer.status_code, answer.headers["Cache-Control"], answer.headers["Vary"]) == (302, "no-store", "Cookie")


def test_what_is_sent_goes_where_it_was_sent(stranger):
    stranger.fetch("/easy-read/join/choose")

    assert stranger.fetch("/join", method="POST").status_code != 302


@pytest.mark.parametrize("rest", ["", "/choose", "/leave"])
def test_an_easy_read_page_that_is_not_there_is_not_found(stranger, rest):
    assert stranger.get(f"/easy-read/nothing{rest}").status == 404
