"""Emails as they travel: two parts, a calendar file, long lines, and TLS that checks whom it talks to."""

from __future__ import annotations

import smtplib
import ssl
from datetime import datetime

from flask import Flask

from coproduction.core.database import db
from coproduction.notifications import smtp
from coproduction.notifications.actions import send
from coproduction.notifications.models import Message, Recipient
from tests.notifications.conftest import AMARA
from tests.notifications.mail_server import Postbox, words_of
from tests.notifications.test_delivery import deliver, queue

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Carers’ forum\r\nEND:VCALENDAR\r\n"


def test_an_email_goes_out_in_two_parts_with_who_it_is_from(postbox: Postbox, noon):
    message = queue(Recipient.by_email("Zoë “Zo” O’Neill, MBE", "zoe@example.org"), noon)

    assert deliver(noon) == 1

    [email] = postbox.emails
    assert email["Subject"] == "Hello Zoë “Zo” O’Neill, MBE"
    assert email["To"].addresses[0].display_name == "Zoë “Zo” O’Neill, MBE"
    assert email["To"].addresses[0].addr_spec == "zoe@example.org"
    assert str(email["From"]) == "My Life Choices <hello@example.org>"
    assert email["Message-ID"] == f"<{message.message_id}@example.org>"
    assert email["Date"].datetime == noon
    assert email["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in email.walk() if not part.is_multipart()] == ["text/plain", "text/html"]
    assert words_of(email).startswith("Hello Zoë “Zo” O’Neill, MBE.\r\n")
    assert "<h1>Hello Zoë “Zo” O’Neill, MBE</h1>" in words_of(email, "html")
    assert (message.state, message.attempts, message.finished_at, message.leased_until) == ("sent", 1, noon, None)


def test_a_calendar_file_comes_with_its_method(postbox: Postbox, noon):
    queue(AMARA, noon, calendar=CALENDAR, calendar_method="REQUEST")

    deliver(noon)

    [attachment] = list(postbox.emails[0].iter_attachments())
    assert (attachment.get_content_type(), attachment["Content-Type"].params["method"], attachment.get_filename()) == (
        "text/calendar",
        "REQUEST",
        "event.ics",
    )
    assert attachment.get_content() == CALENDAR


def test_a_server_that_cannot_do_tls_gets_nothing_when_tls_is_asked_for(
    app: Flask, postbox: Postbox, noon, monkeypatch
):
    monkeypatch.setattr(app.extensions["mail"], "use_tls", True)
    message = queue(AMARA, noon)

    assert deliver(noon) == 0

    assert (postbox.received, message.state, message.last_error) == ([], "waiting", "SMTPNotSupportedError")


def test_tls_is_only_with_a_server_whose_certificate_is_checked(app: Flask, postbox: Postbox, noon, monkeypatch):
    contexts: list[ssl.SSLContext] = []
    monkeypatch.setattr(smtplib.SMTP, "starttls", lambda _self, *, context: contexts.append(context))
    monkeypatch.setattr(app.extensions["mail"], "use_tls", True)
    queue(AMARA, noon)

    deliver(noon)

    [context] = contexts
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_long_lines_are_broken_for_the_journey_and_whole_again_at_its_end(app: Flask, postbox: Postbox, noon):
    name = "Ängström" * 300
    queue(Recipient.by_email("Amara", "amara@example.org"), noon, key="short")
    message = send("tests/greeting", AMARA, key="long", now=noon, name=name)
    db.session.commit()

    deliver(noon)

    assert words_of(postbox.emails[1]).startswith(f"Hello {name}.")
    assert postbox.emails[1]["Subject"] == f"Hello {name}"
    assert message is not None
    assert max(len(line) for line in smtp_bytes(message, noon).splitlines()) <= 78


def smtp_bytes(message: Message, now: datetime) -> bytes:
    """Return the message as it travels."""
    email = smtp.Email(**{field: getattr(message, field) for field in smtp.Email.__dataclass_fields__})
    return smtp.compose(email, now=now).as_bytes()
