"""The words of what delegates and trainers are asked after a session, as stored in `emails/`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coproduction.core.database import db
from coproduction.notifications.models import Channel, CopyRecipient
from coproduction.training.emails import evaluation as emails
from tests.factories import DelegateFactory
from tests.training.after_sessions import session_over, trains

STORED = Path(__file__).parent / "emails"
BY_PHONE = {"account": None, "channel": Channel.PHONE, "email": None, "phone": "07700 900001"}


def delegate():
    session = session_over(course__name="Accessible meetings")
    return DelegateFactory(bookings__session=session, name="Aoife Brennan", seed="seed", came=True)


def trainer(**reached):
    session = session_over(course__name="Accessible meetings")
    member = {f"member__{name}": value for name, value in reached.items()}
    return trains(session, member__known_as="Amara", **member)


MESSAGES = {
    "evaluation_at_end": lambda noon: emails.asked_at_end(delegate(), now=noon),
    "evaluation_later": lambda noon: emails.asked_later(delegate(), now=noon),
    "trainer_asked": lambda noon: emails.trainer_asked(trainer(), now=noon),
    "trainer_asked_by_phone": lambda noon: emails.trainer_asked(trainer(**BY_PHONE), now=noon),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    [message] = inbox.messages
    words, closing = re.split(r"\n+---\n+", re.sub(r"seed\.[\w-]{43}", "seed.signed", message.text))
    assert closing.startswith("This message is from My Life Choices")
    words = re.sub(r"/events/\d+", r"/events/7", words)
    assert f"{message.subject}\n\n{words}\n" == (STORED / f"{name}.txt").read_text()


def test_a_supporter_is_led_to_their_own_page_and_not_to_the_question(noon, inbox):
    place = trainer()
    db.session.add(CopyRecipient(member_id=place.member_id, name="Mo", email="mo@example.org"))

    emails.trainer_asked(place, now=noon)

    [copy] = [message for message in inbox.messages if message.to_address == "mo@example.org"]
    assert ("/how-it-was" in copy.text, f"/places/{place.id}" in copy.text) == (False, True)
