"""The numbers of rosters that people set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coproduction.core import dated_settings
from coproduction.core.dated_settings import Number
from coproduction.rosters.kinds import LAST_HOURS
from coproduction.schedule.kinds.arrangements import ARRANGED

HISTORY_DAYS = dated_settings.number(
    "rosters-history-days", "How far back turns are counted when a role is filled", unit="days", seed=365, highest=3660
)
EXPERIENCE_DAYS = dated_settings.number(
    "rosters-experience-days",
    "How long somebody counts as experienced after a turn",
    unit="days",
    seed=730,
    highest=3660,
)
TRAVEL_MINUTES = dated_settings.number(
    "rosters-travel-minutes",
    "Time to get from one venue to another",
    unit="minutes",
    seed=60,
    lowest=0,
    highest=480,
)
AVAILABILITY_WEEKS = dated_settings.number(
    "availability-weeks",
    "How long we keep when members said that they could take part",
    unit="weeks after the event",
    seed=4,
    highest=52,
)
AVAILABILITY_DAYS = dated_settings.number(
    "availability-remind-days",
    "How early members are reminded to say when they could take part",
    unit="days before the answer is due",
    seed=3,
    highest=30,
)


def numbers_of_obstacles(today: date) -> Mapping[Number, int]:
    """Return what stands between members and events as it is set on a day: the way, and how long things take."""
    leads = [each.lead for each in ARRANGED.values()]
    return dated_settings.values_of([TRAVEL_MINUTES, *leads], on=today)


def numbers_of_proposals(today: date) -> Mapping[Number, int]:
    """Return the same, with how far back a proposal looks, and when nobody more is asked by itself."""
    leads = [each.lead for each in ARRANGED.values()]
    return dated_settings.values_of([TRAVEL_MINUTES, HISTORY_DAYS, EXPERIENCE_DAYS, LAST_HOURS, *leads], on=today)
