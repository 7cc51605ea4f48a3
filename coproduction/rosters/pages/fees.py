"""What a place would come to beside a member's own limits on pay, in words for them alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coproduction.core.dates import uk_short_date
from coproduction.rosters.queries.limits import caps_passed_by
from coproduction.rosters.rules.fees import Passed
from coproduction.schedule.bars import Reading
from coproduction.schedule.models import Place, PlaceState


def passed_in_words(passed: Sequence[Passed]) -> list[str]:
    """Say each total that would pass a limit of the member's own."""
    return [
        f"With this, £{each.total:,} {_when(each)}. You asked to stay under £{each.cap:,}{_per(each)}."
        for each in passed
    ]


def before_yes(place: Place, *, now: datetime) -> Reading | None:
    """Return what the member has to read before they say yes to their place: which of their own limits it passes."""
    if place.state is PlaceState.HELD:
        return None
    words = passed_in_words(caps_passed_by(place.role, place.member, now=now))
    return Reading(words, "Say what to do about the fee", "rosters_members.choose_place_fee") if words else None


def _when(passed: Passed) -> str:
    when = f"in the week from {uk_short_date(passed.starts_on)}" if passed.is_week else f"in {passed.starts_on:%B %Y}"
    return f"would be paid to you {when}" if passed.is_paid_then else when


def _per(passed: Passed) -> str:
    return " in a week" if passed.is_week else " in a month"
