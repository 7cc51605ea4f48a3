"""The words of each message about panels, as stored in `emails/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from coproduction.notifications.models import Channel
from coproduction.panels.emails import members as emails
from coproduction.panels.models import AloneStep, Outcome
from tests.factories import MemberFactory
from tests.panels.seats import BY_LETTER, seats

STORED = Path(__file__).parent / "emails"
BY_PHONE = {"account": None, "channel": Channel.PHONE, "email": None}


def seat(**reached):
    _, [place] = seats(member=MemberFactory(known_as="Amara", **reached))
    return place


def outcome(to_members=""):
    return Outcome(words="The team chose somebody who starts in May.", to_members=to_members)


OF_SEVERAL_LINES = "Your questions were the best of the day.\r\n\r\nWe ask them again:\r\nnext week, and in June."


MESSAGES = {
    "candidates_asked": lambda noon: emails.candidates_asked(seat(), newest=1, is_ready=False, now=noon),
    "candidates_asked_with_papers": lambda noon: emails.candidates_asked(seat(), newest=1, is_ready=True, now=noon),
    "candidates_asked_by_phone": lambda noon: emails.candidates_asked(
        seat(**BY_PHONE), newest=1, is_ready=False, now=noon
    ),
    "candidates_asked_with_papers_by_phone": lambda noon: emails.candidates_asked(
        seat(**BY_PHONE), newest=1, is_ready=True, now=noon
    ),
    "pack_open": lambda noon: emails.pack_open(seat(), now=noon),
    "pack_open_by_phone": lambda noon: emails.pack_open(seat(**BY_PHONE), now=noon),
    "pack_open_by_letter": lambda noon: emails.pack_open(seat(**BY_LETTER), now=noon),
    "alone_asked": lambda noon: emails.alone_asked(seat(), AloneStep(id=1), now=noon),
    "alone_asked_by_phone": lambda noon: emails.alone_asked(seat(**BY_PHONE), AloneStep(id=1), now=noon),
    "not_alone": lambda noon: emails.not_alone(seat(), AloneStep(id=1), now=noon),
    "not_alone_by_phone": lambda noon: emails.not_alone(seat(**BY_PHONE), AloneStep(id=1), now=noon),
    "outcome_told": lambda noon: emails.outcome_told(seat(), outcome(OF_SEVERAL_LINES), now=noon),
    "outcome_corrected": lambda noon: emails.outcome_corrected(seat(), outcome(OF_SEVERAL_LINES), number=1, now=noon),
    "outcome_added": lambda noon: emails.outcome_added(seat(), outcome(OF_SEVERAL_LINES), number=1, now=noon),
    "outcome_corrected_by_phone": lambda noon: emails.outcome_corrected(
        seat(**BY_PHONE), outcome(), number=1, now=noon
    ),
    "no_outcome": lambda noon: emails.no_outcome(seat(), "The team has closed.", now=noon),
    "no_outcome_by_phone": lambda noon: emails.no_outcome(seat(**BY_PHONE), "The team has closed.", now=noon),
    "not_held": lambda noon: emails.not_held(seat(), "The team was ill.", now=noon),
    "not_held_by_phone": lambda noon: emails.not_held(seat(**BY_PHONE), "The team was ill.", now=noon),
    "outcome_told_by_phone": lambda noon: emails.outcome_told(seat(**BY_PHONE), outcome(), now=noon),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    assert inbox.as_stored((r"/events/\d+", r"/events/7")) == (STORED / f"{name}.txt").read_text()
