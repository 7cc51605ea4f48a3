"""The words of each message about papers and actions, as stored in `emails/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from coproduction.meetings import emails
from coproduction.meetings.emails import Papers, PaperWords
from coproduction.meetings.models import PaperSending
from coproduction.notifications.models import Channel
from tests.factories import (
    ActionPointFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    PollFactory,
)

STORED = Path(__file__).parent / "emails"
PAPERS = [PaperWords("Budgets", "Standard, Easy Read"), PaperWords("Care plans", "Easy Read")]


def papers(noon, **reached):
    role = EventRoleFactory(event=EventFactory(title="Work plan for the year"))
    place = PlaceFactory(role=role, member=MemberFactory(known_as="Amara", **reached))
    emails.papers_sent(place, PaperSending(id=7), papers=Papers(PAPERS, PAPERS), now=noon)


def poll(noon, **reached):
    emails.poll_asked(PollFactory(), [MemberFactory(known_as="Amara", **reached)], now=noon)


def reminder(noon, *, is_late=False, **reached):
    point = ActionPointFactory(words="Ask the council about ramps", member=MemberFactory(known_as="Amara", **reached))
    emails.action_reminder(point, is_late=is_late, now=noon, at=noon)


MESSAGES = {
    "action_reminder": reminder,
    "action_reminder_late_by_phone": lambda noon: reminder(
        noon, is_late=True, account=None, channel=Channel.PHONE, email=None
    ),
    "poll_asked": poll,
    "poll_asked_again": lambda noon: emails.poll_asked_again(
        PollFactory(), [MemberFactory(known_as="Amara")], now=noon
    ),
    "poll_asked_by_phone": lambda noon: poll(noon, account=None, channel=Channel.PHONE, email=None),
    "poll_ended": lambda noon: emails.poll_ended(PollFactory(), [MemberFactory(known_as="Amara")], now=noon),
    "papers_sent": papers,
    "papers_sent_by_phone": lambda noon: papers(noon, account=None, channel=Channel.PHONE, email=None),
    "papers_sent_by_letter": lambda noon: papers(
        noon, account=None, channel=Channel.LETTER, email=None, phone=None, address="1 Example Street"
    ),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    changing = ((r"/events/\d+", r"/events/7"), (r"/dates/answers/\S+", r"/dates/answers/TOKEN"))
    assert inbox.as_stored(*changing) == (STORED / f"{name}.txt").read_text()


def test_every_message_of_meetings_is_stored():
    templates = Path(emails.__file__).parents[1] / "templates" / "emails" / "meetings"

    assert {path.stem for path in templates.glob("*.md")} <= set(MESSAGES)
