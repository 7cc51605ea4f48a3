"""Handing emails to the mail server: Flask-Mail's settings and connection, hardened.

Flask-Mail 0.10 waits for ever on a silent server, accepts any certificate after STARTTLS, breaks long headers, and
counts an email as sent in tests when it was not.
"""

from __future__ import annotations

import enum
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Self

import flask_mail
from flask import current_app

from config import Settings
from coproduction.notifications.rendering import document

TIMEOUT = 10  # seconds for each step of the conversation with the server
CLOSING = 421  # the code with which a server ends the conversation
READABLE = "quoted-printable"  # base64, which Python may choose, looks like spam to some filters
# Lines of 78, as the standards ask for encoded words and for quoted-printable. A header that is one long address, such
# as List-Unsubscribe, would be broken by that: it needs max_line_length=998 for itself alone.
POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """What delivery needs of a row of the outbox: a copy, so that no transaction stays open while it is sent."""

    id: int
    template: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    is_secret: bool
    calendar: str | None
    calendar_method: str | None
    message_id: str
    attempts: int
    leased_until: datetime


class Outcome(enum.Enum):
    """What became of one try."""

    SENT = enum.auto()
    REFUSED = enum.auto()
    DEFERRED = enum.auto()
    BROKEN = enum.auto()


@dataclass(frozen=True, slots=True)
class Try:
    """One try: what became of it, and the class and code of the fault, which never hold an address."""

    outcome: Outcome
    fault: str | None = None


class Connection(flask_mail.Connection):
    """One conversation with the mail server, for many emails."""

    host: smtplib.SMTP

    def __enter__(self) -> Self:
        self.host = self.configure_host()
        return self

    def __exit__(self, *_exception: object) -> None:
        try:
            self.host.quit()
        except OSError:  # the server has gone already, which is what we wanted
            self.host.close()

    def configure_host(self) -> smtplib.SMTP:
        """Connect with a time limit and, when the settings ask for TLS, with a checked certificate."""
        timeout = current_app.config.get("MAIL_TIMEOUT", TIMEOUT)
        us = _settings().mail.sender.rpartition("@")[2]  # smtplib would look our name up, which can hang
        if self.mail.use_ssl:
            checked = ssl.create_default_context()
            host: smtplib.SMTP = smtplib.SMTP_SSL(
                self.mail.server, self.mail.port, us, timeout=timeout, context=checked
            )
        else:
            host = smtplib.SMTP(self.mail.server, self.mail.port, us, timeout=timeout)
        try:
            if self.mail.use_tls:
                host.starttls(context=ssl.create_default_context())
            if self.mail.username and self.mail.password:
                host.login(self.mail.username, self.mail.password)
            host.ehlo_or_helo_if_needed()
        except OSError:
            host.close()
            raise
        return host

    def try_to_send(self, email: Email, *, now: datetime) -> Try:
        """Send one email and say what became of it. After BROKEN the connection is of no more use."""
        try:
            composed = compose(email, now=now)
        except (ValueError, IndexError, MessageError) as fault:  # an address that cannot stand in a header
            return Try(Outcome.REFUSED, type(fault).__name__)
        try:
            self.host.send_message(composed, _settings().mail.sender, [email.to_address])
        except OSError as fault:  # smtplib's exceptions too
            code = _code_of(fault)
            return Try(_outcome_of(code), f"{type(fault).__name__} {code or ''}".strip())
        return Try(Outcome.SENT)


def connect() -> Connection:
    """Return a connection to the mail server, to be used with `with`. Opening it raises OSError when it cannot be."""
    return Connection(current_app.extensions["mail"])


def compose(email: Email, *, now: datetime) -> EmailMessage:
    """Return the email as it travels. Its Message-ID is the same at each try, so that a repeat can be recognised."""
    settings = _settings()
    sender = settings.mail.sender
    composed = EmailMessage(policy=POLICY)
    composed["Subject"] = email.subject
    composed["From"] = Address(settings.group.name, addr_spec=sender)
    composed["To"] = Address(email.to_name, addr_spec=email.to_address)
    if settings.group.email != sender:
        composed["Reply-To"] = Address(settings.group.name, addr_spec=settings.group.email)
    composed["Date"] = now
    composed["Message-ID"] = f"<{email.message_id}@{sender.rpartition('@')[2]}>"
    composed["Auto-Submitted"] = "auto-generated"
    composed.set_content(email.text, cte=READABLE)
    composed.add_alternative(document(email.subject, email.html), subtype="html", cte=READABLE)
    if email.calendar:
        method = {"method": email.calendar_method or "PUBLISH"}
        composed.add_attachment(email.calendar, subtype="calendar", filename="event.ics", params=method)
    return composed


def _code_of(fault: OSError) -> int | None:
    """Return the server's answer to this email; None when the conversation itself broke."""
    match fault:
        case smtplib.SMTPRecipientsRefused():
            return next(code for code, _reply in fault.recipients.values())
        case smtplib.SMTPSenderRefused() if fault.smtp_code >= 500:
            return 450  # our own address is at fault: people mend that, and the email can still go
        case smtplib.SMTPResponseException():
            return fault.smtp_code
        case smtplib.SMTPNotSupportedError():
            return 553  # an address in letters that this server cannot write to
        case _:
            return None


def _outcome_of(code: int | None) -> Outcome:
    """Read the server's answer: 5 and two digits is for ever, 4 and two digits is for now."""
    if code is None or code == CLOSING:
        return Outcome.BROKEN
    return Outcome.REFUSED if code >= 500 else Outcome.DEFERRED


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
