"""The words of each email about joining and belonging, as stored in `emails/`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coproduction.core.database import db
from coproduction.members import emails
from coproduction.members.models import ApplicationState, MemberState, RestrictedNote
from coproduction.notifications.models import Channel
from tests.factories import ApplicationFactory, MemberFactory, StaffFactory

STORED = Path(__file__).parent / "emails"
TOKEN = "A" * 43


def received(noon, **reached):
    emails.application_received(ApplicationFactory(name="Selin Kaya", **reached), TOKEN, now=noon)


def way_back(noon, key, **reached):
    draft = ApplicationFactory(name=None, state=ApplicationState.DRAFT, changed_at=noon, **reached)
    emails.way_back(draft, key, now=noon)


def declined(noon):
    application = ApplicationFactory(name="Piotr Zielinski", known_as="Piotr")
    emails.declined(application, "We are full until June.\n\nWe are sorry.", "Come to our open day.", now=noon)


def welcomed(noon, token=None, **member):
    emails.welcome(MemberFactory(known_as="Piotr", **member), token, now=noon)


def turned(noon, state):
    emails.state_changed(MemberFactory(known_as="Harold", state=state), now=noon)


def note_waits(noon):
    priya = StaffFactory(name="Priya Nair")
    note = RestrictedNote(member=MemberFactory(name="Harold Pym"), written_at=noon, written_by=priya, words="A bruise")
    db.session.add(note)
    db.session.flush()
    emails.restricted_note_waits(note, StaffFactory(name="Ewa Lis"), now=noon)


MESSAGES = {
    "restricted_note_waits": note_waits,
    "received_by_email": received,
    "received_by_phone": lambda noon: received(noon, channel=Channel.PHONE, phone="0115 496 0031"),
    "received_by_letter": lambda noon: received(noon, channel=Channel.LETTER, address="1 Example Street"),
    "received_by_text": lambda noon: received(noon, channel=Channel.TEXT, phone="07700 900982"),
    "way_back_by_email": lambda noon: way_back(noon, TOKEN),
    "way_back_by_letter": lambda noon: way_back(
        noon, "BCDFGHJKMPQR", channel=Channel.LETTER, address="1 Example Street"
    ),
    "declined": declined,
    "welcome_with_link": lambda noon: welcomed(noon, TOKEN),
    "welcome_by_phone_with_account": lambda noon: welcomed(noon, channel=Channel.PHONE),
    "welcome_by_phone": lambda noon: welcomed(noon, channel=Channel.PHONE, email=None, account=None),
    "sign_in_opened": lambda noon: emails.sign_in_opened(MemberFactory(known_as="Selin"), TOKEN, now=noon),
    "email_changed": lambda noon: emails.email_changed(MemberFactory(known_as="Ruth"), "ruth@example.org", now=noon),
    "paused": lambda noon: turned(noon, MemberState.PAUSED),
    "resumed": lambda noon: turned(noon, MemberState.ACTIVE),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_an_email_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    [message] = inbox.messages
    words, closing = re.split(r"\n+---\n+", message.text)
    assert closing.startswith("This message is from My Life Choices")
    assert f"{message.subject}\n\n{words}\n" == (STORED / f"{name}.txt").read_text()


def test_a_link_that_lets_somebody_in_is_erased_once_sent(noon, inbox):
    welcomed(noon, TOKEN)
    emails.sign_in_opened(MemberFactory(), TOKEN, now=noon)

    assert [message.is_secret for message in inbox.messages] == [True, True]


def test_a_name_cannot_make_a_link_in_an_email(noon, inbox):
    emails.application_received(ApplicationFactory(name="[Win](https://evil.example.org)"), TOKEN, now=noon)

    assert "evil" not in "".join(re.findall(r'href="([^"]*)"', inbox.messages[0].html))
