"""The numbers that people set about asking members: how long they have to answer, and what they are paid.

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


class Fees(NamedTuple):
    """What members are paid for an event, in pounds: up to half a day, and longer. Expenses are apart."""

    half_day: Number
    day: Number


def _fees(kind: EventKind, name: str) -> Fees:
    half_day, day = PAID.get(kind, (0, 0))
    return Fees(
        number(f"fee-half-day-{kind}", f"{name}: fee for up to half a day", unit="pounds", seed=half_day, lowest=0),
        number(f"fee-day-{kind}", f"{name}: fee for longer than half a day", unit="pounds", seed=day, lowest=0),
    )


# What has long been paid for a part that members are chosen for (practice, section 2.1). Each group sets its own.
PAID: Mapping[EventKind, tuple[int, int]] = {EventKind.PANEL: (75, 150), EventKind.TRAINING: (75, 150)}
FEES: Mapping[EventKind, Fees] = {kind: _fees(kind, policy.name) for kind, policy in POLICIES.items()}
HALF_DAY_HOURS = number("fee-half-day-hours", "Most hours that are paid as half a day", unit="hours", seed=4, highest=8)
PAY_DAYS = number(
    "fee-pay-days", "How long it takes until a fee is paid", unit="working days after the event", seed=20, highest=90
)
