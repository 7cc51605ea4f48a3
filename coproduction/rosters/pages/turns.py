"""What people can read of fairness beside a name, for lists of who could be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coproduction.rosters.proposals.words import beside_the_name, period_in_words, times_there
from coproduction.rosters.queries import Candidate, PastTurns


def period_of(listed: Sequence[Candidate]) -> str:
    """Say how far back the turns of those who are listed are counted; empty where nobody is."""
    return period_in_words(listed[0].days) if listed else ""


def turns_of(seen: Candidate | PastTurns) -> str:
    """Say somebody's last turn, and the times offered and held."""
    return beside_the_name(seen.history, seen.days)


def held_by(listed: Sequence[Candidate]) -> Mapping[int, str]:
    """Say what each of those who are listed was at such events: how often they sat, stood by or watched."""
    return {seen.member_id: times_there(seen.history) for seen in listed}
