"""The words of each email about joining and belonging, as stored in `emails/`."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from coproduction.core.database import db
from coproduction.members import emails
from coproduction.members.models import ApplicationState, Departure, RestrictedNote
from coproduction.notifications.models import Channel
from tests.factories import ApplicationFactory, HeldQualificationFactory, MemberFactory, StaffFactory

STORED = Path(__file__).parent / "emails"
TOKEN = "A" * 43


def received(noon, **reached):
    emails.application_received(ApplicationFactory(name="Selin Kaya", **reached), TOKEN, now=noon)


def way_back(noon, key, **reached):
    draft = ApplicationFactory(name=None, state=ApplicationState.DRAFT, changed_at=noon, **reached)
    emails.way_back(draft, key, now=noon)


def declined(noon):
    application = ApplicationFactory(name="Piotr Zielinski", known_as="Piotr")
    emails.declined(application, "We are full until June.\n\nWe are sorry.", "Come to our open day.", key="k", now=noon)


def asked_more(noon, **reached):
    application = ApplicationFactory(name="Selin Kaya", **reached)
    emails.more_asked(application, "Which days are good?\n\nDo you like trains?", TOKEN, key="k", now=noon)


def chat(noon, **reached):
    application = ApplicationFactory(name="Selin Kaya", **reached)
    emails.chat_offered(application, "By phone, on Tuesday 12 January at 10am.", key="k", now=noon)


def told(noon, email, **reached):
    email(ApplicationFactory(name="Selin Kaya", **reached), key="k", now=noon)


def waits(noon):
    application = ApplicationFactory(name="Selin Kaya")
    emails.waiting_list(application, "All our places are taken.", date(2027, 6, 1), key="k", now=noon)


def leaves(noon, email, **wishes):
    departure = Departure(leaves_on=date(2027, 1, 31), **wishes)
    email(MemberFactory(known_as="Harold"), departure, key="k", now=noon)


def runs_out(noon, **reached):
    held = HeldQualificationFactory(
        member=MemberFactory(known_as="Ruth", **reached),
        qualification__name="Interview skills",
        valid_until=date(2027, 2, 28),
    )
    emails.renewal_reminder(held, now=noon, at=noon)


BY_PHONE = {"channel": Channel.PHONE, "phone": "0115 496 0031"}
BY_TEXT = {"channel": Channel.TEXT, "phone": "07700 900131"}
BY_LETTER = {"channel": Channel.LETTER, "address": "1 Example Street"}


def welcomed(noon, token=None, **member):
    emails.welcome(MemberFactory(known_as="Piotr", **member), token, key="k", now=noon)


def turned(noon, email, **member):
    email(MemberFactory(known_as="Harold", **member), key="k", now=noon)


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
    "more_asked_by_email": asked_more,
    "more_asked_by_phone": lambda noon: asked_more(noon, **BY_PHONE),
    "more_asked_by_text": lambda noon: asked_more(noon, **BY_TEXT),
    "more_asked_by_letter": lambda noon: asked_more(noon, **BY_LETTER),
    "reply_received": lambda noon: told(noon, emails.reply_received),
    "chat_offered_by_email": chat,
    "chat_offered_by_phone": lambda noon: chat(noon, **BY_PHONE),
    "chat_offered_by_text": lambda noon: chat(noon, **BY_TEXT),
    "chat_offered_by_letter": lambda noon: chat(noon, **BY_LETTER),
    "chat_held": lambda noon: told(noon, emails.chat_held),
    "waiting_list": waits,
    "looked_at_again": lambda noon: told(noon, emails.looked_at_again),
    "withdrawn_by_email": lambda noon: told(noon, emails.withdrawn),
    "withdrawn_by_letter": lambda noon: told(noon, emails.withdrawn, **BY_LETTER),
    "rejoined_with_link": lambda noon: emails.rejoined(MemberFactory(known_as="Harold"), TOKEN, key="k", now=noon),
    "rejoined_by_phone": lambda noon: emails.rejoined(
        MemberFactory(known_as="Harold", channel=Channel.PHONE), None, key="k", now=noon
    ),
    "induction_finished": lambda noon: turned(noon, emails.induction_finished, probation_ends_on=date(2027, 7, 4)),
    "probation_finished": lambda noon: turned(noon, emails.probation_finished, review_due_on=date(2027, 9, 4)),
    "paused": lambda noon: turned(noon, emails.paused),
    "resumed": lambda noon: turned(noon, emails.resumed),
    "leaving": lambda noon: leaves(noon, emails.leaving, wants_exit_talk=True, wants_reference=True),
    "leaving_quietly": lambda noon: leaves(noon, emails.leaving),
    "term_ending": lambda noon: leaves(noon, emails.term_ending, wants_exit_talk=True, wants_reference=True),
    "staying": lambda noon: turned(noon, emails.staying),
    "left": lambda noon: leaves(noon, emails.left),
    "left_with_reference": lambda noon: leaves(noon, emails.left, wants_reference=True, keeps_in_touch=True),
    "term_renewed": lambda noon: emails.term_renewed(
        MemberFactory(known_as="Harold", terms=2), date(2030, 1, 4), now=noon
    ),
    "renewal_reminder_by_email": runs_out,
    "renewal_reminder_by_letter": lambda noon: runs_out(noon, **BY_LETTER),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_an_email_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    assert inbox.as_stored() == (STORED / f"{name}.txt").read_text()


def test_a_link_that_lets_somebody_in_is_erased_once_sent(noon, inbox):
    welcomed(noon, TOKEN)
    emails.sign_in_opened(MemberFactory(), TOKEN, now=noon)

    assert [message.is_secret for message in inbox.messages] == [True, True]


def test_a_name_cannot_make_a_link_in_an_email(noon, inbox):
    emails.application_received(ApplicationFactory(name="[Win](https://evil.example.org)"), TOKEN, now=noon)

    assert "evil" not in "".join(re.findall(r'href="([^"]*)"', inbox.messages[0].html))
