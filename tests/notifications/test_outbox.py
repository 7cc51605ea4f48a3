"""Putting messages in the outbox and taking them out again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coproduction.core.database import db
from coproduction.notifications import actions, queries
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, Message, MessageState, Recipient
from tests.factories import MemberFactory
from tests.notifications.conftest import AMARA


def sent(*given: Any, **more: Any) -> Message:
    """Put a message in the outbox that is not there yet."""
    message = send(*given, **more)
    assert message
    return message


def test_a_message_waits_in_the_outbox_with_its_words(noon, inbox):
    member = MemberFactory()
    to = Recipient(name="Amara  Okafor", email="amara@example.org", member_id=member.id)

    message = sent("tests/greeting", to, key="greeting-1", now=noon, name="Amara")

    assert inbox.messages == [message]
    assert (message.to_name, message.to_address, message.member_id) == ("Amara Okafor", "amara@example.org", member.id)
    assert (message.subject, message.text.split("\n")[0]) == ("Hello Amara", "Hello Amara.")
    assert (message.channel, message.state, message.template) == ("email", "waiting", "tests/greeting")
    assert (message.created_at, message.send_after, message.calendar_method) == (noon, noon, None)


def test_sending_again_under_the_same_key_changes_nothing(noon, inbox):
    first = sent("tests/greeting", AMARA, key="greeting-1", now=noon, name="Amara")

    assert send("tests/greeting", AMARA, key="greeting-1", now=noon, name="Somebody else") is None

    assert inbox.messages == [first]
    assert first.subject == "Hello Amara"


def test_a_rollback_unsends(noon, inbox):
    send("tests/greeting", AMARA, key="greeting-1", now=noon, name="Amara")

    db.session.rollback()

    assert inbox.messages == []


@pytest.mark.parametrize(
    ("chosen", "ways", "reached"),
    [
        ("email", {"email": "a@example.org", "phone": "0115 496 0001"}, ("email", "a@example.org")),
        ("phone", {"email": "a@example.org", "phone": "0115 496 0001"}, ("phone", "0115 496 0001")),
        ("letter", {"email": "a@example.org", "address": "1 Example Street"}, ("letter", "1 Example Street")),
        ("email", {"phone": "0115 496 0001", "address": "1 Example Street"}, ("phone", "0115 496 0001")),
        ("phone", {"email": "a@example.org"}, ("email", "a@example.org")),
        ("email", {"email": "", "address": "1 Example Street"}, ("letter", "1 Example Street")),
        ("email", {}, ("letter", "")),
    ],
)
def test_everybody_is_told_by_the_way_they_chose_or_else_by_one_that_we_have(noon, chosen, ways, reached):
    to = Recipient(name="Selin Kaya", channel=Channel(chosen), **ways)

    message = sent("tests/greeting", to, key="greeting-1", now=noon, name="Selin")

    assert (message.channel, message.to_address) == reached


def test_a_template_can_say_one_thing_by_email_and_another_by_phone(noon, templates):
    templates["tests/how.md"] = "Subject: Hi\n\n{% if by_email %}Press the link.{% else %}Tell us now.{% endif %}\n"
    by_phone = Recipient(name="Selin Kaya", channel=Channel.PHONE, phone="0115 496 0001")

    email = sent("tests/how", AMARA, key="1", now=noon)
    call = sent("tests/how", by_phone, key="2", now=noon)

    assert [message.text.split("\n")[0] for message in (email, call)] == ["Press the link.", "Tell us now."]


def test_a_message_that_waits_can_be_taken_out_once(noon, inbox):
    send("tests/greeting", AMARA, key="reminder-1", now=noon, send_after=noon + timedelta(days=1), name="Amara")

    assert actions.drop("reminder-1", now=noon)
    assert not actions.drop("reminder-1", now=noon)
    assert not actions.drop("reminder-2", now=noon)

    [message] = inbox.messages
    db.session.refresh(message)
    assert (message.state, message.finished_at) == (MessageState.DROPPED, noon)


def test_a_message_on_its_way_cannot_be_taken_out(noon):
    message = sent("tests/greeting", AMARA, key="greeting-1", now=noon, name="Amara")
    message.leased_until = noon

    assert not actions.drop("greeting-1", now=noon)


def test_monitors_count_the_emails_that_have_not_gone(noon):
    by_post = Recipient(name="Harold Pym", channel=Channel.LETTER, address="1 Example Street")
    for number, state in enumerate(["waiting", "waiting", "failed", "sent", "dropped"]):
        message = sent("tests/greeting", AMARA, key=f"{number}", now=noon, name="Amara")
        message.state = MessageState(state)
    send("tests/greeting", by_post, key="letter", now=noon, name="Harold")

    assert queries.messages_waiting_and_failed() == queries.Backlog(waiting=2, failed=1)


def test_the_newest_heartbeat_of_any_worker_counts(noon):
    assert queries.last_heartbeat() is None

    actions.beat("one", now=noon - timedelta(minutes=9))
    actions.beat("two", now=noon - timedelta(minutes=5))
    actions.beat("one", now=noon)

    assert queries.last_heartbeat() == noon


def test_emails_that_failed_can_all_be_tried_again(noon, inbox):
    for number, state in enumerate([MessageState.FAILED, MessageState.FAILED, MessageState.SENT]):
        message = sent("tests/greeting", AMARA, key=f"{number}", now=noon, name="Amara")
        message.state, message.attempts, message.finished_at, message.last_error = state, 12, noon, "TimeoutError"
    later = noon + timedelta(days=3)

    assert actions.try_again(now=later) == 2

    db.session.expire_all()
    assert [(message.state, message.attempts, message.last_error) for message in inbox.messages] == [
        ("waiting", 0, None),
        ("waiting", 0, None),
        ("sent", 12, "TimeoutError"),
    ]
    assert [message.send_after for message in inbox.messages[:2]] == [later, later]


def test_the_words_of_a_secret_message_are_for_nobody_else(noon):
    secret = sent("tests/greeting", AMARA, key="link", now=noon, secret=True, name="Amara")
    plain = sent("tests/greeting", AMARA, key="plain", now=noon, name="Amara")

    assert (secret.words, str(plain.words).split("\n")[0]) == (None, "<p>Hello Amara.</p>")
