"""When members are reminded of an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.core.dated_settings import Number, number
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import EventKind

BEFORE = "days before"
MOST = 60


class Leads(NamedTuple):
    """How many days before an event of a kind its two reminders go."""

    first: Number
    second: Number


LEADS: Mapping[EventKind, Leads] = {
    kind: Leads(
        number(f"reminder-first-{kind}", f"{policy.name}: first reminder", unit=BEFORE, seed=7, highest=MOST),
        number(f"reminder-second-{kind}", f"{policy.name}: second reminder", unit=BEFORE, seed=2, highest=MOST),
    )
    for kind, policy in POLICIES.items()
}
