"""What members and the worker do while somebody is looked for, for tests of searches."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select, update

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.notifications.models import Message, MessageState
from coproduction.rosters.actions.looking import look_on
from coproduction.rosters.models import SearchStep, StandInSearch, Step
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, step_back
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.models import EventRole, Place, PlaceState, Via

PANEL = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
EVENING = datetime(2027, 1, 13, 19, 40, tzinfo=UTC)
BY_EMAIL = Hand(via=Via.EMAIL)


def looks(now: datetime) -> None:
    """Let the worker do all that there is to do at that moment."""
    keep_lists(now=now)
    for _ in range(20):
        if not look_on(now=now):
            return
    raise AssertionError("the worker finds no end")


def steps_back(place: Place, now: datetime = NOON) -> None:
    step_back(place.id, hand=BY_EMAIL, now=now)
    looks(now)


def says(member: Member, said: Answer, role: EventRole, now: datetime = NOON) -> None:
    answer(place_of(member, role).id, said, hand=BY_EMAIL, now=now)
    looks(now)


def place_of(member: Member, role: EventRole) -> Place:
    return db.session.scalars(select(Place).where(Place.member_id == member.id, Place.role_id == role.id)).one()


def they_hear() -> None:
    """Let all that waits in the outbox go."""
    db.session.execute(update(Message).values(state=MessageState.SENT, finished_at=EVENING))


def steps() -> list[tuple[Step, str]]:
    rows = db.session.scalars(select(SearchStep).order_by(SearchStep.id))
    return [(step.what, step.member.name if step.member else "") for step in rows]


def the_search() -> StandInSearch:
    return db.session.scalars(select(StandInSearch)).one()


def states(role: EventRole) -> dict[str, PlaceState]:
    places = db.session.scalars(select(Place).where(Place.event_id == role.event_id).order_by(Place.id))
    return {f"{place.member.name} {place.role.name}": place.state for place in places}
