"""Asking for a chat before asking to join."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.members.actions import chats as actions
from coproduction.members.models import ChatRequest
from coproduction.members.rules import CHAT_MONTHS
from tests.factories import ChatRequestFactory

SELIN = {"name": "Selin Kaya", "channel": "phone", "phone": "0115 496 0109", "times": "Mornings"}


def chats():
    """Return every chat that was asked for."""
    return list(db.session.scalars(select(ChatRequest).order_by(ChatRequest.id)))


@pytest.fixture
def form(stranger, later):
    """The form, open for long enough that a person may have filled it in."""
    page = stranger.get("/join").follow("Ask for a chat first")
    later()
    return page


def test_a_stranger_asks_for_a_chat_and_a_coordinator_has_it(form, coordinator):
    page = form.press("Ask for a chat", **SELIN)
    assert page.heading == "We will get in touch"

    page = coordinator.get("/to-do").follow("Have a chat with Selin Kaya")
    assert page.rows[:3] == [["Contact", "By phone"], ["Where", "0115 496 0109"], ["Good times", "Mornings"]]
    page = page.press("Mark as done")

    assert page.messages == ["Done: the chat with Selin Kaya."]
    assert "Have a chat with Selin Kaya" not in page.links
    [chat] = chats()
    assert chat.held_by_id == coordinator.account.id
    assert "marked this as done" in coordinator.get(f"/chats/{chat.id}").text


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({}, ["Enter your name", "Select how we should contact you"]),
        ({**SELIN, "phone": ""}, ["Enter your phone number, so that we can contact you by phone"]),
        (
            {**SELIN, "channel": "email", "email": "selin"},
            ["Enter an email address in the correct format, like name@example.com"],
        ),
    ],
)
def test_we_must_know_how_to_get_in_touch(form, fields, errors):
    page = form.press("Ask for a chat", **fields)

    assert page.errors == errors
    assert chats() == []


def test_asking_twice_makes_one_task(form):
    for _ in range(2):
        form.press("Ask for a chat", **SELIN)

    assert len(chats()) == 1


def test_a_robot_asks_for_nothing_and_a_person_loses_nothing(form):
    page = form.press("Ask for a chat", **SELIN, website="spam")

    assert (len(page.errors), chats()) == (1, [])
    assert page.press("Ask for a chat").heading == "We will get in touch"


def test_what_comes_quicker_than_anybody_can_read_is_asked_again_and_costs_no_words(stranger, later):
    page = stranger.get("/join/chat").press("Ask for a chat", **SELIN)

    assert [error[:20] for error in page.errors] == ["That was very quick,"]
    assert (chats(), page.values["times"]) == ([], ["Mornings"])
    later()
    assert page.press("Ask for a chat").heading == "We will get in touch"


@pytest.mark.parametrize("made_up", ["", "2020-01-01T00:00:00+00:00"])
def test_nobody_can_make_up_since_when_the_page_has_been_open(form, made_up):
    page = form.press("Ask for a chat", **SELIN, opened=made_up)

    assert [error[:20] for error in page.errors] == ["That was very quick,"]


def test_the_form_says_what_it_is_not_for(form):
    assert "In an emergency, call 999." in form.text
    assert form.links["who to tell if somebody is not safe"] == "/contact/not-safe"


def test_a_lost_token_costs_no_words(stranger, later):
    page = stranger.send("/join/chat", SELIN, with_token=False)

    assert (page.status, page.values["times"]) == (400, ["Mornings"])
    later()
    assert page.press("Ask for a chat").heading == "We will get in touch"


def test_marking_it_as_done_twice_changes_nothing(priya, noon):
    chat = ChatRequestFactory()

    for hours in (0, 1):
        actions.hold_chat(chat.id, by=priya, now=noon + timedelta(hours=hours))

    assert chat.held_at == noon


def test_what_was_asked_long_ago_is_deleted(noon):
    ChatRequestFactory(name="Long ago", asked_at=noon - timedelta(days=185))
    ChatRequestFactory(name="Lately", asked_at=noon - timedelta(days=183))

    assert actions.purge_chats(now=noon) == 1
    assert [chat.name for chat in chats()] == ["Lately"]
    set_number(CHAT_MONTHS, 5, from_day=noon.date(), account_id=None, now=noon)
    assert actions.purge_chats(now=noon) == 1
