"""How kinds of event differ. The only place that compares a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from coproduction.core.dated_settings import Number, number
from coproduction.members.models import Interest
from coproduction.schedule.models import Event, EventKind

NEEDS_KEPT_WEEKS = number(
    "event-needs-weeks", "How long we keep what people needed at one event", unit="weeks after it", seed=4, highest=52
)
OFFER_HOURS = number(
    "waiting-list-hours",
    "How long a free place is kept for the next on a waiting list, of members and of staff who book training",
    unit="hours",
    seed=48,
)

PANEL_STANDBYS = number(
    "panel-standbys", "How many members stand by for a panel", unit="members", seed=1, lowest=0, highest=10
)


class FirstRole(NamedTuple):
    """The role that an event of a kind usually has, for a coordinator to start from."""

    name: str
    minimum: int
    maximum: int | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for one kind of event.

    `tag` is the NHS tag colour; `seen_by_all` says whether every member may know of it, or only those with a place
    or with a qualification that one of its roles requires; `interest` is what members who like it have ticked;
    `edit_endpoint` is the page on which a coordinator changes what is special to it; `first_role` is where a
    coordinator starts when adding roles (two members, so that nobody sits alone: practice, section 3); `own_pages` are
    the names and endpoints of pages that only such events have; `needs_experienced` says whether a proposed
    roster wants somebody on it who has done it before; `last_one` heads the day of the one somebody came to last;
    `is_shadowed_first` says whether somebody watches one before they take part in one (practice, section 3);
    `finds_stand_ins` says whether somebody else is looked for by itself when a member gives their place up; `standbys`
    is how many people stand by for a role, unless a coordinator says otherwise: they are asked that with each role;
    `has_delegates` says whether people from outside come too, as to some of its dates and not to others.
    """

    name: str
    tag: str
    seen_by_all: bool
    interest: Interest | None
    edit_endpoint: str
    first_role: FirstRole
    own_pages: tuple[tuple[str, str], ...] = ()
    needs_experienced: bool = False
    last_one: str = "Last time"
    is_shadowed_first: bool = False
    finds_stand_ins: bool = False
    standbys: Number | None = None
    has_delegates: bool = False


POLICIES: Mapping[EventKind, Policy] = {
    EventKind.MEETING: Policy(
        "Meeting",
        "blue",
        True,
        Interest.MEETINGS,
        "meetings.change_meeting",
        FirstRole("Attendee", 0, None, is_open=True),
        (("Agenda", "meetings.show_agenda"), ("Papers", "meetings.send_papers"), ("Minutes", "meetings.show_minutes")),
        last_one="Last meeting",
    ),
    EventKind.TRAINING: Policy(
        "Training session",
        "green",
        True,
        Interest.TRAINING,
        "training.change_session",
        FirstRole("Co-trainer", 2, 2, is_open=False),
        (
            ("Who does what", "training.show_duties"),
            ("Delegates", "training.show_delegates"),
            ("Briefing", "training.brief_trainers"),
            ("Afterwards", "training.show_afterwards"),
            ("Put off or cancel", "training.call_off"),
        ),
        last_one="Last session",
        finds_stand_ins=True,
        has_delegates=True,
    ),
    EventKind.PANEL: Policy(
        "Interview panel",
        "purple",
        False,
        Interest.PANELS,
        "panels.change_panel",
        FirstRole("Panel member", 2, 2, is_open=False),
        (
            ("From request to outcome", "panels.show_case_of_event"),
            ("Candidates", "panels.show_candidates"),
            ("Pack", "panels.prepare_pack"),
            ("Outcome", "panels.show_outcome"),
        ),
        needs_experienced=True,
        last_one="Last panel",
        is_shadowed_first=True,
        finds_stand_ins=True,
        standbys=PANEL_STANDBYS,
    ),
    EventKind.OTHER: Policy(
        "Other", "grey", True, None, "schedule_staff.change_event", FirstRole("Attendee", 0, None, is_open=True)
    ),
}
KINDS = tuple((kind, policy.name) for kind, policy in POLICIES.items())
SEEN_BY_ALL = tuple(kind for kind, policy in POLICIES.items() if policy.seen_by_all)


def policy_of(event: Event) -> Policy:
    """Return what holds for this event's kind."""
    return POLICIES[event.kind]


def edit_endpoint_of(event: Event) -> str:
    """Return the page on which a coordinator changes the event: what follows another has nothing of its kind's own."""
    return policy_of(event).edit_endpoint if event.follows_id is None else "schedule_staff.change_date"


def kind_named(word: str | None) -> EventKind | None:
    """Return the kind that a link's filter names, or None for all kinds."""
    return EventKind(word) if word in set(EventKind) else None


def has_plain_form(event: Event) -> bool:
    """Say whether the event has nothing but what every event has, so that the plain form changes all of it."""
    return event.kind is EventKind.OTHER and event.follows_id is None
