"""Who has not been asked to events to which everybody was, before a coordinator asks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_date
from coproduction.members.models import Member
from coproduction.schedule.models import Event, EventKind
from coproduction.schedule.pages.telling import Telling, telling_of
from coproduction.schedule.queries.left_out import events_asked_to
from coproduction.schedule.queries.people import members_to_be_invited

NAMED = 5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The events to which somebody has not been asked, each as one answer to choose, and how all would be told.

    An answer is the event's id, what it is, and who has not been asked.
    """

    events: Sequence[Event]
    dates: Sequence[tuple[int, str, str]]
    telling: Telling


def left_out(kind: EventKind, *, viewer: Account, now: datetime) -> LeftOut:
    """Return the events of the kind, soonest first, and each member who could be asked to one or more, once."""
    members: dict[int, Member] = {}
    events, dates = [], []
    for event in events_asked_to(kind, viewer=viewer, now=now):
        if theirs := members_to_be_invited(event):
            members |= {member.id: member for member in theirs}
            events.append(event)
            dates.append((event.id, f"{event.title}, {uk_date(event.starts_at)}", _names(theirs)))
    return LeftOut(events, dates, Telling(telling_of(list(members.values()))))


def _names(members: Sequence[Member]) -> str:
    """Return who it is: 'Amara Okafor, Ben Carter', and of many the first few and how many more."""
    more = len(members) - NAMED
    names = [member.name for member in members[:NAMED]]
    return ", ".join([*names, f"and {more} more"] if more > 0 else names)
