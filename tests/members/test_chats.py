"""Asking for a chat before asking to join."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions import chats as actions
from coproduction.members.models import ChatRequest
from tests.factories import ChatRequestFactory

SELIN = {"name": "Selin Kaya", "channel": "phone", "phone": "0115 496 0109", "times": "Mornings"}


def chats():
    """Return every chat that was asked for."""
    return list(db.session.scalars(select(ChatRequest).order_by(ChatRequest.id)))


def test_a_stranger_asks_for_a_chat_and_a_coordinator_has_it(stranger, coordinator):
    page = stranger.get("/join").follow("Ask for a chat first").press("Ask for a chat", **SELIN)
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
def test_we_must_know_how_to_get_in_touch(stranger, fields, errors):
    page = stranger.get("/join/chat").press("Ask for a chat", **fields)

    assert page.errors == errors
    assert chats() == []


def test_asking_twice_makes_one_task(stranger):
    page = stranger.get("/join/chat")

    for _ in range(2):
        page.press("Ask for a chat", **SELIN)

    assert len(chats()) == 1


def test_a_robot_asks_for_nothing_and_a_person_loses_nothing(stranger):
    page = stranger.get("/join/chat").press("Ask for a chat", **SELIN, website="spam")

    assert (len(page.errors), chats()) == (1, [])
    assert page.press("Ask for a chat").heading == "We will get in touch"


def test_a_lost_token_costs_no_words(stranger):
    page = stranger.send("/join/chat", SELIN, with_token=False)

    assert (page.status, page.values["times"]) == (400, ["Mornings"])
    assert page.press("Ask for a chat").heading == "We will get in touch"


def test_marking_it_as_done_twice_changes_nothing(priya, noon):
    chat = ChatRequestFactory()

    for hours in (0, 1):
        actions.hold_chat(chat.id, by=priya, now=noon + timedelta(hours=hours))

    assert chat.held_at == noon


def test_what_was_asked_long_ago_is_deleted(noon):
    ChatRequestFactory(name="Long ago", asked_at=noon - timedelta(days=184))
    ChatRequestFactory(name="Lately", asked_at=noon - timedelta(days=182))

    assert actions.purge_chats(now=noon) == 1
    assert [chat.name for chat in chats()] == ["Lately"]
