"""The whole house at once: who may open which page, that looking changes nothing, and that nothing is forged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from coproduction.core.audiences import Audience, audience_of
from coproduction.core.database import db
from coproduction.members.models import Grant
from coproduction.schedule.models import EventKind, EventState
from tests.conftest import NOON
from tests.factories import (
    MemberFactory,
    StaffFactory,
    SupporterFactory,
)
from tests.pages import Browser
from tests.statements import CountStatements
from tests.world import MISSING, STORY, World

WRITES = ("INSERT", "UPDATE", "DELETE")


def rules_of(app: Flask, method: str) -> list[Rule]:
    """Return the rules that answer to the method, but for static files."""
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ()) and rule.endpoint != "static"]


@pytest.fixture
def world() -> World:
    """One of everything."""
    return World()


def test_every_view_says_who_may_open_it(app: Flask) -> None:
    assert {audience_of(app, rule.endpoint) for rule in rules_of(app, "GET")} <= set(Audience)


def test_strangers_are_asked_to_sign_in_everywhere_but_on_public_pages(
    app: Flask, stranger: Browser, world: World
) -> None:
    wrong = []
    for rule in rules_of(app, "GET"):
        response = stranger.fetch(world.path(app, rule))
        is_sent_away = response.status_code == 302 and response.headers["Location"].startswith("/sign-in")
        if is_sent_away == (audience_of(app, rule.endpoint) is Audience.PUBLIC):
            wrong.append((rule.endpoint, response.status_code))
    assert wrong == []


def test_members_open_members_pages_and_no_others(app: Flask, stranger: Browser, world: World) -> None:
    stranger.sign_in(world.member.account)
    refused = {
        rule.endpoint for rule in rules_of(app, "GET") if stranger.fetch(world.path(app, rule)).status_code == 403
    }
    assert refused == {
        rule.endpoint
        for rule in rules_of(app, "GET")
        if audience_of(app, rule.endpoint) not in (Audience.PUBLIC, Audience.SIGNED_IN, Audience.MEMBER)
    }


def test_coordinators_who_are_not_members_open_staff_pages_and_no_others(
    app: Flask, coordinator: Browser, world: World
) -> None:
    refused = {
        rule.endpoint for rule in rules_of(app, "GET") if coordinator.fetch(world.path(app, rule)).status_code == 403
    }
    assert refused == {
        rule.endpoint
        for rule in rules_of(app, "GET")
        if audience_of(app, rule.endpoint) not in (Audience.PUBLIC, Audience.SIGNED_IN, Audience.STAFF)
    }


def test_supporters_open_supporters_pages_and_no_others(app: Flask, stranger: Browser, world: World) -> None:
    stranger.sign_in(world.supporter.account)
    answers = {rule.endpoint: stranger.fetch(world.path(app, rule)).status_code for rule in rules_of(app, "GET")}
    theirs = (Audience.PUBLIC, Audience.SIGNED_IN, Audience.SUPPORTER)
    assert {endpoint for endpoint, status in answers.items() if status == 403} == {
        rule.endpoint for rule in rules_of(app, "GET") if audience_of(app, rule.endpoint) not in theirs
    }
    assert {
        answers[rule.endpoint] for rule in rules_of(app, "GET") if audience_of(app, rule.endpoint) is Audience.SUPPORTER
    } == {200}


@pytest.mark.parametrize("ended", [True, False])
def test_whom_somebody_does_not_support_they_do_not_find(
    app: Flask, stranger: Browser, world: World, ended: bool
) -> None:
    other = SupporterFactory(member=world.member if ended else MemberFactory(), may=Grant)
    other.removed_at = NOON if ended else None
    stranger.sign_in(other.account)
    for rule in rules_of(app, "GET"):
        if audience_of(app, rule.endpoint) is Audience.SUPPORTER and {"supporter_id", "place_id"} & rule.arguments:
            assert stranger.fetch(world.path(app, rule)).status_code == 404, rule.endpoint


def test_another_members_things_are_not_found(app: Flask, browser: Browser, world: World) -> None:
    for rule in rules_of(app, "GET"):
        own = {"place_id", "need_id", "supporter_id", "round_id"} & rule.arguments
        if audience_of(app, rule.endpoint) is Audience.MEMBER and own:
            assert browser.fetch(world.path(app, rule)).status_code == 404, rule.endpoint


def test_a_panel_that_is_not_theirs_is_not_found_by_a_member(app: Flask, browser: Browser) -> None:
    world = World()
    world.event.kind = EventKind.PANEL
    db.session.flush()
    for rule in rules_of(app, "GET"):
        if audience_of(app, rule.endpoint) is Audience.MEMBER and {"event_id", "role_id"} & rule.arguments:
            assert browser.fetch(world.path(app, rule)).status_code == 404, rule.endpoint


def test_a_draft_is_not_found_by_a_member(app: Flask, browser: Browser) -> None:
    world = World()
    world.event.state = EventState.DRAFT
    db.session.flush()
    for rule in rules_of(app, "GET"):
        if audience_of(app, rule.endpoint) is Audience.MEMBER and {"event_id", "role_id"} & rule.arguments:
            assert browser.fetch(world.path(app, rule)).status_code == 404, rule.endpoint


@pytest.mark.parametrize("who", ["member", "supporter", "coordinator", "administrator"])
def test_looking_changes_nothing_and_nobody_reads_what_a_member_writes_for_themselves(
    app: Flask, stranger: Browser, world: World, count_statements: CountStatements, who: str
) -> None:
    there = {"member": world.member, "supporter": world.supporter}
    account = there[who].account if who in there else StaffFactory(is_administrator=who == "administrator")
    stranger.sign_in(account)
    told = set()
    for rule in rules_of(app, "GET"):
        path = world.path(app, rule)
        for method in ("GET", "HEAD"):
            with count_statements() as statements:
                response = stranger.fetch(path, method=method)
            assert [said for said in statements if said.startswith(WRITES)] == [], rule.endpoint
            if STORY in response.get_data(as_text=True):
                told.add(rule.endpoint)
    own = {"training_members.show_story", "training_members.change_story"}
    assert told == (own if who == "member" else set())


def test_nothing_is_taken_without_the_forms_own_token(
    app: Flask, stranger: Browser, world: World, count_statements: CountStatements
) -> None:
    account = StaffFactory(is_administrator=True, is_safeguarding_lead=True, is_member=True, is_supporter=True)
    MemberFactory(account=account)
    stranger.sign_in(account)
    for rule in rules_of(app, "POST"):
        path = world.path(app, rule)
        with count_statements() as statements:
            response = stranger.fetch(path, method="POST", data={"answer": "yes"})
        assert response.status_code == 400, rule.endpoint
        assert [said for said in statements if said.startswith(WRITES)] == [], rule.endpoint


def test_an_id_that_does_not_exist_is_not_found(app: Flask, stranger: Browser) -> None:
    account = StaffFactory(is_administrator=True, is_safeguarding_lead=True, is_member=True, is_supporter=True)
    MemberFactory(account=account)
    stranger.sign_in(account)
    for rule in rules_of(app, "GET"):
        if any(name.endswith("_id") for name in rule.arguments):
            values: dict[str, Any] = {name: MISSING if name.endswith("_id") else 1 for name in rule.arguments}
            with app.test_request_context():
                path = app.url_for(rule.endpoint, **values)
            assert stranger.fetch(path).status_code == 404, rule.endpoint


def test_an_upload_that_is_too_large_is_refused_in_words(stranger: Browser) -> None:
    response = stranger.fetch("/sign-in", method="POST", data={"email": "x" * 3_000_000})
    assert response.status_code == 413
    assert "too large" in response.get_data(as_text=True)


def test_the_month_of_today_is_a_page(browser: Browser) -> None:
    today = date(2027, 1, 4)
    assert browser.get(f"/schedule/{today.year}/{today.month}").heading == "Schedule for January 2027"
