"""The pages that people open most are plain HTML, and the database plans their statements once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jinja2 import Template

from coproduction.core.nhs import components
from coproduction.schedule.models import PlaceState
from tests.factories import EventRoleFactory, PlaceFactory
from tests.pages import Browser
from tests.statements import CountStatements

MAIN_PAGES = ("/my-page", "/diary", "/schedule", "/schedule/2027/1")
A_STATE_GIVEN_LATER = re.compile(r"state = (\?|%)")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The library's components that were drawn since."""
    names: list[str] = []
    whole = components.LibraryEnvironment.get_template

    def get_template(self: components.LibraryEnvironment, name: str, *rest: Any, **more: Any) -> Template:
        names.append(name)
        return whole(self, name, *rest, **more)

    monkeypatch.setattr(components.LibraryEnvironment, "get_template", get_template)
    return names


def test_the_main_pages_contain_no_library_macro_call(browser: Browser, drawn: list[str]) -> None:
    role = EventRoleFactory(name="Panel member", maximum=3)
    PlaceFactory(role=role, member=browser.member, state=PlaceState.OFFERED)
    EventRoleFactory(event=role.event)

    for path in (*MAIN_PAGES, f"/events/{role.event_id}"):
        page = browser.get(path)
        assert (page.status, drawn) == (200, []), path
    assert role.event.title in browser.get("/schedule").text


def test_a_library_macro_call_would_be_seen(browser: Browser, drawn: list[str]) -> None:
    browser.get("/my-details/contact")

    assert "nhsuk/components/input/template.jinja" in drawn


def test_the_main_lists_name_the_states_that_they_ask_for(browser: Browser, count_statements: CountStatements) -> None:
    """SQLite plans a statement anew each time if a parameter stands where a partial index has a word."""
    with count_statements() as statements:
        for path in MAIN_PAGES:
            assert browser.get(path).status == 200

    assert len(statements) > 2 * len(MAIN_PAGES)
    assert [statement for statement in statements if A_STATE_GIVEN_LATER.search(statement)] == []
