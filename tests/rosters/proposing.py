"""What a proposal is made from, for tests of proposals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.rosters import queries
from coproduction.rosters.proposals.problem import Person
from coproduction.rosters.queries import Choice, Question, Wishes
from coproduction.schedule.models import EventKind, EventRole, EventState, Part, Place, PlaceMove, PlaceState
from tests.factories import EventFactory, EventRoleFactory, PlaceFactory, StaffFactory

PANEL_DAY = date(2027, 1, 14)
PANEL = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)


def asked_for(role: EventRole, now: datetime, *, kept: tuple[Choice, ...] = (), out: tuple[Choice, ...] = ()):
    return queries.question_of([role.event], Wishes(kept, out), viewer=StaffFactory(), now=now)


def person(question: Question, member: Member) -> Person:
    return next(one for one in question.problem.people if one.id == member.id)


def part_in_a_panel(
    day: datetime,
    part: Part = Part.PLACE,
    *,
    kind: EventKind = EventKind.PANEL,
    state_of: EventState = EventState.PUBLISHED,
) -> EventRole:
    """A role in a panel on another day, in which people sit, stand by or watch."""
    sits = EventRoleFactory(event=EventFactory(kind=kind, starts_at=day, state=state_of), is_open=False)
    if part is Part.PLACE:
        return sits
    stands_by_for_id = sits.id if part is Part.STANDBY else None
    beside = {"event": sits.event, "part": part, "stands_by_for_id": stands_by_for_id}
    return EventRoleFactory(**beside, minimum=0, maximum=9, is_open=False)


def was_on_a_panel(
    member: Member,
    day: datetime,
    state: PlaceState = PlaceState.ATTENDED,
    *,
    part: Part = Part.PLACE,
    asked_before: int = 9,
    state_of: EventState = EventState.PUBLISHED,
) -> Place:
    """A place that was offered and taken, so many days before."""
    place = PlaceFactory(member=member, state=state, role=part_in_a_panel(day, part, state_of=state_of))
    for to_state in (PlaceState.OFFERED, PlaceState.HELD):
        db.session.add(
            PlaceMove(place=place, to_state=to_state, moved_at=day - timedelta(days=asked_before), via="website")
        )
    db.session.flush()
    return place
