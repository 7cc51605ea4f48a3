"""Who can see which part of what we hold about a member. One table: pages say it, and queries keep it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coproduction.members.models import Grant


class Part(enum.StrEnum):
    """A part of what we hold about a member."""

    NAME = "name"
    CONTACT = "contact"
    AREA = "area"
    INTERESTS = "interests"
    TRAVEL = "travel"
    EMERGENCY = "emergency"
    AWAY = "away"
    NEEDS = "needs"
    QUALIFICATIONS = "qualifications"
    EVENTS = "events"
    HISTORY = "history"
    PAYMENT = "payment"
    CAPS = "caps"
    OFTEN = "often"
    STORY = "story"
    SUPPORTERS = "supporters"
    REMARKS = "remarks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Who sees one part, beside the member.

    `columns` of the member's row hold it. A supporter sees it with the `grant`, or `always`; without either never.
    `more` is what else is to be said.
    """

    columns: tuple[str, ...] = ()
    coordinators: bool = True
    grant: Grant | None = None
    always: bool = False
    more: str = ""


SIGHTS: Mapping[Part, Sight] = {
    Part.NAME: Sight(columns=("name", "known_as", "pronouns"), always=True),
    Part.CONTACT: Sight(columns=("channel", "contact_times", "email", "phone", "address"), grant=Grant.SEE_DETAILS),
    Part.AREA: Sight(columns=("area",), grant=Grant.SEE_DETAILS),
    Part.INTERESTS: Sight(grant=Grant.SEE_DETAILS),
    Part.TRAVEL: Sight(columns=("availability", "travel"), grant=Grant.SEE_DETAILS),
    Part.EMERGENCY: Sight(columns=("emergency_contact",), grant=Grant.SEE_DETAILS),
    Part.AWAY: Sight(grant=Grant.SEE_DETAILS),
    Part.NEEDS: Sight(grant=Grant.SEE_NEEDS, more="Coordinators tell others only what you say they may."),
    Part.QUALIFICATIONS: Sight(grant=Grant.SEE_DETAILS),
    Part.EVENTS: Sight(grant=Grant.SEE_EVENTS),
    Part.HISTORY: Sight(),
    Part.PAYMENT: Sight(coordinators=False, more="Coordinators see only whether to ask you first."),
    Part.CAPS: Sight(coordinators=False),
    Part.OFTEN: Sight(coordinators=False, more="Coordinators see only that they cannot ask you."),
    Part.STORY: Sight(
        coordinators=False, more="Other trainers of a session see your story sheet if you share it with them."
    ),
    Part.SUPPORTERS: Sight(),
    Part.REMARKS: Sight(columns=("remarks",)),
}


def parts_shown(grants: Iterable[Grant]) -> frozenset[Part]:
    """Return the parts that a supporter with these grants sees."""
    held = frozenset(grants)
    return frozenset(part for part, sight in SIGHTS.items() if sight.always or sight.grant in held)


def who_sees(part: Part, supporters: Iterable[tuple[str, Iterable[Grant]]]) -> str:
    """Say in words who can see a part, given the member's supporters, each with their grants."""
    sight = SIGHTS[part]
    others = ["coordinators"] if sight.coordinators else []
    others += [name for name, grants in supporters if part in parts_shown(grants)]
    seen = f"You, {', '.join(others[:-1])} and {others[-1]}" if len(others) > 1 else " and ".join(["You", *others])
    return f"{seen}. {sight.more}".strip() if others else f"Only you. {sight.more}".strip()
