"""The words of each message about supporters, as stored in `emails/`; and the guards around them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from coproduction.members.emails import supporters as emails
from coproduction.members.models import Grant
from tests.factories import MemberFactory, SupporterFactory

STORED = Path(__file__).parent / "emails"
TOKEN = "A" * 43


def mo(**member):
    kieran = MemberFactory(known_as="Kieran", **member)
    return SupporterFactory(name="Mo", member=kieran, may=[Grant.SEE_EVENTS, Grant.ANSWER, Grant.GET_COPIES])


RINGING = {"account": None, "channel": "phone", "email": None}
MESSAGES = {
    "now_supports_new": lambda noon: emails.now_supports(mo(), TOKEN, now=noon),
    "now_supports_known": lambda noon: emails.now_supports(mo(), None, now=noon),
    "no_longer_supports": lambda noon: emails.no_longer_supports(mo(), now=noon),
    "supporter_added": lambda noon: emails.supporter_added(mo(), now=noon),
    "supporter_added_by_phone": lambda noon: emails.supporter_added(mo(**RINGING), now=noon),
    "supporter_changed": lambda noon: emails.supporter_changed(mo(), None, now=noon),
    "supporter_changed_by_phone": lambda noon: emails.supporter_changed(mo(**RINGING), date(2027, 1, 3), now=noon),
    "supporter_removed": lambda noon: emails.supporter_removed(mo(), stepped_out=False, now=noon),
    "supporter_stepped_out": lambda noon: emails.supporter_removed(mo(), stepped_out=True, now=noon),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_an_email_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    assert inbox.as_stored() == (STORED / f"{name}.txt").read_text()


def test_a_link_that_sets_up_a_sign_in_is_erased_once_sent(noon, inbox):
    MESSAGES["now_supports_new"](noon)

    assert [message.is_secret for message in inbox.messages] == [True]


def test_a_supporters_name_cannot_make_a_link(noon, inbox):
    emails.supporter_added(SupporterFactory(name="[Win](https://evil.example.org)"), now=noon)

    assert "evil" not in "".join(re.findall(r'href="([^"]*)"', inbox.messages[0].html))
