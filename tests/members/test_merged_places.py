"""The places of two records that become one: no history is lost, and no event has two live ones."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.rules import records_of
from coproduction.rosters.models import Because, SearchState, StandInSearch
from coproduction.rosters.queries import candidates
from coproduction.schedule.models import EventKind, Place, PlaceMove, PlaceState, Via
from coproduction.schedule.queries.places import find_place_of
from coproduction.schedule.rules import is_live_state
from tests.conftest import NOON
from tests.factories import LONG_AGO, EventFactory, EventRoleFactory
from tests.members.merged_records import merged, place, unsigned


def test_a_place_comes_along_and_its_emailed_link_still_opens_it(priya):
    kept, other = unsigned(), unsigned()
    theirs = place(other, PlaceState.OFFERED)

    merged(kept, other, by=priya)

    assert theirs.member_id == kept.id
    assert find_place_of(theirs.id, other.id) == theirs
    assert find_place_of(theirs.id, unsigned().id) is None


def test_of_two_places_in_one_event_the_nearer_to_coming_stays_and_nobody_has_said_no(priya):
    kept, other, event = unsigned(), unsigned(), EventFactory()
    mine = place(kept, PlaceState.OFFERED, role=EventRoleFactory(event=event))
    theirs = place(other, PlaceState.HELD, role=EventRoleFactory(event=event))

    merged(kept, other, by=priya)

    assert (mine.state, theirs.state, theirs.member_id) == (PlaceState.RELEASED, PlaceState.HELD, kept.id)


def test_of_two_places_in_one_role_one_is_held_and_room_is_not_taken_twice(priya):
    kept, other, role = unsigned(), unsigned(), EventRoleFactory(maximum=1)
    mine, theirs = place(kept, PlaceState.OFFERED, role=role), place(other, PlaceState.HELD, role=role)

    merged(kept, other, by=priya)

    assert (mine.state, theirs.state) == (PlaceState.HELD, PlaceState.RELEASED)


def test_where_both_held_a_place_somebody_is_looked_for_to_take_the_one_that_falls_free(priya):
    kept, other = unsigned(), unsigned()
    panel = {"event__kind": EventKind.PANEL, "is_open": False}
    short, enough = EventRoleFactory(minimum=2, **panel), EventRoleFactory(minimum=1, **panel)
    chair = EventRoleFactory(event=(panelled := EventFactory(kind=EventKind.PANEL)), name="Chair", is_open=False)
    seat = EventRoleFactory(event=panelled, name="Panel member", minimum=1, is_open=False)
    for member, roles in ((kept, (short, enough, chair)), (other, (short, enough, seat))):
        for role in roles:
            place(member, PlaceState.HELD, role=role)

    merged(kept, other, by=priya)

    looking = db.session.scalars(select(StandInSearch).order_by(StandInSearch.id)).all()
    assert [(one.role, one.state, one.because) for one in looking] == [
        (role, SearchState.LOOKING, Because.GIVEN_UP) for role in (short, seat)
    ]


def test_fairness_counts_what_stands_under_both_records_once_an_event(priya):
    kept, other, role = unsigned(name="Ruth"), unsigned(name="R"), EventRoleFactory()
    shared = EventRoleFactory()
    for member in (kept, other):
        turn = place(member, PlaceState.DECLINED, role=shared)
        db.session.add(PlaceMove(place=turn, to_state=PlaceState.OFFERED, moved_at=NOON, via=Via.PHONE))
    alone = place(other, PlaceState.DECLINED)
    db.session.add(PlaceMove(place=alone, to_state=PlaceState.OFFERED, moved_at=NOON, via=Via.PHONE))

    merged(kept, other, by=priya)

    lists = [candidates(role, could=could, viewer=priya, now=NOON) for could in (True, False)]
    assert [(line.name, line.history.offered) for found in lists for line in found] == [("Ruth", 2)]


STATES = st.sampled_from(list(PlaceState))
PARTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), STATES), max_size=8)


@settings(max_examples=25, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(mine=PARTS, theirs=PARTS)
def test_whatever_the_places_no_history_is_lost_and_no_event_has_two_live_ones(priya, mine, theirs):
    events = [EventFactory() for _ in range(3)]
    roles = {(event, role): EventRoleFactory(event=events[event]) for event in range(3) for role in range(2)}
    kept, other = unsigned(), unsigned()
    for member, parts in ((kept, mine), (other, theirs)):
        in_roles, live = set(), set()
        for event, role, state in parts:
            if (event, role) in in_roles or (is_live_state(state) and event in live):
                continue
            in_roles.add((event, role))
            live |= {event} if is_live_state(state) else set()
            place(member, state, role=roles[event, role], moves=2)
    ids = {kept.id, other.id}
    but = unclear_events(ids)
    moves, nearest = history(ids), best(ids, but=but)

    merged(kept, other, by=priya)

    assert set(db.session.scalars(records_of(kept.id))) == ids
    assert moves.items() <= history(ids).items()
    assert best({kept.id}, but=but) == nearest
    assert [one for one in places(other.id) if is_live_state(one.state)] == []
    live_events = [one.event_id for one in places(kept.id) if is_live_state(one.state)]
    assert len(live_events) == len(set(live_events))
    kept_roles = {one.role_id for one in places(kept.id)}
    assert all(one.role_id in kept_roles for one in places(other.id))


def places(member_id):
    return db.session.scalars(select(Place).where(Place.member_id == member_id)).all()


def history(ids):
    """Return every move that these records ever made, by its id."""
    rows = db.session.execute(
        select(PlaceMove.id, PlaceMove.place_id, PlaceMove.from_state, PlaceMove.to_state, PlaceMove.moved_at)
        .join(Place, Place.id == PlaceMove.place_id)
        .where(Place.member_id.in_(ids))
    )
    return {row.id: tuple(row) for row in rows}


def unclear_events(ids):
    """Return the events in which somebody waits, or in which a role is over: they have a test of their own."""
    unclear = {PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT, PlaceState.WAITING}
    return {one.event_id for member_id in ids for one in places(member_id) if one.state in unclear}


def best(ids, *, but):
    """Return the live place nearest to coming that these records have in each event."""
    order = [PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.HELD]
    found: dict[int, PlaceState] = {}
    for one in (one for member_id in sorted(ids) for one in places(member_id)):
        if one.event_id not in but and is_live_state(one.state):
            found[one.event_id] = max(found.get(one.event_id, order[0]), one.state, key=order.index)
    return found


def test_a_place_that_was_attended_stays_so_and_a_waiting_one_keeps_its_turn(priya):
    kept, other, role, second = unsigned(), unsigned(), EventRoleFactory(), EventRoleFactory()
    attended, unmarked = place(kept, PlaceState.ATTENDED, role=role), place(other, PlaceState.HELD, role=role)
    released, waiting = place(kept, PlaceState.RELEASED, role=second), place(other, PlaceState.WAITING, role=second)

    merged(kept, other, by=priya)

    assert (attended.state, unmarked.state) == (PlaceState.ATTENDED, PlaceState.RELEASED)
    assert (released.state, waiting.state) == (PlaceState.WAITING, PlaceState.STEPPED_BACK)
    assert released.moved_at == LONG_AGO
