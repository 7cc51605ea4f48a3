"""Members of a panel and what they write in their score sheets, for tests."""

from __future__ import annotations

from coproduction.core.database import db
from coproduction.panels.actions import score_sheets as actions
from coproduction.panels.actions.score_sheets import Said
from coproduction.panels.models import CandidateAnswer, PanelStage
from coproduction.panels.queries import packs
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.queries.seats import seated_places
from tests.panels.seats import candidates, pack, seats


def panel_to_score(now):
    """Return a briefed panel with two candidates, whom nobody of its two members knows, and two questions."""
    made, places = seats(2, stage=PanelStage.BRIEFED)
    pack(made, "How do you listen?", "What would you change?")
    candidates(made, "Jo Bloggs", "Sam Roe")
    for place in places:
        answer_no(made, place.member_id, now)
    return made


def answer_no(panel, member_id, at):
    """Say for a member that they know none of the candidates."""
    db.session.add_all(
        CandidateAnswer(candidate_id=candidate.id, member_id=member_id, knows=False, answered_at=at)
        for candidate in candidates_of(panel.event_id)
    )
    db.session.flush()


def members_of(panel):
    """Return the members on the panel."""
    return [place.member for place in seated_places(panel.event_id)]


def write(panel, member, *scores, now, of=0):
    """Score the answers of one candidate, question by question."""
    candidate = candidates_of(panel.event_id)[of]
    said = {
        question.id: Said(score, f"Note {score}")
        for question, score in zip(packs.questions_of(panel.event_id), scores, strict=False)
    }
    actions.save_scores(panel, member, candidate_id=candidate.id, said=said, now=now)
