"""The demonstration data is true to itself, whatever the day on which it is loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, time
from itertools import combinations, pairwise

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.models import Application, ApplicationState, Member, MembershipMove
from coproduction.members.queries import holds_qualification
from coproduction.members.rules import APPLICATION_MOVES, TAKING_PART, can_turn
from coproduction.schedule.models import Event, EventKind, EventState, PlaceState
from coproduction.schedule.rules import is_legal
from tests.demonstration import LATE_2026, load, places
from tests.schedule.dates import disagreements

DAYS = (LATE_2026, date(2027, 3, 15), date(2027, 7, 9), date(2027, 12, 1), date(2030, 2, 28))


def held_by_member() -> Mapping[Member, list[Event]]:
    held = defaultdict(list)
    for place in places():
        if place.state is PlaceState.HELD and place.role.event.state is not EventState.CANCELLED:
            held[place.member].append(place.role.event)
    return held


@pytest.fixture(params=[*((day, 0) for day in DAYS), (LATE_2026, 130)], ids=str)
def today(request):
    """A day on which the group was loaded, and once a crowd as well."""
    day, crowd = request.param
    load(day, members=crowd)
    return day


def test_every_move_is_legal_and_leads_to_where_the_place_stands(today):
    for place in places():
        assert [move.from_state for move in place.moves] == [None, *[move.to_state for move in place.moves[:-1]]]
        assert all(is_legal(move.from_state, move.to_state) for move in place.moves)
        assert (place.state, place.moved_at, place.moves_made) == (
            place.moves[-1].to_state,
            place.moves[-1].moved_at,
            len(place.moves),
        )


def test_dates_that_share_a_roster_have_the_same_people(today):
    panels = db.session.scalars(select(Event).where(Event.kind == EventKind.PANEL, Event.is_followed)).all()

    assert disagreements(now=uk_moment(today, time())) == []
    assert {event.label for event in db.session.scalars(select(Event).where(Event.follows_id.is_not(None)))} == {
        "Pre-meet",
        "Interviews, day 2",
        "Debrief",
    }
    assert len(panels) > 1


def test_nothing_happened_after_the_day_of_loading_and_all_in_its_order(today):
    midnight = uk_moment(today, time())
    for place in places():
        moments = [move.moved_at for move in place.moves]
        joined_at = uk_moment(place.member.joined_on, time())
        assert all(before < after for before, after in pairwise([joined_at, *moments, midnight]))
        assert place.role.event.created_at < moments[0]


def test_what_is_over_was_held_and_what_is_to_come_was_not(today):
    midnight = uk_moment(today, time())

    for event in db.session.scalars(select(Event)):
        over = {EventState.HELD, EventState.CANCELLED}
        to_come = {EventState.DRAFT, EventState.PUBLISHED, EventState.CANCELLED}
        assert event.state in (over if event.ends_at <= midnight else to_come)


def test_nobody_is_in_two_rooms_at_once(today):
    for events in held_by_member().values():
        for one, other in combinations(events, 2):
            assert one.ends_at <= other.starts_at or other.ends_at <= one.starts_at


def test_whoever_holds_a_place_to_come_takes_part_and_has_what_it_requires(today):
    for place in places():
        if place.state is PlaceState.HELD:
            role = place.role
            day = uk_wall(role.event.starts_at).date()
            assert place.member.state in TAKING_PART
            assert role.qualification is None or holds_qualification(place.member_id, role.qualification.id, on=day)


def test_no_role_has_more_people_than_places(today):
    held = defaultdict(list)
    for place in places():
        if place.state in (PlaceState.HELD, PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT):
            held[place.role].append(place)
    assert all(role.maximum is None or len(taken) <= role.maximum for role, taken in held.items())


def test_there_is_always_something_to_come(today):
    to_come = db.session.scalars(select(Event).where(Event.starts_at > uk_moment(today, time()))).all()

    assert len(to_come) >= 6
    assert {event.kind for event in to_come} >= {EventKind.MEETING, EventKind.TRAINING}


def test_every_membership_and_application_made_legal_moves_to_where_it_stands(today):
    moves = defaultdict(list)
    for move in db.session.scalars(select(MembershipMove).order_by(MembershipMove.id)):
        moves[move.member_id].append(move)
    for member in db.session.scalars(select(Member)):
        theirs = moves[member.id]
        assert [move.from_state for move in theirs] == [None, *(move.to_state for move in theirs[:-1])]
        assert all(can_turn(move.from_state, move.to_state) for move in theirs)
        assert theirs[-1].to_state is member.state
        assert all(before.moved_at < after.moved_at for before, after in pairwise(theirs))
        assert theirs[-1].moved_at < uk_moment(today, time())
    for application in db.session.scalars(select(Application).where(Application.submitted_at.is_not(None))):
        steps = application.moves
        assert [step.from_state for step in steps] == [
            ApplicationState.DRAFT,
            *(step.to_state for step in steps[:-1]),
        ]
        assert all(step.to_state in APPLICATION_MOVES[step.from_state] for step in steps)
        assert (application.state, application.moved_at) == (steps[-1].to_state, steps[-1].moved_at)
