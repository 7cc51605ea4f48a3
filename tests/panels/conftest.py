"""Who sees to panels in their tests, and a panel that is briefed."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.panels.models import CandidateAnswer, PanelStage
from tests.factories import StaffFactory
from tests.panels.seats import candidates, pack, seats


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


@pytest.fixture
def briefed(noon):
    """A briefed panel with two members who know nobody, and the candidate."""
    panel, places = seats(2, stage=PanelStage.BRIEFED)
    [jo] = candidates(panel, "Jo Bloggs")
    pack(panel, "How do you listen?", "What would you change?")
    for place in places:
        db.session.add(CandidateAnswer(candidate_id=jo.id, member_id=place.member_id, knows=False, answered_at=noon))
    db.session.flush()
    return panel, places, jo
