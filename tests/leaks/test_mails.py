"""Every message about panels, rosters and places is played, or there is a reason why it is not."""

from __future__ import annotations

from pathlib import Path

from tests.leaks.mails import NOT_PLAYED, PLAYED

EMAILS = Path(__file__).parents[2] / "coproduction" / "templates" / "emails"
ROOMS = ("panels", "rosters", "schedule")


def test_every_message_of_these_rooms_is_played_or_there_is_a_reason_why_not():
    there = {f"{room}/{message.stem}" for room in ROOMS for message in (EMAILS / room).glob("*.md")}
    played = set().union(*PLAYED.values())

    assert sorted(there) == sorted(played | NOT_PLAYED.keys())
    assert played & NOT_PLAYED.keys() == set()
