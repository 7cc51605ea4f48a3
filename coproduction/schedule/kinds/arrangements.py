"""What is arranged for one event: how long before it must be booked, and what of it the venue and the caterer learn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.core.dated_settings import Number, number
from coproduction.members.kinds.needs import NEEDS
from coproduction.members.models import NeedKind
from coproduction.members.rules import TO_BOOK

# The column of a venue that says whether it has what is needed.
FACTS: Mapping[NeedKind, str] = {
    NeedKind.STEP_FREE: "step_free",
    NeedKind.HEARING_LOOP: "hearing_loop",
    NeedKind.PARKING: "parking",
    NeedKind.CHANGING_PLACES: "changing_places",
    NeedKind.QUIET_ROOM: "quiet_room",
}
# What only somebody who comes to the venue needs.
AT_THE_VENUE = frozenset(
    {
        *FACTS,
        NeedKind.ASSISTANCE_DOG,
        NeedKind.LOW_SCENT,
        NeedKind.DIET,
        NeedKind.VENUE_OTHER,
        NeedKind.TAXI,
    }
)


class Arranged(NamedTuple):
    """How one kind of need is arranged: its name, its lead time, and whether only people at the venue need it."""

    label: str
    lead: Number
    is_at_venue: bool


ARRANGED: Mapping[NeedKind, Arranged] = {
    kind: Arranged(
        NEEDS[kind].label,
        number(
            f"lead-{kind.value.lower().replace(' ', '-')}",
            f"Time to arrange: {NEEDS[kind].label}",
            unit="working days before the event",
            seed=NEEDS[kind].lead_days,
            highest=90,
        ),
        kind in AT_THE_VENUE,
    )
    for kind in TO_BOOK
}
# It may be an interpreter: as early as for one.
THIS_TIME = Arranged(
    "Something different this time",
    number(
        "lead-this-time",
        "Time to arrange: what is different this time",
        unit="working days before the event",
        seed=NEEDS[NeedKind.BSL_INTERPRETER].lead_days,
        highest=90,
    ),
    is_at_venue=False,
)
# Nobody interprets for longer without a rest (practice, section 2.6).
IN_TWOS = (NeedKind.BSL_INTERPRETER, NeedKind.SIGN_SUPPORTED_ENGLISH)
ALONE_FOR = number(
    "interpreter-alone-minutes",
    "How long an event is at the most for one interpreter alone",
    unit="minutes",
    seed=60,
    lowest=15,
    highest=240,
)
CONFIRMED_DAYS = number(
    "arrangement-confirmed-days",
    "How early everything that was booked must be confirmed",
    unit="working days before the event",
    seed=5,
    highest=60,
)
DAYS_AHEAD = number(
    "arrangement-days-ahead",
    "How early something to book stands on the to-do list",
    unit="working days before its deadline",
    seed=10,
    highest=90,
)


def how_arranged(kind: NeedKind | None) -> Arranged:
    """Return how a kind of need is arranged; without a kind, what somebody said is different this time."""
    return ARRANGED[kind] if kind else THIS_TIME
