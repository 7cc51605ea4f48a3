"""What a proposal is made from, for tests of proposals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.rosters import queries
from coproduction.rosters.proposals.problem import Person
from coproduction.rosters.queries import Choice, Question, Wishes
from coproduction.schedule.models import EventKind, EventRole, Place, PlaceMove, PlaceState
from tests.factories import (
    PlaceFactory,
    StaffFactory,
)

PANEL_DAY = date(2027, 1, 14)
PANEL = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)


def asked_for(role: EventRole, now: datetime, *, kept: tuple[Choice, ...] = (), out: tuple[Choice, ...] = ()):
    return queries.question_of([role.event], Wishes(kept, out), viewer=StaffFactory(), now=now)


def person(question: Question, member: Member) -> Person:
    return next(one for one in question.problem.people if one.id == member.id)


def was_on_a_panel(member: Member, day: datetime, state: PlaceState = PlaceState.ATTENDED) -> Place:
    place = PlaceFactory(member=member, state=state, role__event__kind=EventKind.PANEL, role__event__starts_at=day)
    for to_state in (PlaceState.OFFERED, PlaceState.HELD):
        db.session.add(PlaceMove(place=place, to_state=to_state, moved_at=day - timedelta(days=9), via="website"))
    db.session.flush()
    return place
