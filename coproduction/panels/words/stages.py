"""The words that people read for the stages of a panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.panels.models import PanelStage
from coproduction.schedule.words import Tag

COORDINATOR, MANAGER, NOBODY = "The coordinator", "The recruiting manager", "Nobody"


class Stage(NamedTuple):
    """A stage as coordinators and recruiting managers read it, and whose turn it is."""

    to_staff: Tag
    to_manager: str
    turn: str


STAGES: Mapping[PanelStage, Stage] = {
    PanelStage.REQUESTED: Stage(Tag("Requested", "yellow"), "We have your request", COORDINATOR),
    PanelStage.NEEDS_INFORMATION: Stage(Tag("Needs information", "orange"), "We have a question for you", MANAGER),
    PanelStage.ACCEPTED: Stage(Tag("Accepted", "aqua-green"), "We have said yes", COORDINATOR),
    PanelStage.DECLINED: Stage(Tag("Declined", "grey"), "We cannot do this one", NOBODY),
    PanelStage.RECRUITING: Stage(Tag("Recruiting members", "blue"), "We are asking members", COORDINATOR),
    PanelStage.ROSTERED: Stage(Tag("Rostered", "green"), "Members have said yes", COORDINATOR),
    PanelStage.BRIEFED: Stage(Tag("Briefed", "green"), "Members are ready", COORDINATOR),
    PanelStage.HELD: Stage(Tag("Held", "yellow"), "Tell us the outcome", MANAGER),
    PanelStage.OUTCOME_SHARED: Stage(Tag("Outcome shared", "aqua-green"), "Members know the outcome", COORDINATOR),
    PanelStage.CLOSED: Stage(Tag("Closed", "grey"), "All done", NOBODY),
    PanelStage.CANCELLED: Stage(Tag("Cancelled", "red"), "It is cancelled", NOBODY),
    PanelStage.POSTPONED: Stage(Tag("Postponed", "orange"), "It waits for new dates", MANAGER),
}
