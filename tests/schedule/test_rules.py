"""The legal moves of a place, when an event takes answers, and when two events clash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule import rules
from coproduction.schedule.actions.moves import Hand, move, start
from coproduction.schedule.models import LIVE_STATES, Event, EventState, Place, PlaceMove, PlaceState
from tests.factories import AccountFactory, EventFactory, EventRoleFactory, MemberFactory, PlaceFactory

LEGAL = """
nothing      -> interested offered waiting held
interested   -> offered held released
offered      -> held tentative waiting declined lapsed released attended apologies
tentative    -> held waiting declined lapsed released attended apologies
waiting      -> offered held stepped_back attended
held         -> tentative stepped_back released attended apologies absent
declined     -> interested offered waiting held attended apologies
lapsed       -> interested offered waiting held
stepped_back -> interested offered waiting held attended apologies
released     -> interested offered waiting held
attended     -> apologies absent
apologies    -> attended absent
absent       -> attended apologies
"""
TABLE = {
    before.strip(): {PlaceState[state.upper()] for state in after.split()}
    for before, after in (line.split("->") for line in LEGAL.strip().splitlines())
}


def test_the_table_names_every_state():
    assert set(TABLE) == {"nothing"} | {state.name.lower() for state in PlaceState}


@pytest.mark.parametrize("before", PlaceState)
def test_a_place_moves_where_the_table_lets_it_and_nowhere_else(noon, before):
    role = EventRoleFactory()
    for after in PlaceState:
        place = PlaceFactory(role=role, member__account=None, state=before, moves_made=1)

        if after in TABLE[before.name.lower()]:
            move(place, after, hand=Hand(), now=noon)
            assert (place.state, place.moved_at, place.moves_made) == (after, noon, 2)
            assert [(moved.from_state, moved.to_state) for moved in place.moves] == [(before, after)]
        else:
            with pytest.raises(Refusal, match=r"^This cannot be changed from “.+” to “.+”\.$"):
                move(place, after, hand=Hand(), now=noon)
            assert (place.state, place.moves_made, place.moves) == (before, 1, [])


@pytest.mark.parametrize("state", PlaceState)
def test_a_place_begins_as_the_table_lets_it(noon, state):
    role, member = EventRoleFactory(), MemberFactory()

    if state in TABLE["nothing"]:
        place = start(role, member, state, hand=Hand(), now=noon)
        assert [(moved.from_state, moved.to_state) for moved in place.moves] == [(None, state)]
    else:
        with pytest.raises(Refusal):
            start(role, member, state, hand=Hand(), now=noon)
        assert db.session.query(Place).count() == 0


def test_there_is_a_legal_way_out_of_every_live_state():
    assert set(rules.WAYS_OUT) == set(LIVE_STATES)
    assert all(rules.is_legal(state, out) for state, out in rules.WAYS_OUT.items())
    assert not any(rules.is_live_state(out) for out in rules.WAYS_OUT.values())


def test_a_move_is_written_once_and_for_good(noon):
    place = PlaceFactory(state=PlaceState.OFFERED)
    moved = move(place, PlaceState.HELD, hand=Hand(), now=noon).moves[-1]

    with pytest.raises(Exception, match="append-only"), db.session.begin_nested():
        db.session.query(PlaceMove).filter_by(id=moved.id).update({"reason": "something else"})


@pytest.mark.parametrize(
    ("state", "starts_in", "refused"),
    [
        (EventState.PUBLISHED, timedelta(seconds=1), None),
        (EventState.PUBLISHED, timedelta(), "Forum has already started."),
        (EventState.PUBLISHED, timedelta(days=-1), "Forum has already started."),
        (EventState.DRAFT, timedelta(days=1), "Forum is not open for answers."),
        (EventState.HELD, timedelta(days=1), "Forum is not open for answers."),
        (EventState.CANCELLED, timedelta(days=1), "Forum has been cancelled."),
    ],
)
def test_an_event_takes_answers_while_it_is_published_and_has_not_started(noon, state, starts_in, refused):
    event = EventFactory.build(title="Forum", state=state, starts_at=noon + starts_in, organiser=None)

    assert rules.is_open_for_answers(event, now=noon) is (refused is None)
    if refused:
        with pytest.raises(Refusal) as said:
            rules.refuse_unless_open(event, now=noon)
        assert said.value.message == refused
    else:
        rules.refuse_unless_open(event, now=noon)


@pytest.mark.parametrize(
    ("starts", "ends", "clashes"),
    [
        ("08:00", "10:30", False),
        ("08:00", "10:31", True),
        ("11:00", "11:30", True),
        ("08:00", "20:00", True),
        ("12:29", "14:00", True),
        ("12:30", "14:00", False),
    ],
)
def test_two_events_clash_when_they_share_time_not_when_they_share_a_day(starts, ends, clashes):
    event = EventFactory()
    first, last = (datetime.fromisoformat(f"2027-01-14T{at}").replace(tzinfo=UTC) for at in (starts, ends))

    found = db.session.query(Event).filter(rules.overlaps(first, last)).all()

    assert found == ([event] if clashes else [])


def test_only_coordinators_see_events_by_their_account():
    with pytest.raises(PermissionError):
        rules.visible_to(AccountFactory())
