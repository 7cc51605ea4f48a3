"""A member writes in their own score sheet, locks it, and shares its totals if they like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from coproduction.core.database import db
from coproduction.core.dates import uk_datetime
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.panels.models import Pack, Panel, Score, ScoreSheet
from coproduction.panels.queries import packs
from coproduction.panels.queries import score_sheets as queries
from coproduction.panels.queries.candidates import find_candidate
from coproduction.panels.rules import score_sheets as rules
from coproduction.schedule.queries.linked import lock_set

DO_NOT_SCORE = "Only members who have a place on the panel score the answers, so nothing was saved."
NO_LONGER = "You can no longer open this panel’s papers, so nothing was saved."


class Said(NamedTuple):
    """What a member writes about one answer of a candidate: a score, or none yet, and notes."""

    score: int | None
    notes: str


def save_scores(
    panel: Panel, member: Member, *, candidate_id: int, said: Mapping[int, Said], now: datetime
) -> ScoreSheet:
    """Keep what a member writes about a candidate, by question's id. What they wrote before of these is replaced.

    Refused once the sheet is locked; for whoever may not read the pack any more, stands by or watches; and where the
    candidate has gone.
    """
    pack, sheet = _open_sheet(panel, member)
    if rules.is_locked(sheet, queries.locks_at(pack, panel.event), now=now):
        raise Refusal("Your score sheet is locked, so it can no longer be changed.")
    if find_candidate(candidate_id, panel.event_id) is None:
        raise Refusal("This candidate is no longer on the list.")
    before = queries.own_scores(panel.event_id, viewer=member)
    asked = {question.id for question in packs.questions_of(panel.event_id)}
    for question_id, (score, notes) in said.items():
        if question_id not in asked:
            continue
        row = before.get((candidate_id, question_id)) or Score(
            candidate_id=candidate_id, question_id=question_id, member_id=member.id
        )
        row.score, row.notes = score, notes
        db.session.add(row)
    db.session.flush()
    return sheet


def lock_sheet(panel: Panel, member: Member, *, now: datetime) -> ScoreSheet:
    """Lock the member's own sheet for good, so that it stays what they thought themselves. Twice changes nothing."""
    _, sheet = _open_sheet(panel, member)
    if sheet.locked_at is None:
        sheet.locked_at = now
    return sheet


def share_totals(panel: Panel, member: Member, *, shares: bool, now: datetime) -> ScoreSheet:
    """Share the member's own totals with the coordinator and the recruiting team, or stop sharing them.

    Refused before the sheet is locked, and when there is none.
    """
    lock_set(panel.event)
    pack, sheet = packs.pack_of(panel.event_id), queries.own_sheet(panel.event_id, viewer=member)
    if pack is None or sheet is None or not queries.may_score(panel.event_id, viewer=member):
        raise Refusal("You have no scores for this panel.")
    locks_at = queries.locks_at(pack, panel.event)
    if not rules.is_locked(sheet, locks_at, now=now):
        raise Refusal(f"Lock your score sheet first. It locks by itself on {uk_datetime(locks_at)}.")
    sheet.shared_at = (sheet.shared_at or now) if shares else None
    return sheet


def _open_sheet(panel: Panel, member: Member) -> tuple[Pack, ScoreSheet]:
    lock_set(panel.event)
    found = packs.find_pack(panel.event_id, viewer=member)
    if found is None:
        raise Refusal(NO_LONGER)
    if not queries.may_score(panel.event_id, viewer=member):
        raise Refusal(DO_NOT_SCORE)
    sheet = queries.own_sheet(panel.event_id, viewer=member)
    if sheet is None:
        sheet = ScoreSheet(event_id=panel.event_id, member_id=member.id)
        db.session.add(sheet)
        db.session.flush()
    return found[0], sheet
