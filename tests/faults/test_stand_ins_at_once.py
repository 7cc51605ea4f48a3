"""Many say yes at once to a last place after somebody stepped back; and other races of looking for somebody."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message, MessageState
from coproduction.rosters.actions.looking import look_on
from coproduction.rosters.actions.searches import look_by_hand, stop_search
from coproduction.rosters.models import Pace, SearchState, SearchStep, StandInSearch, Step
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, step_back
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.models import EventKind, EventRole, Part, Place, PlaceState, Via
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.faults.at_once import all_at_once, count, many

THANKED = (
    "Thank you. Somebody else said yes first, so the place is taken. "
    "It does not count against you, and we will ask you again."
)
TAKEN = "place_taken"
BY_EMAIL = Hand(via=Via.EMAIL)


@pytest.fixture
def leaving() -> Place:
    """The place of the only one on a panel that asks for nothing special."""
    role = EventRoleFactory(name="Other", event__kind=EventKind.PANEL, minimum=1, maximum=1, is_open=False)
    return PlaceFactory(role=role)


def asked_of(role_id: int, number: int) -> list[int]:
    """Have a search ask so many members at once, who have heard of it, and return their places."""
    search = db.session.scalars(select(StandInSearch)).one()
    search.next_at = None
    places = many(number, PlaceFactory, role=db.session.get_one(EventRole, role_id), state=PlaceState.OFFERED)
    for place in places:
        db.session.add(SearchStep(search=search, what=Step.ASKED, at=NOON, member_id=place.member_id))
    they_hear()
    db.session.flush()
    return [place.id for place in places]


def they_hear() -> None:
    """Let all that waits in the outbox go."""
    db.session.execute(update(Message).values(state=MessageState.SENT, finished_at=NOON))


def saying(place_id: int, said: Answer = Answer.YES, at: datetime = NOON) -> Callable[[], Any]:
    return lambda: answer(place_id, said, hand=BY_EMAIL, now=at)


def stepping_back(place_id: int) -> Callable[[], Any]:
    return lambda: step_back(place_id, hand=BY_EMAIL, now=NOON)


def states_in(role_id: int) -> Counter[PlaceState]:
    return Counter(db.session.scalars(select(Place.state).where(Place.role_id == role_id)))


def seconds_of_patience() -> tuple[float, float]:
    """Return how long is waited for a connection, and on SQLite for whoever writes."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    busy = db.session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar_one() / 1000 if is_sqlite else 10
    return db.engine.pool._timeout, busy  # type: ignore[attr-defined]


def test_of_fifty_who_say_yes_at_once_one_holds_the_place_and_forty_nine_are_thanked_once(a_real_database, leaving):
    """With no more patience than in production. The longest wait was 3 seconds on a machine with 5 times its load."""
    assert seconds_of_patience() == (30, 10)
    role_id = leaving.role_id
    step_back(leaving.id, hand=BY_EMAIL, now=NOON)
    places = asked_of(role_id, 50)
    db.session.commit()

    said = all_at_once(a_real_database, [saying(place_id) for place_id in places])

    assert said == {"done": 1, THANKED: 49}
    assert states_in(role_id) == {PlaceState.HELD: 1, PlaceState.RELEASED: 49, PlaceState.STEPPED_BACK: 1}
    told = db.session.scalars(select(Message.member_id).where(Message.template == f"schedule/{TAKEN}")).all()
    assert (len(told), len(set(told))) == (49, 49)
    assert db.session.scalars(select(StandInSearch.state)).one() is SearchState.FOUND
    assert count(SearchStep.what == Step.SAID_YES, of=SearchStep) == 1


def test_stepping_back_twice_at_once_begins_one_search(a_real_database, leaving):
    deed = stepping_back(leaving.id)
    db.session.commit()

    said = all_at_once(a_real_database, [deed] * 2)

    assert said == {"done": 2}
    assert count(of=StandInSearch) == 1
    assert count(SearchStep.what == Step.BEGUN, of=SearchStep) == 1


def test_two_who_step_back_at_once_are_looked_for_in_one_search(a_real_database):
    role = EventRoleFactory(event__kind=EventKind.PANEL, minimum=2, maximum=2, is_open=False)
    places = [place.id for place in many(2, PlaceFactory, role=role)]
    db.session.commit()

    assert all_at_once(a_real_database, [stepping_back(place_id) for place_id in places]) == {"done": 2}
    assert count(of=StandInSearch) == 1


def test_a_yes_at_the_moment_of_the_lapse_has_the_place_or_is_thanked(a_real_database, leaving):
    role_id, late = leaving.role_id, NOON + timedelta(hours=1)
    step_back(leaving.id, hand=BY_EMAIL, now=NOON)
    (place_id,) = asked_of(role_id, 1)
    db.session.get_one(Place, place_id).offer_ends_at = late
    db.session.commit()

    said = all_at_once(a_real_database, [saying(place_id, at=late), lambda: keep_lists(now=late)])

    assert said == {"done": 2}
    assert states_in(role_id) == {PlaceState.HELD: 1, PlaceState.STEPPED_BACK: 1}
    assert db.session.scalars(select(StandInSearch.state)).one() is SearchState.FOUND


def test_two_workers_ask_each_member_once(a_real_database, leaving):
    MemberFactory.create_batch(12, interested_in=["panels"])
    step_back(leaving.id, hand=BY_EMAIL, now=NOON)
    search = db.session.scalars(select(StandInSearch)).one()
    search.pace = Pace.AT_ONCE
    db.session.commit()

    said = all_at_once(a_real_database, [lambda: look_on(now=NOON)] * 3)

    assert said == {"done": 3}
    assert count(Place.state == PlaceState.OFFERED, of=Place) == 5
    assert count(SearchStep.what == Step.ASKED, of=SearchStep) == 5


def test_whoever_stands_by_wins_or_does_so_again_when_others_say_yes_with_them(a_real_database, leaving):
    role = leaving.role
    standby = EventRoleFactory(
        event=role.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )
    megan = MemberFactory(interested_in=["panels"])
    PlaceFactory(role=standby, member=megan)
    role_id, standby_id, megan_id = role.id, standby.id, megan.id
    step_back(leaving.id, hand=BY_EMAIL, now=NOON)
    look_on(now=NOON)
    others = asked_of(role_id, 3)
    own = db.session.scalars(select(Place.id).where(Place.role_id == role_id, Place.member_id == megan_id)).one()
    db.session.commit()

    said = all_at_once(a_real_database, [saying(place_id) for place_id in (own, *others)])
    while look_on(now=NOON):
        db.session.commit()

    assert said == {"done": 1, THANKED: 3}
    won = db.session.get_one(Place, own).state is PlaceState.HELD
    again = db.session.scalars(select(Place.state).where(Place.role_id == standby_id)).one()
    assert again is (PlaceState.RELEASED if won else PlaceState.HELD)


@pytest.mark.parametrize("seed", range(3))
def test_in_whatever_order_things_happen_nobody_is_asked_twice_or_in_vain(a_real_database, leaving, seed):
    """Whatever members, a coordinator and the clock do in turn: one place, one search, each told the end once."""
    chance, staff = random.Random(seed), StaffFactory()
    role_id = leaving.role_id
    MemberFactory.create_batch(6, interested_in=["panels"])
    step_back(leaving.id, hand=BY_EMAIL, now=NOON)
    now = NOON
    for _ in range(40):
        now += timedelta(hours=chance.choice([0, 1, 30]))
        offers = db.session.scalars(select(Place.id).where(Place.role_id == role_id).order_by(Place.id)).all()
        live = db.session.scalars(select(StandInSearch).order_by(StandInSearch.id.desc()).limit(1)).one()
        deeds: list[Callable[[], Any]] = [
            partial(keep_lists, now=now),
            partial(look_on, now=now),
            partial(look_by_hand, role_id, pace=chance.choice([None, *Pace]), by=staff, now=now),
            partial(stop_search, live, by=staff, now=now),
            they_hear,
            *[saying(chance.choice(offers), said, at=now) for said in (*Answer, Answer.YES)],
        ]
        try:
            with db.session.begin_nested():
                chance.choice(deeds)()
        except Refusal:
            pass
        _must_hold(role_id)
    db.session.rollback()


def _must_hold(role_id: int) -> None:
    db.session.expire_all()
    assert states_in(role_id)[PlaceState.HELD] <= 1
    live = select(StandInSearch).where(StandInSearch.state.in_([SearchState.LOOKING, SearchState.RINGING]))
    assert len(db.session.scalars(live).all()) <= 1
    for search in db.session.scalars(select(StandInSearch)):
        asked = [step.member_id for step in search.steps if step.what is Step.ASKED]
        assert len(asked) == len(set(asked))
        if search.state is SearchState.FOUND:
            thanked = [step.member_id for step in search.steps if step.what is Step.THANKED]
            assert len(thanked) == len(set(thanked))
    keys = db.session.scalars(select(Message.key)).all()
    assert len(keys) == len(set(keys))
