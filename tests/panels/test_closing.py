"""A panel is put away that is over: with an outcome, or with words for members who wait for one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import MessageState
from coproduction.panels.actions import deciding, outcomes
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.panels.queries.outcomes import panel_numbered
from coproduction.site.queries.to_do.outcomes import outcomes_to_share
from tests.factories import PanelRequestFactory, StaffFactory
from tests.panels.requesting import address
from tests.panels.seats import candidates, seats

AFTER = datetime(2027, 1, 15, 9, tzinfo=UTC)
WHY = "The team has closed."


def test_members_who_wait_hear_once_that_no_outcome_comes_and_their_page_and_the_managers_agree(
    browser, coordinator, stranger, inbox, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    panel, _ = seats(stage=PanelStage.HELD, member=browser.member)
    request = PanelRequestFactory(case=db.session.scalars(select(PanelCase)).one())
    to_close = coordinator.get(f"/panels/progress/{request.case_id}").follow("Close it")
    assert "Members still wait to hear how it ended." in to_close.text

    refused = to_close.press("Close it and tell the members", words="")
    assert refused.errors == ["Enter what members hear instead of an outcome"]
    for _ in range(2):
        to_close.press("Close it and tell the members", words=WHY)

    [to_manager, told] = inbox.messages
    assert (told.subject, WHY in told.text) == (f"We have not heard what came of {panel.event.title}", True)
    assert (to_manager.subject, WHY in to_manager.text) == ("Your interview panel: it is closed", False)
    theirs = browser.get(f"/events/{panel.event_id}/how-it-went").text
    assert (WHY in theirs, "We do not know yet" in theirs) == (True, False)
    page = stranger.get(address(request))
    assert "We have told the members that we did not hear how it ended." in page.text
    for untrue in ("They still wait", "Members hear what came", "Tell the members", "All done"):
        assert untrue not in page.text
    assert "Phone us" in stranger.get(address(request, "/outcome")).text
    assert outcomes_to_share(viewer=StaffFactory(), now=AFTER).total == 0


@pytest.mark.parametrize("words", ["", "Jo Bloggs took another post."])
def test_a_panel_is_not_closed_without_a_word_for_members_or_with_the_name_of_a_candidate(inbox, words):
    panel, _ = seats(stage=PanelStage.HELD)
    candidates(panel, "Jo Bloggs")
    case = db.session.scalars(select(PanelCase)).one()

    with pytest.raises(Refusal) as refused:
        deciding.close_case(case, words, by=StaffFactory(), now=AFTER)

    assert (refused.value.field, case.stage, inbox.messages) == ("words", PanelStage.HELD, [])


def test_once_closed_only_a_coordinator_tells_an_outcome_and_nobody_hears_both(inbox):
    panel, _ = seats(stage=PanelStage.HELD)
    case = db.session.scalars(select(PanelCase)).one()
    deciding.close_case(case, WHY, by=StaffFactory(), now=AFTER)

    with pytest.raises(Refusal, match="Ring us instead"):
        outcomes.tell_outcome(panel, "They chose somebody.", by=None, now=AFTER)
    outcomes.tell_outcome(panel_numbered(panel.event_id), "They chose somebody.", by=StaffFactory(), now=AFTER)

    waiting = [message for message in inbox.messages if message.state is MessageState.WAITING]
    assert [message.subject for message in waiting] == [f"What came of {panel.event.title}"]


def test_there_is_nobody_to_tell_an_outcome_of_a_panel_without_members():
    panel, _ = seats(0, stage=PanelStage.HELD)

    with pytest.raises(Refusal, match="there is nobody to tell"):
        outcomes.tell_outcome(panel, "They chose somebody.", by=StaffFactory(), now=AFTER)


@pytest.mark.parametrize(
    ("stage", "heading"),
    [
        (PanelStage.BRIEFED, "Who is coming"),
        (PanelStage.HELD, "Who was there"),
        (PanelStage.OUTCOME_SHARED, "Who was there"),
        (PanelStage.CLOSED, None),
    ],
)
def test_the_manager_reads_names_until_the_panel_is_closed(stranger, stage, heading):
    seats(stage=stage, member__known_as="Amara")
    request = PanelRequestFactory(case=db.session.scalars(select(PanelCase)).one())

    page = stranger.get(address(request))

    assert [each for each in ("Who is coming", "Who was there") if each in page.text] == ([heading] if heading else [])
    assert ("Amara" in page.text) is bool(heading)


def test_the_link_of_a_manager_whom_we_have_forgotten_opens_nothing(stranger):
    request = PanelRequestFactory(case__stage=PanelStage.CLOSED)
    assert stranger.get(address(request)).status == 200

    request.contact_name = request.contact_email = request.contact_phone = ""
    db.session.flush()

    assert [stranger.get(address(request, page)).status for page in ("", "/outcome")] == [404, 404]
