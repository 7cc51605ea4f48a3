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


class Told(NamedTuple):
    """What a recruiting manager is emailed when their panel comes to a stage.

    In `words`, {due} is the last day to tell the outcome. `gives_names` says that the first names of who is on the
    panel go with it, `asks_papers` that we ask for what members read before it, and `gives_reason` that the
    coordinator's own words do: they are written to be read by the manager.
    """

    subject: str
    words: str
    button: str = "See your request"
    gives_reason: bool = False
    gives_names: bool = False
    asks_papers: bool = False


TOLD: Mapping[PanelStage, Told] = {
    PanelStage.NEEDS_INFORMATION: Told(
        "we have a question", "Before we can answer, we need to know more.", "Answer the question", gives_reason=True
    ),
    PanelStage.ACCEPTED: Told(
        "we say yes", "Members will sit on your panel. We ask them next, and tell you when they have said yes."
    ),
    PanelStage.DECLINED: Told(
        "we cannot do this one",
        "We are sorry: members cannot sit on this panel. This is why, and what you can do instead.",
        gives_reason=True,
    ),
    PanelStage.RECRUITING: Told(
        "we are asking members", "We are asking members now. You hear from us when enough have said yes."
    ),
    PanelStage.ROSTERED: Told(
        "the members are agreed",
        "Enough members have said yes.",
        "See who is coming",
        gives_names=True,
        asks_papers=True,
    ),
    PanelStage.BRIEFED: Told(
        "the members are ready", "The members have what they need for the day.", "See who is coming", gives_names=True
    ),
    PanelStage.HELD: Told(
        "how did it end?",
        "Thank you for having members on your panel. They would like to hear how it ended. Please tell us by {due}.",
        "Tell us the outcome",
    ),
    PanelStage.OUTCOME_SHARED: Told("thank you", "The members know how it ended. Thank you for telling them."),
    PanelStage.CLOSED: Told(
        "all is done", "You do not have to do anything more. Thank you for working with members.", "See your panel"
    ),
    PanelStage.CANCELLED: Told("it is cancelled", "The panel will not happen. We tell the members.", gives_reason=True),
    PanelStage.POSTPONED: Told(
        "it is put off",
        "The panel will not happen on the day you asked for. Choose new dates on your page when you know them.",
        "Choose new dates",
        gives_reason=True,
    ),
}

# What stands above the first names of the members on a recruiting manager's page. In no other stage are there any.
NAMES: Mapping[PanelStage, str] = {
    PanelStage.RECRUITING: "Who is coming",
    PanelStage.ROSTERED: "Who is coming",
    PanelStage.BRIEFED: "Who is coming",
    PanelStage.HELD: "Who was there",
    PanelStage.OUTCOME_SHARED: "Who was there",
}
TURNS: Mapping[str, str] = {COORDINATOR: "Ours", MANAGER: "Yours", NOBODY: "Nobody’s"}

# What a recruiting manager reads on their own page.
PROGRESS: Mapping[PanelStage, str] = {
    PanelStage.REQUESTED: "A coordinator reads it next. We email you our answer, or a question.",
    PanelStage.NEEDS_INFORMATION: "Please answer it, so that we can go on.",
    PanelStage.ACCEPTED: "We get everything ready, and then ask members.",
    PanelStage.DECLINED: "We are sorry. You can send a new request at any time.",
    PanelStage.RECRUITING: "We tell you when enough members have said yes.",
    PanelStage.ROSTERED: "Enough members have said yes. We send them what they need before the day.",
    PanelStage.BRIEFED: "The members have what they need for the day.",
    PanelStage.HELD: "Thank you for having members on your panel. They would like to hear how it ended.",
    PanelStage.OUTCOME_SHARED: "Thank you for telling them.",
    PanelStage.CLOSED: "Thank you for working with members.",
    PanelStage.CANCELLED: "It will not happen. You can send a new request at any time.",
    PanelStage.POSTPONED: "Choose new dates when you know them. Then a coordinator looks at it again.",
}
