"""Supporters get copies of what a member is told, and never of what is secret or private."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.notifications.actions import add_copy_recipient, drop, remove_copy_recipient, send
from coproduction.notifications.models import Channel, MessageState, Recipient
from coproduction.notifications.queries import copy_recipients
from tests.factories import MemberFactory

MO = "mo@example.org"


@pytest.fixture
def kieran():
    """A member of whose messages Mo gets copies."""
    member = MemberFactory(known_as="Kieran", email="kieran@example.org")
    add_copy_recipient(member.id, "Mo", email=MO)
    return Recipient(name="Kieran", email=member.email, phone="0115 496 0104", member_id=member.id)


def test_a_copy_says_the_same_and_that_it_is_a_copy(noon, inbox, kieran):
    send("tests/greeting", kieran, key="hello", now=noon, calendar="BEGIN:VCALENDAR", name="Kieran")

    first, copy = inbox.messages
    assert (copy.to_name, copy.to_address, copy.channel) == ("Mo", MO, Channel.EMAIL)
    assert copy.subject == "Copy of what we told Kieran: Hello Kieran"
    assert copy.text == (f"This is a copy for Mo of what we told Kieran. Kieran chose that you get it.\n\n{first.text}")
    assert (copy.calendar, copy.calendar_method) == ("BEGIN:VCALENDAR", "PUBLISH")
    assert (copy.member_id, copy.key != first.key, copy.message_id != first.message_id) == (first.member_id, True, True)


def test_somebody_whom_we_ring_has_copies_sent_by_email(noon, inbox, kieran, templates):
    templates["tests/ways.md"] = "Subject: Hi\n\n{% if by_email %}Press here.{% else %}Say this.{% endif %}\n"
    to = Recipient(name="Kieran", channel=Channel.PHONE, phone="0115 496 0104", member_id=kieran.member_id)

    send("tests/ways", to, key="hello", now=noon)

    first, copy = inbox.messages
    assert (first.channel, first.text.split("\n")[0]) == (Channel.PHONE, "Say this.")
    assert (copy.channel, copy.text.split("\n")[2]) == (Channel.EMAIL, "Press here.")


def test_a_copy_has_its_own_values_in_place_of_the_members_own(noon, inbox, kieran, templates):
    templates["tests/answer.md"] = "Subject: Hi\n\n{{ link('Answer', answer) }}{% if is_copy %} for them{% endif %}\n"
    theirs, for_mo = "https://x.org/their-own", "https://x.org/as-mo"

    send("tests/answer", kieran, key="hello", now=noon, answer=theirs, for_copies={"answer": for_mo})

    first, copy = inbox.messages
    assert first.text.split("\n")[0] == "Answer: https://x.org/their-own"
    assert copy.text.split("\n")[2] == "Answer: https://x.org/as-mo for them"
    assert "their-own" not in copy.text + copy.html


@pytest.mark.parametrize(("secret", "private"), [(True, False), (False, True)])
def test_what_is_secret_or_private_is_never_copied(noon, inbox, kieran, secret, private):
    send("tests/greeting", kieran, key="hello", now=noon, name="Kieran", secret=secret, private=private)

    assert [message.to_address for message in inbox.messages] == ["kieran@example.org"]


def test_what_another_member_is_told_is_not_copied(noon, inbox, kieran):
    other = MemberFactory()

    send("tests/greeting", Recipient(name="A", email="a@example.org", member_id=other.id), key="1", now=noon, name="A")
    send("tests/greeting", Recipient.by_email("Staff", "staff@example.org"), key="2", now=noon, name="S")

    assert [message.to_address for message in inbox.messages] == ["a@example.org", "staff@example.org"]


def test_a_message_sent_again_is_not_copied_again(noon, inbox, kieran):
    for _ in range(2):
        send("tests/greeting", kieran, key="hello", now=noon, name="Kieran")

    assert len(inbox.messages) == 2


def test_a_message_and_its_copies_are_dropped_together(noon, inbox, kieran):
    send("tests/greeting", kieran, key="hello_1", now=noon, name="Kieran")
    send("tests/greeting", kieran, key="helloX1", now=noon, name="Kieran")

    assert drop("hello_1", now=noon)

    dropped = [message.key.partition("-")[0] for message in inbox.messages if message.state is MessageState.DROPPED]
    assert dropped == ["hello_1", "hello_1"]


def test_a_copy_is_dropped_even_when_the_message_has_gone(noon, inbox, kieran):
    send("tests/greeting", kieran, key="hello", now=noon, name="Kieran")
    inbox.messages[0].state = MessageState.SENT

    assert not drop("hello", now=noon)
    assert [message.state for message in inbox.messages] == ["sent", "dropped"]


def test_whoever_gets_no_copies_any_more_gets_not_even_those_that_wait(noon, inbox, kieran):
    add_copy_recipient(kieran.member_id, "Ada", email="ada@example.org")
    send("tests/greeting", kieran, key="hello", now=noon, name="Kieran")

    remove_copy_recipient(kieran.member_id, "Mo", email=MO, now=noon)
    remove_copy_recipient(kieran.member_id, "Mo", email=MO, now=noon)
    db.session.expire_all()

    assert {message.to_name: message.state.value for message in inbox.messages} == {
        "Kieran": "waiting",
        "Mo": "dropped",
        "Ada": "waiting",
    }
    assert [reader.name for reader in copy_recipients(kieran.member_id)] == ["Ada"]


def test_nobody_gets_two_copies(kieran):
    add_copy_recipient(kieran.member_id, "Mo", email=MO)

    assert len(copy_recipients(kieran.member_id)) == 1
