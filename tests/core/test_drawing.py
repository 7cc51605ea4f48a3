"""Pieces of pages that are drawn once: they hang on their values, and show nobody else's."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from flask import Flask, render_template_string
from jinja2 import ChoiceLoader, DictLoader, UndefinedError

from tests.core.form_pages import site

PIECES = {
    "line.html": "<li>{{ line.title }}</li>",
    "for_all.html": "{{ group.name }}",
    "curious.html": "{{ g.secret }}",
    "nosy.html": "{{ current_user.name }}",
}


class Line(NamedTuple):
    """A line of a list."""

    title: str


@pytest.fixture(scope="module")
def made() -> Flask:
    """A site that has the pieces."""
    app = site()
    app.jinja_loader = ChoiceLoader([app.jinja_loader, DictLoader(PIECES)])  # type: ignore[list-item]
    return app


def drawn(app: Flask, piece: str, **values: object) -> str:
    """Return a piece as a page has it."""
    with app.test_request_context("/"):
        given = ", ".join(f"{name}={name}" for name in values)
        return render_template_string("{{ drawn(piece, " + given + ") }}", piece=piece, **values)


def test_a_piece_shows_the_values_that_it_is_given(made: Flask) -> None:
    assert drawn(made, "line.html", line=Line("Work plan")) == "<li>Work plan</li>"
    assert drawn(made, "line.html", line=Line("Work plan 2")) == "<li>Work plan 2</li>"
    assert drawn(made, "line.html", line=Line("Work plan")) == "<li>Work plan</li>"


def test_a_piece_is_escaped_once(made: Flask) -> None:
    assert drawn(made, "line.html", line=Line("<b>")) == "<li>&lt;b&gt;</li>"


def test_a_piece_may_show_what_is_the_same_for_everybody(made: Flask) -> None:
    assert drawn(made, "for_all.html") == "My Life Choices"


@pytest.mark.parametrize("piece", ["curious.html", "nosy.html"])
def test_a_piece_cannot_show_what_belongs_to_one_request(made: Flask, piece: str) -> None:
    with pytest.raises(UndefinedError):
        drawn(made, piece)


def test_what_could_change_is_not_drawn_once(made: Flask) -> None:
    with pytest.raises(TypeError, match="unhashable"):
        drawn(made, "line.html", line=["Work plan"])


def test_an_address_is_below_wherever_the_site_is_mounted(app: Flask) -> None:
    url_for = app.jinja_env.globals["url_for"]
    found = []
    for below in ("", "/group", ""):
        with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": below}):
            found.append(url_for("schedule.show_event", event_id=7))  # type: ignore[operator]

    assert found == ["/events/7", "/group/events/7", "/events/7"]


def test_each_page_has_an_address_of_its_own(app: Flask) -> None:
    url_for = app.jinja_env.globals["url_for"]
    with app.test_request_context("/"):
        found = [url_for("schedule.show_event", event_id=number) for number in (1, 2, 1)]  # type: ignore[operator]

    assert found == ["/events/1", "/events/2", "/events/1"]


def test_a_list_is_drawn_line_by_line(made: Flask) -> None:
    with made.test_request_context("/"):
        lines = [Line("Work plan"), Line("<b>"), Line("Work plan")]
        page = render_template_string('{{ drawn_each("line.html", lines) }}', lines=lines)

    assert page == "<li>Work plan</li><li>&lt;b&gt;</li><li>Work plan</li>"


def test_an_address_that_would_differ_from_room_to_room_is_refused(app: Flask) -> None:
    url_for = app.jinja_env.globals["url_for"]

    with app.test_request_context("/decisions"), pytest.raises(ValueError, match="whole endpoint"):
        url_for(".show_minutes", event_id=7)  # type: ignore[operator]
