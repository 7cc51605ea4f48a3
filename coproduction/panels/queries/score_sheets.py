"""A member's own scores, and the totals of those who share theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import func, literal, select

from coproduction.core.database import AnyRow, db
from coproduction.members.models import Member
from coproduction.panels.models import Candidate, Pack, PackQuestion, Score, ScoreSheet
from coproduction.panels.queries.dates import interviews_end_at, when_to_lock
from coproduction.panels.rules.seats import scores_on
from coproduction.schedule.models import Event


class SharedTotal(NamedTuple):
    """What the members who share their scores gave one candidate together, of how much, and how many members that is.

    Only those count who scored every answer: an answer without a score says nothing against a candidate. The candidate
    goes by their number alone, for pages without a sign-in.
    """

    number: int
    total: int
    highest: int
    members: int


def locks_at(pack: Pack, event: Event) -> datetime:
    """Return when score sheets lock by themselves: at the time that was set, or at the end of the interviews.

    But never after the discussion has begun, wherever its debrief was put or moved since.
    """
    _, discussion_at = when_to_lock(event)
    return min(pack.locks_at or interviews_end_at(event), discussion_at)


def may_score(event_id: int, *, viewer: Member) -> bool:
    """Say whether the viewer scores the candidates of the panel: whoever stands by or watches does not."""
    return bool(db.session.scalar(select(scores_on(literal(event_id), literal(viewer.id)))))


def is_scored(event_id: int) -> bool:
    """Say whether a member has written in a score sheet of the panel."""
    return bool(
        db.session.scalar(
            select(
                select(Score.candidate_id)
                .join(Candidate, Candidate.id == Score.candidate_id)
                .where(Candidate.event_id == event_id)
                .exists()
            )
        )
    )


def own_sheet(event_id: int, *, viewer: Member) -> ScoreSheet | None:
    """Return the viewer's sheet, as it is now; None before they write in it."""
    return db.session.scalar(
        select(ScoreSheet)
        .where(ScoreSheet.event_id == event_id, ScoreSheet.member_id == viewer.id)
        .execution_options(populate_existing=True)
    )


def own_scores(event_id: int, *, viewer: Member) -> dict[tuple[int, int], Score]:
    """Return what the viewer has written, by the ids of the candidate and of the question."""
    found = db.session.scalars(
        select(Score)
        .join(Candidate, Candidate.id == Score.candidate_id)
        .where(Candidate.event_id == event_id, Score.member_id == viewer.id)
        .execution_options(populate_existing=True)
    )
    return {(score.candidate_id, score.question_id): score for score in found}


def shared_totals(event_id: int) -> Sequence[SharedTotal]:
    """Return the totals of those who score and share them, candidate by candidate; none if nobody does.

    For coordinators, and for the recruiting manager's own page.
    """
    asked = select(func.count()).where(PackQuestion.event_id == event_id).scalar_subquery()
    rows = db.session.execute(
        select(Candidate.number, (Pack.highest_score * asked).label("highest"), func.sum(Score.score).label("total"))
        .add_columns((func.count(Score.score) == asked).label("is_whole"))
        .join(Pack, Pack.event_id == Candidate.event_id)
        .join(ScoreSheet, ScoreSheet.event_id == Candidate.event_id)
        .outerjoin(Score, (Score.candidate_id == Candidate.id) & (Score.member_id == ScoreSheet.member_id))
        .where(
            Candidate.event_id == event_id,
            ScoreSheet.shared_at.is_not(None),
            scores_on(ScoreSheet.event_id, ScoreSheet.member_id),
        )
        .group_by(Candidate.number, ScoreSheet.member_id, Pack.highest_score)
        .order_by(Candidate.number)
    )
    return [_together(number, list(sheets)) for number, sheets in groupby(rows, key=lambda row: row.number)]


def _together(number: int, sheets: Sequence[AnyRow]) -> SharedTotal:
    """Add up what members gave one candidate, from the sheet of each who shares."""
    whole = [sheet.total for sheet in sheets if sheet.is_whole]
    return SharedTotal(number, sum(whole), sheets[0].highest * len(whole), len(whole))
