"""Logs: one line of JSON for each request, and nobody's name, address or need in any."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, g

from coproduction.core import logs
from coproduction.core.database import db
from tests.databases import settings_for_tests
from tests.factories import AccountFactory
from tests.pages import Browser

SECRET = "Amara Okafor, amara@example.org, 07700 900 001"


@pytest.fixture(autouse=True)
def routed() -> Iterator[None]:
    """Log as in production, then as before."""
    root = logging.getLogger()
    level = root.level
    logs.route("INFO")
    yield
    logs.route(logging.getLevelName(level), with_messages=True)


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Any:
    """Returns the lines that were logged since it was last asked."""
    return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_request_is_one_line_that_names_the_view_and_not_the_path(stranger: Browser, lines):
    stranger.fetch("/health?name=Amara+Okafor", headers={"User-Agent": SECRET})

    [line] = lines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("at"))
    assert re.fullmatch(r"[0-9a-f]{32}", line.pop("request_id"))
    assert 0 <= line.pop("ms") < 10_000
    assert line == {
        "level": "INFO",
        "logger": "coproduction.requests",
        "message": "request",
        "method": "GET",
        "endpoint": "site.health",
        "status": 503,
        "account_id": None,
    }


def test_the_line_says_which_account_asked(coordinator: Browser, lines):
    coordinator.get("/contact-tasks")

    assert [(line["endpoint"], line["account_id"]) for line in lines()] == [
        ("notifications_staff.list_messages", coordinator.account.id)
    ]


def test_a_page_that_does_not_exist_is_logged_without_its_address(stranger: Browser, lines):
    stranger.fetch("/amara-okafor")

    [line] = lines()
    assert (line["endpoint"], line["status"]) == (None, 404)
    assert "amara" not in json.dumps(line)


@pytest.mark.parametrize("offered", ["abcdef12", "0b6f9f1e-6f5c-4c7e-9a57-6d8b1f0d6c52"])
def test_a_proxys_request_id_is_taken_over(stranger: Browser, lines, offered):
    answer = stranger.fetch("/health", headers={"X-Request-ID": offered})

    assert answer.headers["X-Request-ID"] == offered
    assert [line["request_id"] for line in lines()] == [offered]


@pytest.mark.parametrize("offered", ["", "short", 'x"}{"forged": "line', "amara@example.org", "a" * 65])
def test_a_request_id_that_could_forge_a_line_is_replaced(stranger: Browser, lines, offered):
    answer = stranger.fetch("/health", headers={"X-Request-ID": offered})

    [line] = lines()
    assert re.fullmatch(r"[0-9a-f]{32}", line["request_id"])
    assert answer.headers["X-Request-ID"] == line["request_id"]


def test_two_requests_have_two_ids(stranger: Browser, lines):
    stranger.fetch("/health")
    stranger.fetch("/health")

    assert len({line["request_id"] for line in lines()}) == 2


def test_a_fault_is_logged_with_its_places_and_not_with_what_it_says(app: Flask, lines):
    with app.test_request_context(f"/members/{SECRET}?q={SECRET}"):
        try:
            fail_over_somebody()
        except RuntimeError:
            app.log_exception(sys.exc_info())

    [line] = lines()
    assert (line["level"], line["message"], line["method"]) == ("ERROR", "fault", "GET")
    kinds = [row for row in line["exception"].splitlines() if not row.startswith(" ")]
    assert kinds == ["builtins.ValueError", "builtins.RuntimeError"]
    assert "fail_over_somebody" in line["exception"]
    assert "Amara" not in json.dumps(line)


@pytest.mark.parametrize("debug", [True, False])
def test_a_fault_says_everything_to_who_debugs_alone(tmp_path: Path, lines, debug: bool):
    bare = Flask("bare")
    bare.debug, bare.config["SETTINGS"] = debug, settings_for_tests(tmp_path)
    logs.init_app(bare)
    try:
        fail_over_somebody()
    except RuntimeError:
        logging.getLogger("coproduction.tests").exception("fault")

    [line] = lines()
    assert (SECRET in line["exception"]) is debug


def test_libraries_write_to_the_same_place_and_chatter_is_left_out(lines):
    logging.getLogger("werkzeug").info("GET /members/7?name=Amara")
    logging.getLogger("huey.consumer").info("The following commands are available")
    logging.getLogger("gunicorn.error").error("Worker failed to boot")

    assert [(line["logger"], line["message"]) for line in lines()] == [("gunicorn.error", "Worker failed to boot")]


def test_routing_twice_does_not_log_twice(lines):
    logs.route("INFO")
    logging.getLogger("coproduction.tests").info("once")

    assert [line["message"] for line in lines()] == ["once"]


def test_outside_a_request_there_is_no_request_id(lines):
    logging.getLogger("coproduction.tests").info("quiet")

    assert logs.request_id() is None
    assert "request_id" not in lines()[0]


def test_an_account_that_the_session_has_let_go_is_named_without_asking_the_database(
    app: Flask, count_statements, lines
):
    account = AccountFactory()
    with app.test_request_context("/"), count_statements() as statements:
        db.session.expire(account)
        g._login_user = account
        app.process_response(Response())

    assert statements == []
    assert [line["account_id"] for line in lines()] == [account.id]


def fail_over_somebody() -> None:
    """Fail, and say about whom, twice."""
    try:
        raise ValueError(SECRET)
    except ValueError as fault:
        raise RuntimeError(f"cannot save {SECRET}") from fault
