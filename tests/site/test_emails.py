"""The words of each message about other formats, as stored in `emails/`."""

from pathlib import Path

import pytest

from coproduction.notifications.models import Channel
from coproduction.site import emails
from tests.site.test_formats import asks

STORED = Path(__file__).parent / "emails"
MORE = {"formats": ("Large print", "Audio"), "details": "24 point, please."}
MESSAGES = {
    "format_asked_by_email": lambda noon: emails.format_asked(asks(), now=noon),
    "format_asked_by_phone": lambda noon: emails.format_asked(
        asks(channel=Channel.PHONE, where="0115 496 0102", **MORE), now=noon
    ),
    "format_wanted": lambda noon: emails.format_wanted(asks(**MORE), now=noon),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    assert inbox.as_stored() == (STORED / f"{name}.txt").read_text()
