"""The words of each email to a recruiting manager, as stored in `emails/`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from coproduction.panels.actions import stages
from coproduction.panels.emails import coordinators, requesters
from coproduction.panels.models import PanelStage
from coproduction.panels.rules.stages import PACK_OPEN
from coproduction.panels.words.stages import TOLD
from tests.factories import (
    EventRoleFactory,
    OutcomeFactory,
    PanelCaseFactory,
    PanelFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
)

STORED = Path(__file__).parent / "emails"
REASONS = {
    PanelStage.NEEDS_INFORMATION: "Is there a lift?",
    PanelStage.DECLINED: "Nobody is free.\n\nYou can ask for 19 January.",
    PanelStage.CANCELLED: "The post is withdrawn.",
    PanelStage.POSTPONED: "The post is being looked at.",
}


def received(noon, **request):
    requesters.request_received(PanelRequestFactory(seed="seed", **request), key="k", now=noon)


def reached(noon, stage, *, wanted=1, names=("Amara",), has_outcome=False):
    panel = None
    if stage in (*PACK_OPEN, PanelStage.ROSTERED, PanelStage.CLOSED):
        panel = PanelFactory()
        role = EventRoleFactory(event=panel.event, name="Panel member", minimum=wanted)
        for name in names:
            PlaceFactory(role=role, member__known_as=name)
    request = PanelRequestFactory(seed="seed", case=PanelCaseFactory(panel=panel, stage=stage, owner=None))
    if has_outcome:
        OutcomeFactory(event_id=request.case.event_id)
    reason = REASONS.get(stage, "Only for coordinators")
    requesters.stage_reached(request.case, PanelStage.REQUESTED, reason=reason, key="k", now=noon)


def taken_for_held(noon):
    case = PanelCaseFactory(stage=PanelStage.BRIEFED, owner=None)
    request = PanelRequestFactory(seed="seed", case=case, contact_email="")
    stages.move_stage(case, PanelStage.HELD, by=None, now=noon)
    case.stage, request.contact_email = PanelStage.CANCELLED, "sam.lowe@example.org"
    requesters.stage_reached(case, PanelStage.HELD, reason="The team was ill.", key="k", now=noon)


def moved(noon):
    case = PanelCaseFactory()
    event, half_an_hour = case.panel.event, timedelta(minutes=30)
    dates = [
        ("Pre-meet", event.starts_at - half_an_hour, event.starts_at),
        ("Interviews", event.starts_at, event.ends_at),
    ]
    requesters.dates_changed(PanelRequestFactory(seed="seed", case=case), event, dates=dates, now=noon)


def agreed(noon):
    case = PanelCaseFactory()
    PanelRequestFactory(seed="seed", case=case)
    role = EventRoleFactory(event=case.panel.event, name="Panel member")
    requesters.name_agreed(PlaceFactory(role=role, member__name="Amara Okafor", member__known_as="Amara"), now=noon)


def cancelled(noon):
    case = PanelCaseFactory(panel=None, owner=StaffFactory(name="Tom Hesketh"))
    coordinators.cancelled_by_manager(PanelRequestFactory(case=case), "The post is withdrawn.", now=noon)


MESSAGES: dict[str, Callable[..., None]] = {
    "request_received": received,
    "name_agreed": agreed,
    "cancelled_by_manager": cancelled,
    "request_received_at_short_notice": lambda noon: received(noon, case__is_short_notice=True),
    "link_again": lambda noon: requesters.link_again([PanelRequestFactory(seed="seed")], key="k", now=noon),
    "dates_kept": lambda noon: requesters.dates_kept(
        PanelRequestFactory(seed="seed"), "Members cannot come then.", key="k", now=noon
    ),
    "dates_changed": moved,
    "dates_agreed": lambda noon: requesters.dates_agreed(PanelRequestFactory(seed="seed"), key="k", now=noon),
    "feedback_passed_on": lambda noon: requesters.feedback_passed_on(
        PanelRequestFactory(seed="seed", case=PanelCaseFactory()).case.event_id, now=noon
    ),
    **{f"stage_{stage.replace(' ', '_')}": partial(reached, stage=stage) for stage in TOLD},
    "stage_closed": partial(reached, stage=PanelStage.CLOSED, has_outcome=True),
    "stage_closed_without_outcome": partial(reached, stage=PanelStage.CLOSED),
    "stage_closed_without_members": partial(reached, stage=PanelStage.CLOSED, names=()),
    "stage_cancelled_after_its_day": taken_for_held,
    "stage_briefed_while_short": partial(reached, stage=PanelStage.BRIEFED, wanted=2),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_an_email_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    assert inbox.as_stored((r"progress/[0-9]+", "progress/1")) == (STORED / f"{name}.txt").read_text()
