"""A coordinator enters what a team that rings asks for: the same questions and rules, and who entered it stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.training.models import RequestStage, TrainingRequest
from coproduction.training.rules.requests import asked_days, proposed_days
from tests.core.asked import fills_in
from tests.factories import StaffFactory, TrainingRequestFactory
from tests.training.asking import TRAINING
from tests.training.requesting import STARTS, accepted

OTHER_DAY = {"first_day[day]": "9", "first_day[month]": "3", "first_day[year]": "2027"}


def entered(action):
    """Return who is written down as having done it."""
    return list(db.session.scalars(select(AuditEntry.account_id).where(AuditEntry.action == action)))


def test_a_coordinator_enters_a_request_and_it_stays_who_did(coordinator, inbox):
    assert coordinator.get("/training/requests").links["Enter a request for a team that rings"] == "/training/request"
    page = fills_in(coordinator, TRAINING)
    assert "You enter this for a team that rings." in page.text

    sent = page.press("Send the request")

    request = db.session.scalars(select(TrainingRequest)).one()
    assert (sent.address, sent.messages) == (
        f"/training/requests/{request.id}",
        ["Sent. We email the team the link to its own page."],
    )
    [move] = request.moves
    assert (move.moved_by_id, move.by_team, entered("training.request_moved")) == (
        coordinator.account.id,
        True,
        [coordinator.account.id],
    )
    assert [message.to_address for message in inbox.messages] == ["sam.lowe@example.org"]
    assert f"entered by {coordinator.account.name}" in sent.text


def test_what_a_team_sends_itself_is_entered_by_nobody_else(stranger, coordinator):
    page = fills_in(stranger, TRAINING)
    assert "You enter this for a team that rings." not in page.text
    assert page.press("Send the request").address == "/training/request/sent"

    request = db.session.scalars(select(TrainingRequest)).one()
    assert (request.moves[0].moved_by_id, request.moves[0].by_team) == (None, True)


@pytest.mark.parametrize("is_agreed", [False, True])
def test_a_coordinator_enters_other_days_as_the_team_does_itself(coordinator, noon, is_agreed):
    request = accepted(noon, by=StaffFactory()) if is_agreed else TrainingRequestFactory(stage=RequestStage.WAITING)
    page = coordinator.get(f"/training/requests/{request.id}").follow("Enter other days for a team that rings")
    assert page.press("Send the days", **OTHER_DAY | {"first_day[year]": "2026"}).errors == [
        "The date must be in the future"
    ]

    page.press("Send the days", **OTHER_DAY)

    db.session.refresh(request)
    taken = proposed_days(request) if is_agreed else asked_days(request)
    assert (taken, entered("training.days_asked")) == ([date(2027, 3, 9)], [coordinator.account.id])
    if not is_agreed:
        assert (request.stage, request.moves[-1].moved_by_id) == (RequestStage.REQUESTED, coordinator.account.id)


def test_no_other_days_are_entered_once_it_has_begun(coordinator, noon):
    request = accepted(noon, by=StaffFactory())
    request.session.event.starts_at, request.session.event.ends_at = noon, noon + (STARTS - STARTS.replace(hour=8))
    db.session.flush()

    page = coordinator.get(f"/training/requests/{request.id}/days")

    assert (page.address, "Enter other days" in page.text) == (f"/training/requests/{request.id}", False)
