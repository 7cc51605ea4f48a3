"""Delivery: what becomes of each email, by a real SMTP server that takes, refuses, puts off and breaks down."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import pytest
from flask import Flask

from coproduction.core.database import db
from coproduction.notifications.actions import send
from coproduction.notifications.delivery import BATCH, LEASE, MOST_TRIES, deliver_due, wait_after
from coproduction.notifications.models import Channel, Message, MessageState, Recipient
from tests.notifications.conftest import AMARA, sending_to
from tests.notifications.mail_server import Handler, Postbox, free_port, mail_server, silent_server, words_of

TOM = Recipient.by_email("Tom Hesketh", "tom@example.org")


def queue(to: Recipient, now: datetime, *, key: str = "", **more) -> Message:
    """Put a greeting in the outbox, as a request that is over."""
    message = send("tests/greeting", to, key=key or to.name, now=now, name=to.name, **more)
    assert message
    db.session.commit()
    return message


def deliver(now: datetime, **more) -> int:
    """Deliver what is due at that moment."""
    return deliver_due(clock=lambda: now, **more)


def test_many_emails_share_one_connection_in_the_order_they_were_due(postbox: Postbox, noon):
    for number in (3, 1, 2):
        queue(Recipient.by_email(f"P{number}", f"p{number}@example.org"), noon - timedelta(hours=number))

    assert deliver(noon) == 3

    assert postbox.sent_to() == ["p3@example.org", "p2@example.org", "p1@example.org"]
    assert postbox.connections == 1


def test_more_than_one_batch_goes_in_one_run_and_nothing_goes_twice(postbox: Postbox, noon):
    for number in range(BATCH + 5):
        queue(AMARA, noon, key=f"{number}")

    assert deliver(noon) == BATCH + 5
    assert deliver(noon) == 0

    assert set(postbox.copies().values()) == {1}


def test_only_emails_that_are_due_go(postbox: Postbox, noon):
    queue(AMARA, noon, send_after=noon + timedelta(minutes=1))
    queue(Recipient(name="Dennis Whitlock", channel=Channel.PHONE, phone="07700 900 002"), noon)

    assert deliver(noon) == 0
    assert deliver(noon + timedelta(minutes=1)) == 1

    assert postbox.sent_to() == ["amara@example.org"]


def test_an_address_that_the_server_refuses_fails_at_once_and_alone(postbox: Postbox, noon):
    postbox.answers["amara@example.org"] = "550 No such person amara@example.org"
    refused = queue(AMARA, noon)
    queue(TOM, noon)

    assert deliver(noon) == 1

    assert postbox.sent_to() == ["tom@example.org"]
    assert (refused.state, refused.last_error) == ("failed", "SMTPRecipientsRefused 550")
    assert (refused.finished_at, refused.leased_until) == (noon, None)


@pytest.mark.parametrize(
    "address", ["not an address", "amara@", "@example.org", "a@example.org\nBcc: b@example.org", "a b@x"]
)
def test_an_address_that_is_none_fails_at_once_and_alone(postbox: Postbox, noon, address):
    impossible = queue(Recipient.by_email("Amara Okafor", address), noon)
    queue(TOM, noon)

    assert deliver(noon) == 1

    assert postbox.sent_to() == ["tom@example.org"]
    assert impossible.state == "failed"


def test_an_email_that_the_server_puts_off_goes_later_alone(postbox: Postbox, noon):
    postbox.answers["amara@example.org"] = "450 Come back later"
    put_off = queue(AMARA, noon)
    queue(TOM, noon)

    assert deliver(noon) == 1
    assert (put_off.state, put_off.last_error) == ("waiting", "SMTPRecipientsRefused 450")
    assert put_off.send_after == noon + timedelta(minutes=1)

    postbox.answers.clear()
    assert deliver(noon + timedelta(seconds=59)) == 0
    assert deliver(noon + timedelta(minutes=1)) == 1
    assert (put_off.state, put_off.last_error, put_off.attempts) == ("sent", None, 2)


def test_waits_grow_and_after_about_a_day_an_email_fails(postbox: Postbox, noon):
    postbox.answers["amara@example.org"] = "450 Come back later"
    message, now = queue(AMARA, noon), noon
    while message.state is MessageState.WAITING:
        now = message.send_after
        deliver(now)

    assert (message.state, message.attempts) == ("failed", MOST_TRIES)
    assert timedelta(hours=22) < now - noon < timedelta(hours=26)
    assert [wait_after(tries) for tries in (1, 2, 3, 12)] == [
        timedelta(minutes=1),
        timedelta(minutes=2),
        timedelta(minutes=4),
        timedelta(hours=8),
    ]


def test_when_our_own_address_is_refused_no_email_fails(app: Flask, postbox: Postbox, noon, monkeypatch):
    async def refuse(*_) -> str:
        return "550 We do not relay for you"

    monkeypatch.setattr(Handler, "handle_MAIL", refuse, raising=False)
    message = queue(AMARA, noon)

    assert deliver(noon) == 0

    assert (message.state, message.last_error) == ("waiting", "SMTPSenderRefused 450")


def test_the_words_of_a_secret_email_are_erased_when_it_has_gone(postbox: Postbox, noon):
    secret = queue(AMARA, noon, secret=True)
    plain = queue(TOM, noon)

    deliver(noon)

    assert words_of(postbox.emails[0]).startswith("Hello Amara Okafor.")
    assert (secret.text, secret.html) == ("", "")
    assert plain.text.startswith("Hello Tom Hesketh.")


def test_a_server_that_cannot_be_reached_loses_nothing(app: Flask, noon, monkeypatch):
    messages = [queue(to, noon) for to in (AMARA, TOM)]
    port = free_port()

    with sending_to(app, port, monkeypatch):
        assert deliver(noon) == 0
        assert {(message.state, message.last_error, message.attempts) for message in messages} == {
            ("waiting", "ConnectionRefusedError", 1)
        }
        with mail_server(port) as (postbox, _):
            assert deliver(noon + timedelta(minutes=1)) == 2

    assert postbox.sent_to() == ["amara@example.org", "tom@example.org"]


def test_a_server_that_never_says_a_word_is_left_in_good_time(app: Flask, noon, monkeypatch):
    message = queue(AMARA, noon)

    with silent_server() as port, sending_to(app, port, monkeypatch):
        assert deliver(noon) == 0

    assert (message.state, message.last_error) == ("waiting", "SMTPServerDisconnected")


def test_a_server_that_hangs_up_after_a_few_is_rung_again(postbox: Postbox, noon):
    postbox.hangs_up_after = 4
    for number in range(10):
        queue(AMARA, noon, key=f"{number}")

    assert deliver(noon) == 8
    assert deliver(noon + timedelta(minutes=1)) == 2

    assert set(postbox.copies().values()) == {1}
    assert len(postbox.received) == 10


def test_a_server_that_hangs_up_at_once_is_left_alone_until_next_time(postbox: Postbox, noon):
    postbox.hangs_up_after = 0
    messages = [queue(AMARA, noon, key=f"{number}") for number in range(3)]

    assert deliver(noon) == 0

    assert postbox.connections == 1
    assert [(message.attempts, message.leased_until) for message in messages] == [(1, None), (0, None), (0, None)]


def test_told_to_stop_a_worker_gives_back_what_it_has_not_sent(postbox: Postbox, noon):
    messages = [queue(AMARA, noon, key=f"{number}") for number in range(3)]

    assert deliver(noon, carry_on=lambda: not postbox.received) == 1

    assert [(message.state, message.attempts, message.leased_until) for message in messages] == [
        ("sent", 1, None),
        ("waiting", 0, None),
        ("waiting", 0, None),
    ]


def test_a_lease_keeps_others_off_until_it_runs_out(postbox: Postbox, noon):
    message = queue(AMARA, noon)
    message.leased_until, message.attempts = noon + LEASE, 1
    db.session.commit()

    assert deliver(noon + LEASE) == 0
    assert deliver(noon + LEASE + timedelta(seconds=1)) == 1

    assert postbox.copies() == {f"<{message.message_id}@example.org>": 1}


def test_a_worker_stops_sending_before_its_lease_runs_out(postbox: Postbox, noon):
    for number in range(4):
        queue(AMARA, noon, key=f"{number}")
    moments = (noon + timedelta(minutes=minute) for minute in range(100))

    deliver_due(clock=lambda: next(moments), carry_on=lambda: len(postbox.received) < 4)

    assert set(postbox.copies().values()) == {1}
    assert len(postbox.received) == 4


def test_an_email_in_the_mail_is_never_in_the_log(app: Flask, postbox: Postbox, noon, caplog):
    caplog.set_level(logging.DEBUG)
    postbox.answers["amara@example.org"] = "550 No such person amara@example.org"
    queue(AMARA, noon)
    queue(TOM, noon)

    deliver(noon)

    ours = [record for record in caplog.records if record.name.startswith("coproduction")]
    assert [record.message for record in ours] == ["an email did not go", "emails sent"]
    assert not [record for record in ours if "example.org" in str(vars(record)) or "Amara" in str(vars(record))]
