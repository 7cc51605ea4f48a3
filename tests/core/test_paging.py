"""Lists a page at a time."""

from __future__ import annotations

import pytest
from flask import render_template
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select
from sqlalchemy.orm import scoped_session, sessionmaker
from werkzeug.exceptions import NotFound

from coproduction.core import paging
from coproduction.core.database import db
from tests.core.form_pages import site
from tests.pages import Browser

LIST = """{% extends "layout.html" %}
{% from "components/pagination.html" import pagination %}
{% block title %}List{% endblock %}
{% block page %}<h1>List</h1>{{ pagination(page) }}{% endblock %}"""

NUMBERS = Table("number", MetaData(), Column("n", Integer, primary_key=True))


@pytest.fixture
def seven(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of the numbers 1 to 7."""
    engine = create_engine("sqlite://")
    NUMBERS.metadata.create_all(engine)
    session = scoped_session(sessionmaker(engine))
    session.execute(NUMBERS.insert(), [{"n": n} for n in range(1, 8)])
    monkeypatch.setattr(db, "session", session)


@pytest.mark.parametrize(
    ("number", "rows", "before", "after"),
    [(1, [1, 2, 3], False, True), (2, [4, 5, 6], True, True), (3, [7], True, False), (4, [], True, False)],
)
def test_a_page_knows_its_neighbours(seven: None, number: int, rows: list[int], before: bool, after: bool) -> None:
    page = paging.page_of(select(NUMBERS.c.n).order_by(NUMBERS.c.n), number, size=3)

    assert (list(page), page.has_previous, page.has_next) == (rows, before, after)


def test_a_page_of_several_columns_gives_rows(seven: None) -> None:
    page = paging.page_of_rows(select(NUMBERS.c.n, NUMBERS.c.n * 2).order_by(NUMBERS.c.n), 3, size=3)

    assert [tuple(row) for row in page] == [(7, 14)]
    assert len(page) == 1


@pytest.mark.parametrize(("query", "number"), [("", 1), ("?page=1", 1), ("?page=12", 12), ("?page=00012", 12)])
def test_the_address_says_which_page(query: str, number: int) -> None:
    with site().test_request_context(f"/list{query}"):
        assert paging.requested_page() == number


@pytest.mark.parametrize(
    "asked", ["0", "-1", "x", "", "1.5", "٢", "10001", "00000", "9" * 5000, "0000019999999999999999999"]
)
def test_a_page_number_that_makes_no_sense_is_not_found(asked: str) -> None:
    with site().test_request_context("/list", query_string={"page": asked}), pytest.raises(NotFound):
        paging.requested_page()


def test_the_ways_to_the_neighbours_keep_the_filters() -> None:
    app = site(template=LIST)
    app.add_url_rule("/list", "list", lambda: render_template("try.html", page=paging.Page([1], 2, has_next=True)))

    page = Browser(app).get("/list?state=held&name=a%26b&page=2")

    assert page.links == {
        "Previous : Page 1": "/list?state=held&name=a%26b&page=1",
        "Next : Page 3": "/list?state=held&name=a%26b&page=3",
    }
