"""What a coordinator fills in about an event, for the tests of every kind."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.models import EventFormat


def answers(**changed: Any) -> dict[str, Any]:
    """Return good answers to the questions that every event has, with the ones that are named here changed."""
    return {
        "title": "Work plan for the year",
        "summary": "What we will work on together in 2027.",
        "day": date(2027, 2, 11),
        "starts": "10:30am",
        "ends": "12:30pm",
        "format": "hybrid",
        "venue": "Example Hall, Nottingham",
        "joining_link": "https://example.org/join/1",
        "joining_phone": "0115 496 0123",
        **changed,
    }


def details(**changed: Any) -> EventDetails:
    """Return the details of an event on Thursday 11 February 2027, with the ones that are named here changed."""
    return EventDetails(
        **{
            "title": "Work plan for the year",
            "summary": "",
            "starts_at": datetime(2027, 2, 11, 10, 30, tzinfo=UTC),
            "ends_at": datetime(2027, 2, 11, 12, 30, tzinfo=UTC),
            "format": EventFormat.HYBRID,
            "venue": "Example Hall, Nottingham",
            "joining_link": "",
            "joining_phone": "",
            **changed,
        }
    )
