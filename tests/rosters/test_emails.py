"""The words of each message of the rosters, as stored in `emails/`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coproduction.core.database import db
from coproduction.notifications.models import Channel
from coproduction.rosters import emails
from coproduction.rosters.emails import Said
from coproduction.rosters.models import Because, StandInSearch
from coproduction.schedule.models import EventKind, PlaceState
from tests.factories import (
    AvailabilityRoundFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
)

STORED = Path(__file__).parent / "emails"
BY_PHONE = {"account": None, "channel": Channel.PHONE, "email": None}


def asking(send, noon, *, words="", dates=2, **reached):
    event = EventFactory(kind=EventKind.PANEL, title="Interview panel: PHB Lead Nurse, Band 7")
    later = EventFactory(kind=EventKind.PANEL, title="Interview panel: Co-production Officer, Band 5")
    amara = MemberFactory(known_as="Amara", **reached)
    send(AvailabilityRoundFactory(words=words), [amara], events={amara.id: [event, later][:dates]}, now=noon)


def answered(noon, **reached):
    amara = MemberFactory(known_as="Amara", **reached)
    said = [Said("Interview panel: PHB Lead Nurse, Band 7", "Thursday 14 January 2027, 10:30am to 12:30pm", "Yes.")]
    emails.availability_answered_for(AvailabilityRoundFactory(), amara, said=said, answered_by="Mo Farrow", now=noon)


def panel():
    priya = StaffFactory(name="Priya Nair", email="priya@example.org")
    event = EventFactory(kind=EventKind.PANEL, title="Interview panel: PHB Lead Nurse, Band 7", organiser=priya)
    return EventRoleFactory(event=event, name="Panel member", minimum=2, is_open=False)


def to_ring(noon):
    role = panel()
    PlaceFactory(role=role)
    search = StandInSearch(role=role, because=Because.GIVEN_UP, begun_at=noon)
    db.session.add(search)
    db.session.flush()
    emails.to_ring(search, missing=1, now=noon)


def text_to_standby(noon):
    megan = MemberFactory(known_as="Megan", phone="0115 496 0012")
    emails.text_to_standby(PlaceFactory(role=panel(), member=megan, state=PlaceState.OFFERED), now=noon)


MESSAGES = {
    "availability_asked": lambda noon: asking(
        emails.availability_asked, noon, words="Lunch is there for everybody who comes."
    ),
    "availability_asked_by_phone": lambda noon: asking(emails.availability_asked, noon, dates=1, **BY_PHONE),
    "availability_reminder": lambda noon: asking(emails.availability_reminder, noon),
    "availability_reminder_by_phone": lambda noon: asking(emails.availability_reminder, noon, **BY_PHONE),
    "availability_answered_for": answered,
    "to_ring": to_ring,
    "text_to_standby": text_to_standby,
    "availability_answered_for_by_phone": lambda noon: answered(noon, **BY_PHONE),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    [message] = inbox.messages
    words, closing = re.split(r"\n+---\n+", message.text)
    assert closing.startswith("This message is from My Life Choices")
    words = re.sub(r"/roles/\d+/", "/roles/7/", words)
    words = re.sub(r"/availability/answers/\S+", r"/availability/answers/TOKEN", words)
    assert f"{message.subject}\n\n{words}\n" == (STORED / f"{name}.txt").read_text()
