"""Candidates as coordinators see them, and who on the panel has said whether they know one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.panels.models import Candidate
from coproduction.panels.queries import candidates as queries
from coproduction.panels.queries.packs import readers
from coproduction.panels.rules.candidates import can_be_asked
from coproduction.schedule.models import Event
from coproduction.schedule.words import Tag

ANSWERED, WAITS = Tag("Knows nobody", "green"), Tag("Not answered yet", "yellow")


class AskedLine(NamedTuple):
    """One member on the panel, and whether they have said that they know none of the candidates."""

    member_id: int
    name: str
    role: str
    state: Tag


@dataclass(frozen=True, slots=True)
class CandidatesPage:
    """The candidates of a panel for coordinators. `unavailable` are the ids and names of who cannot be on it."""

    candidates: Sequence[Candidate]
    asked: list[AskedLine]
    unavailable: list[tuple[int, str]]
    can_change: bool


def candidates_page(event: Event, *, viewer: Account, now: datetime) -> CandidatesPage:
    """Return the candidates of a panel, who on it has answered, and who cannot be on it. For coordinators alone."""
    there = queries.candidates_of(event.id)
    on_it = readers(event.id, viewer=viewer) if there else []
    return CandidatesPage(
        candidates=there,
        asked=[AskedLine(row.id, row.name, row.role, WAITS if row.waits else ANSWERED) for row in on_it],
        unavailable=[(member.id, member.name) for member in queries.unavailable_members(event.id, viewer=viewer)],
        can_change=can_be_asked(event, now=now),
    )
