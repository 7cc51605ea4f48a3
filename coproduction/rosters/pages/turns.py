"""What people can read of fairness beside a name, for lists of who could be asked."""

from __future__ import annotations

from collections.abc import Sequence

from coproduction.core.dates import uk_wall
from coproduction.rosters.proposals.problem import History
from coproduction.rosters.proposals.words import beside_the_name, period_in_words
from coproduction.rosters.queries import Candidate


def period_of(listed: Sequence[Candidate]) -> str:
    """Say how far back the turns of those who are listed are counted; empty where nobody is."""
    return period_in_words(listed[0].days) if listed else ""


def turns_of(seen: Candidate) -> str:
    """Say somebody's last turn, and the times offered and held."""
    last = uk_wall(seen.last_turn).date() if seen.last_turn else None
    return beside_the_name(History(last, seen.asked, seen.took_part), seen.days)
