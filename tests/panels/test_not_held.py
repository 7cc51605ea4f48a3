"""A panel that was called off at the last moment: the clock takes it for held, and a coordinator knows better."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels.actions import deciding, outcomes, stages
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.reports import counted, panels_of_year
from coproduction.panels.queries.requests import request_of
from coproduction.schedule.models import EventKind, EventState
from coproduction.schedule.queries.linked import events_following
from coproduction.site.queries.to_do.outcomes import outcomes_to_share
from tests.factories import EventFactory, PanelRequestFactory, StaffFactory
from tests.panels.requesting import address
from tests.panels.seats import candidates, seats

AFTER = datetime(2027, 1, 15, 9, tzinfo=UTC)
WHY = "The lead nurse was ill."


@pytest.fixture
def held():
    """A panel with a debrief, which somebody asked for, and whose time is over."""
    panel, _ = seats(stage=PanelStage.BRIEFED)
    EventFactory(kind=EventKind.PANEL, follows_id=panel.event_id, label="Debrief", starts_at=panel.event.ends_at)
    panel.event.is_followed = True
    case = case_of(panel.event_id)
    PanelRequestFactory(case=case)
    stages.hold_panels(now=AFTER - timedelta(hours=1))
    return case


def test_it_is_written_down_once_and_members_and_manager_hear_why(held, tom, inbox):
    for _ in range(2):
        deciding.say_not_held(held, WHY, by=tom, now=AFTER)

    event = held.panel.event
    [debrief] = events_following(event)
    assert (held.stage, held.moves[-1].reason) == (PanelStage.CANCELLED, WHY)
    assert [(date.state, date.cancelled_because) for date in (event, debrief)] == [(EventState.CANCELLED, WHY)] * 2
    assert [(message.subject, WHY in message.text) for message in inbox.messages[1:]] == [
        ("Your interview panel: it did not take place", True),
        (f"It did not take place: {event.title}", True),
    ]


def test_nobody_is_asked_for_its_outcome_and_it_is_not_counted_as_held(held, tom):
    def numbers():
        found = counted(panels_of_year(2027, viewer=tom), due_after=lambda _: AFTER.date(), now=AFTER)
        return found.asked, found.held, outcomes_to_share(viewer=tom, now=AFTER).total

    assert numbers() == (1, 1, 1)
    deciding.say_not_held(held, WHY, by=tom, now=AFTER)
    assert numbers() == (1, 0, 0)


def test_a_coordinator_says_so_on_its_page_and_its_manager_reads_it(held, coordinator, stranger, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    request = request_of(held.id)
    page = coordinator.get(f"/panels/progress/{held.id}").follow("Say that it did not take place")
    assert "Interview panel: PHB Lead Nurse, Band 7 Thursday 14 January 2027, 10:30am to 12:30pm" in page.text
    assert "each member on the panel, and to the team that asked for it." in page.text
    page = page.press("Write it down and tell them")
    assert page.errors == ["Enter why it did not take place"]

    page.press("Write it down and tell them", words=WHY)

    text = stranger.get(address(request)).text
    assert [words in text for words in ("It did not take place", WHY, "It will not happen", "What came of it")] == [
        True,
        True,
        False,
        False,
    ]


def test_of_a_panel_that_nobody_asked_for_only_its_members_are_told(coordinator, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    panel, _ = seats(stage=PanelStage.BRIEFED)
    case = db.session.scalars(select(PanelCase).where(PanelCase.event_id == panel.event_id)).one()
    stages.hold_panels(now=AFTER - timedelta(hours=1))
    page = coordinator.get(f"/panels/progress/{case.id}").follow("Say that it did not take place")
    assert "to the team" not in page.text

    page = page.press("Write it down and tell them", words=WHY)

    assert "It is written down. The members are being told." in page.text


def told_outcome(case):
    outcomes.tell_outcome(case.panel, "They chose somebody.", by=StaffFactory(), now=AFTER)


def came(case):
    case.panel.event.state = EventState.HELD


def to_come(case):
    case.stage = PanelStage.BRIEFED


@pytest.mark.parametrize("because", [told_outcome, came, to_come])
def test_it_is_refused_once_it_is_known_to_have_been_or_before(held, tom, coordinator, because):
    because(held)
    before = held.stage

    with pytest.raises(Refusal, match="So it took place"):
        deciding.say_not_held(held, WHY, by=tom, now=AFTER)

    assert held.stage is before
    assert "Say that it did not take place" not in coordinator.get(f"/panels/progress/{held.id}").links


def test_no_candidate_is_named_in_why(held, tom):
    candidates(held.panel, "Jo Bloggs")

    with pytest.raises(Refusal, match="Leave out “Jo Bloggs”") as refused:
        deciding.say_not_held(held, "Jo Bloggs had left.", by=tom, now=AFTER)

    assert (refused.value.field, held.stage) == ("words", PanelStage.HELD)
