"""The numbers that people set about asking members: how long they have to answer, by kind of event and how near it is.

Those of the most hours are for events that are far off, and those of the fewest for those at the door.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.core.dated_settings import Number, number
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import EventKind

NEAR_DAYS = number(
    "answer-near-days", "When an event is near, so that members have less time to answer", unit="days before", seed=7
)
SOON_HOURS = number(
    "answer-soon-hours",
    "When an event is very near, so that members have least time to answer",
    unit="hours before",
    seed=48,
)
LAST_HOURS = number(
    "search-last-hours",
    "When nobody more is asked by itself before an event, and a person is told to ring",
    unit="hours before",
    seed=2,
)
ASKED_AT_ONCE = number(
    "search-at-once",
    "How many are asked at once to step in, when an event is very near",
    unit="members for each place",
    seed=5,
    highest=100,
)
STANDBY_MINUTES = number(
    "search-standby-minutes",
    "How long whoever stands by is asked alone, when an event is very near",
    unit="minutes",
    seed=30,
)


class AnswerHours(NamedTuple):
    """How many hours members have to answer an offer: of an event that is far off, near, and very near."""

    far: Number
    near: Number
    soon: Number


def _hours(kind: EventKind, name: str) -> AnswerHours:
    return AnswerHours(
        number(f"answer-hours-{kind}", f"{name}: time to answer", unit="hours", seed=72),
        number(f"answer-hours-near-{kind}", f"{name}: time to answer when it is near", unit="hours", seed=24),
        number(f"answer-hours-soon-{kind}", f"{name}: time to answer when it is very near", unit="hours", seed=2),
    )


ANSWER_HOURS: Mapping[EventKind, AnswerHours] = {kind: _hours(kind, policy.name) for kind, policy in POLICIES.items()}
