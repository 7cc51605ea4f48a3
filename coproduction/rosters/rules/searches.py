"""When and how somebody who steps in is looked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from coproduction.core import dated_settings
from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member
from coproduction.rosters.kinds import ASKED_AT_ONCE, LAST_HOURS, STANDBY_MINUTES
from coproduction.rosters.models import Pace, SearchState, StandInSearch
from coproduction.rosters.rules.offers import is_soon
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, EventRole, Part, Place, PlaceState
from coproduction.schedule.rules import AWAITING_ANSWER, is_mirror

MOST_FAILURES = 2  # in a row, before a person is told to ring, or sees to what is left to do


def stands_by_for(role: EventRole) -> ColumnElement[bool]:
    """Return the condition for members who stand by for the role."""
    standby = aliased(EventRole)
    return exists().where(
        Place.member_id == Member.id,
        Place.role_id == standby.id,
        standby.stands_by_for_id == role.id,
        is_one_of(Place.state, [PlaceState.HELD]),
    )


def can_be_searched(role: EventRole) -> bool:
    """Say whether somebody can be looked for by itself: coordinators choose who has the role, and it is no mirror."""
    return role.part is Part.PLACE and not role.is_open and not is_mirror(role)


def finds_stand_ins(event: Event) -> bool:
    """Say whether somebody else is looked for by itself when a member gives up a place in such an event."""
    return policy_of(event).finds_stand_ins


def last_asking(event: Event, *, now: datetime) -> datetime:
    """Return the moment from which nobody more is asked by itself: a person rings."""
    return event.starts_at - timedelta(hours=dated_settings.value_of(LAST_HOURS, on=uk_wall(now).date()))


def keeps_failing(search: StandInSearch) -> bool:
    """Say whether nobody more is asked by itself because that failed again and again: a person rings."""
    return search.failures >= MOST_FAILURES


def is_left_to_a_person() -> ColumnElement[bool]:
    """Return the condition, on StandInSearch and its EventRole, for those that found somebody and failed after that.

    Until nobody has an offer any more and enough people stand by, or somebody is looked for again.
    """
    newer, standby, place = aliased(StandInSearch), aliased(EventRole), aliased(Place)
    held = select(func.count()).where(place.role_id == standby.id, place.state == PlaceState.HELD)
    return and_(
        StandInSearch.failures >= MOST_FAILURES,
        is_one_of(StandInSearch.state, [SearchState.FOUND, SearchState.STOPPED]),
        StandInSearch.next_at.is_(None),
        not_(exists().where(newer.role_id == StandInSearch.role_id, newer.id > StandInSearch.id)),
        or_(
            exists().where(place.role_id == EventRole.id, is_one_of(place.state, AWAITING_ANSWER)),
            exists().where(standby.stands_by_for_id == EventRole.id, held.scalar_subquery() < standby.maximum),
        ),
    )


def number_at_once(pace: Pace, *, now: datetime) -> int:
    """Return how many are asked at the same time for each place."""
    if pace is Pace.IN_TURN:
        return 1
    return dated_settings.value_of(ASKED_AT_ONCE, on=uk_wall(now).date())


def pace_of(search: StandInSearch, *, now: datetime) -> Pace:
    """Return how members are asked: as the coordinator said, or several at once when the event is very near."""
    return search.pace or (Pace.AT_ONCE if is_soon(search.role.event, now=now) else Pace.IN_TURN)


def head_start(*, now: datetime) -> timedelta:
    """Return how long whoever stands by is asked alone before others are asked as well."""
    return timedelta(minutes=dated_settings.value_of(STANDBY_MINUTES, on=uk_wall(now).date()))
