"""What browsers are told: what a page may do, and what may be kept."""

from __future__ import annotations

from tests.core.form_pages import Person, site
from tests.pages import Browser


def test_pages_may_load_only_what_is_ours() -> None:
    headers = Browser(site()).fetch("/nowhere").headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_person_s_pages_are_kept_nowhere() -> None:
    browser = Browser(site())

    assert "Cache-Control" not in browser.fetch("/nowhere").headers
    browser.sign_in(Person("member"))
    assert browser.fetch("/nowhere").headers["Cache-Control"] == "no-store"


def test_https_is_asked_for_where_there_is_https() -> None:
    assert "Strict-Transport-Security" not in Browser(site()).fetch("/nowhere").headers
    secure = Browser(site(url="https://group.example.org")).fetch("/nowhere", base_url="https://group.example.org")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_page_may_say_more_strictly_what_may_be_done_with_it() -> None:
    app = site()
    app.add_url_rule("/own", "own", lambda: ("", {"Referrer-Policy": "no-referrer"}))

    headers = Browser(app).fetch("/own").headers

    assert headers.get_all("Referrer-Policy") == ["no-referrer"]
    assert headers.get_all("X-Frame-Options") == ["DENY"]
