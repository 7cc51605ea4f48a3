"""How kinds of event differ. The only file that compares a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coproduction.members.models import Interest
from coproduction.schedule.models import Event, EventKind


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one kind of event.

    `tag` is the NHS tag colour; `seen_by_all` says whether every member may know of it, or only those with a place
    or with a qualification that one of its roles requires; `interest` is what members who like it have ticked;
    `edit_endpoint` is the page on which a coordinator changes what is special to it.
    """

    name: str
    tag: str
    seen_by_all: bool
    interest: Interest | None
    edit_endpoint: str


POLICIES: Mapping[EventKind, Policy] = {
    EventKind.MEETING: Policy("Meeting", "blue", True, Interest.MEETINGS, "meetings.change_meeting"),
    EventKind.TRAINING: Policy("Training session", "green", True, Interest.TRAINING, "training.change_session"),
    EventKind.PANEL: Policy("Interview panel", "purple", False, Interest.PANELS, "panels.change_panel"),
    EventKind.OTHER: Policy("Other", "grey", True, None, "schedule_staff.change_event"),
}
SEEN_BY_ALL = tuple(kind for kind, policy in POLICIES.items() if policy.seen_by_all)


def policy_of(event: Event) -> Policy:
    """Return what holds for this event's kind."""
    return POLICIES[event.kind]
