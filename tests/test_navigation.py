"""The menu: who sees what, and where they are told they are."""

from __future__ import annotations

import pytest
from flask import Flask, render_template

from coproduction import navigation
from coproduction.core.audiences import Audience, audience_of
from tests.core.form_pages import Person, site
from tests.pages import Browser


@pytest.fixture
def whole() -> Flask:
    """A site in which every entry of the menu has its page."""
    app = site(
        template='{% extends "layout.html" %}{% block title %}A{% endblock %}{% block page %}<h1>A</h1>{% endblock %}'
    )
    for entry in (*navigation.ENTRIES, *navigation.FOOT, *navigation.WAY_IN, *navigation.WAY_OUT):
        if entry.endpoint not in app.view_functions:
            app.add_url_rule(rule_of(entry), entry.endpoint, lambda **_: render_template("try.html"))
    return app


def rule_of(entry: navigation.Entry) -> str:
    """Return an address for the entry's page, with room for the page or the section that it names."""
    if entry.endpoint == "site.show_section":
        return f"/{entry.endpoint}/<section>"
    return f"/{entry.endpoint}/<path:name>" if entry.page else f"/{entry.endpoint}"


def menus(app: Flask, audiences: str = "", *, at: str = "/form") -> dict[str, list[str]]:
    """Return the menus that these people see, each with its labels."""
    browser = Browser(app)
    if audiences:
        browser.sign_in(Person(audiences))
    navs = browser.get(at).soup.select("nav.nhsuk-header__navigation")
    return {str(nav["aria-label"]): [link.get_text() for link in nav.find_all("a")] for nav in navs}


def test_a_stranger_finds_the_group_and_the_way_in(whole: Flask) -> None:
    assert menus(whole) == {
        "Menu": ["Home", "About us", "Get involved", "Personal health budgets", "Ask to join", "Contact"]
    }
    assert Browser(whole).get("/form").menu["Sign in"] == "/accounts.sign_in"


def test_a_member_finds_their_own_pages(whole: Flask) -> None:
    assert menus(whole, "public member") == {
        "Your pages": ["My page", "My diary", "Schedule", "Documents", "Decisions", "My details"]
    }


def test_a_coordinator_finds_the_work(whole: Flask) -> None:
    assert menus(whole, "public staff") == {
        "Coordinators’ pages": [
            "To do",
            "Events",
            "Panels",
            "Training",
            "Documents",
            "Decisions",
            "Members",
            "Applications",
            "Calls and letters",
        ]
    }


def test_an_administrator_finds_the_settings_too(whole: Flask) -> None:
    assert menus(whole, "staff administrator")["Coordinators’ pages"][-1] == "Settings"
    assert menus(whole, "administrator") == {"Coordinators’ pages": ["Settings"]}


def test_the_safeguarding_lead_finds_restricted_notes() -> None:
    [(name, entries)] = navigation.entries_for({Audience.PUBLIC, Audience.STAFF, Audience.SAFEGUARDING})

    assert (name, entries[-1].label) == ("Coordinators’ pages", "Restricted notes")


def test_a_coordinator_who_is_a_member_finds_both_apart(whole: Flask) -> None:
    assert list(menus(whole, "public member staff")) == ["Your pages", "Coordinators’ pages"]


def test_the_menu_says_where_you_are(whole: Flask) -> None:
    browser = Browser(whole)
    browser.sign_in(Person("member"))

    page = browser.get("/schedule.list_events")

    assert [link.get_text() for link in page.soup.select("[aria-current=page]")] == ["Schedule"]


def test_who_is_signed_in_is_told_so_and_finds_the_way_out(whole: Flask) -> None:
    browser = Browser(whole)
    browser.sign_in(Person("member"))

    page = browser.get("/form")

    assert page.menu["Sign out"] == "/accounts.sign_out"
    assert "Amina Rahman" in page.soup.header.get_text()  # type: ignore[union-attr]


def test_help_stands_in_the_same_place_on_every_page(whole: Flask) -> None:
    foot = Browser(whole).get("/form").soup.footer

    assert "0115 496 0000" in foot.get_text()  # type: ignore[union-attr]
    assert [str(link["href"]) for link in foot.select("li a")] == [  # type: ignore[union-attr]
        "/site.list_easy_pages",
        "/site.show_page/legal/accessibility",
        "/site.show_page/legal/privacy",
        "/site.show_page/legal/cookies",
        "/site.ask_for_format",
        "/site.show_page/contact/not-safe",
        "/site.contact",
    ]


def test_an_entry_whose_room_is_not_there_is_left_out() -> None:
    assert menus(site()) == {"Menu": []}


def test_every_entry_of_the_menus_leads_somewhere(app: Flask) -> None:
    entries = (*navigation.ENTRIES, *navigation.FOOT, *navigation.WAY_IN, *navigation.WAY_OUT)

    assert [entry.endpoint for entry in entries if entry.endpoint not in app.view_functions] == []


def test_every_entry_is_for_those_who_may_open_it(app: Flask) -> None:
    assert [entry for entry in navigation.ENTRIES if audience_of(app, entry.endpoint) is not entry.audience] == []
