"""Candidates as coordinators see them, and who on the panel has said whether they know one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.members.models import Member
from coproduction.panels.models import Candidate
from coproduction.panels.queries import candidates as queries
from coproduction.panels.queries.dates import can_change_names
from coproduction.panels.queries.packs import find_own_panel, find_pack, readers
from coproduction.panels.words.seats import part_at
from coproduction.schedule.models import Event
from coproduction.schedule.rules import set_id_of
from coproduction.schedule.words import Tag

LEAVES = "Thank you for telling us. We find another member for this panel. You do not have to do anything else."
LEAVES_AT_ONCE = "Thank you for telling us. Please do not go on with the interviews. Ring us now: we tell the team."
READS_NOW = "Thank you. The papers are ready, and you can open them now."
READS_LATER = "Thank you. You can open the papers for the panel as soon as they are ready."
ANSWERED, WAITS = Tag("Knows nobody", "green"), Tag("Not answered yet", "yellow")


class AskedLine(NamedTuple):
    """One member on the panel, and whether they have said that they know none of the candidates."""

    member_id: int
    name: str
    role: str
    state: Tag
    can_answer: bool


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
    on_it = readers(event.id, viewer=viewer, now=now) if there else []
    return CandidatesPage(
        candidates=there,
        asked=[
            AskedLine(
                row.id,
                row.name,
                part_at(row.role, row.label),
                WAITS if row.waits else ANSWERED,
                row.is_asked,
            )
            for row in on_it
        ],
        unavailable=[(member.id, member.name) for member in queries.unavailable_members(event.id, viewer=viewer)],
        can_change=can_change_names(event, now=now),
    )


def thanks(event: Event, *, viewer: Member, now: datetime) -> str:
    """Return what a member reads who has answered: whether they stay on the panel, and what they can do next.

    `event` is the date of the panel at which they had a place.
    """
    panel_id = set_id_of(event)
    if find_own_panel(panel_id, viewer=viewer) is None:
        return LEAVES if event.starts_at > now else LEAVES_AT_ONCE
    return READS_NOW if find_pack(panel_id, viewer=viewer) else READS_LATER
