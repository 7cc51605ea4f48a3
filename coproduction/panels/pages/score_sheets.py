"""A member's own score sheet, and the totals that members share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_datetime
from coproduction.members.models import Member
from coproduction.panels.models import Pack, PackQuestion, Panel
from coproduction.panels.queries import packs
from coproduction.panels.queries import score_sheets as queries
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.rules import score_sheets as rules


class SheetLine(NamedTuple):
    """One candidate on a member's own sheet."""

    candidate_id: int
    name: str
    scored: str
    total: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A member's own sheet: nobody else's page shows what is in it.

    `unfinished` are the candidates without a score for every answer.
    """

    panel: Panel
    pack: Pack
    lines: list[SheetLine]
    highest_total: int
    locks: str
    is_locked: bool
    is_shared: bool
    can_share: bool

    @property
    def unfinished(self) -> list[SheetLine]:
        return [line for line in self.lines if not line.is_whole]


def sheet_page(event_id: int, *, viewer: Member, now: datetime) -> SheetPage | None:
    """Return the viewer's own sheet; None unless they may write in it, or have, and it is not deleted yet."""
    if not queries.may_score(event_id, viewer=viewer):
        return None
    sheet = queries.own_sheet(event_id, viewer=viewer)
    found = packs.find_pack(event_id, viewer=viewer)
    if found is None and (sheet is None or (found := _kept(event_id, viewer)) is None):
        return None
    pack, panel = found
    questions = packs.questions_of(event_id)
    locks_at = queries.locks_at(pack, panel.event)
    is_locked = rules.is_locked(sheet, locks_at, now=now)
    return SheetPage(
        panel=panel,
        pack=pack,
        lines=_lines(event_id, questions, viewer=viewer),
        highest_total=pack.highest_score * len(questions),
        locks=uk_datetime(locks_at),
        is_locked=is_locked,
        is_shared=sheet is not None and sheet.shared_at is not None,
        can_share=is_locked and sheet is not None,
    )


def _lines(event_id: int, questions: Sequence[PackQuestion], *, viewer: Member) -> list[SheetLine]:
    """Return what the viewer has written so far, candidate by candidate."""
    scores, lines = queries.own_scores(event_id, viewer=viewer), []
    for candidate in candidates_of(event_id):
        written = [scores.get((candidate.id, question.id)) for question in questions]
        given = [score.score for score in written if score is not None and score.score is not None]
        lines.append(
            SheetLine(
                candidate.id,
                f"Candidate {candidate.number}: {candidate.name}",
                f"{len(given)} of {len(questions)} questions",
                sum(given),
                is_whole=len(given) == len(questions),
            )
        )
    return lines


def _kept(event_id: int, viewer: Member) -> tuple[Pack, Panel] | None:
    """Return the pack of a panel that is over, for a member who was on it and whose sheet is kept yet."""
    panel, pack = packs.find_own_panel(event_id, viewer=viewer), packs.pack_of(event_id)
    return (pack, panel) if pack and panel else None


def totals_in_words(event_id: int) -> list[str]:
    """Return the totals of the members who share theirs: 'Candidate 1: 27 of 40, from 2 members'. Without names."""
    return [
        f"Candidate {number}: {total} of {highest}, from {members} member{'' if members == 1 else 's'}"
        if members
        else f"Candidate {number}: nobody gave a score for every answer"
        for number, total, highest, members in queries.shared_totals(event_id)
    ]
