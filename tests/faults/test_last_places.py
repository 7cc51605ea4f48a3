"""Many people want the last places at once: nobody is given what is not there, on either database."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from time import monotonic

import pytest
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.notifications.models import Message
from coproduction.schedule.actions.events import cancel_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, give_place, offer_place, step_back, take_place
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.emails import PLACE_FREE
from coproduction.schedule.models import Event, Place, PlaceMove, PlaceState, Via
from coproduction.schedule.queries.events import find_role
from coproduction.schedule.queries.waiting import position_of
from coproduction.schedule.rules import is_legal
from tests.conftest import NOON
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.faults.at_once import all_at_once, count, many

pytestmark = pytest.mark.usefixtures("a_patient_database")


def taking(role_id: int, member_id: int) -> Callable[[], Place]:
    """Return the deed of this member looking at this role's page, and then taking a place in it."""

    def take() -> Place:
        member = db.session.get_one(Member, member_id)
        seen = find_role(role_id, viewer=member)
        assert seen
        its_event = seen.event  # kept, as a page keeps it: what was seen may be old by now
        place = take_place(role_id, member, hand=Hand(), now=NOON)
        assert place.role.event is its_event
        return place

    return take


def test_two_hundred_people_who_want_two_places_leave_two_holders(a_real_database):
    role = EventRoleFactory(name="Panel member", maximum=2, is_open=False)
    ids = [place.id for place in many(200, PlaceFactory, role=role, state=PlaceState.INTERESTED)]
    db.session.commit()

    def giving(place_id: int) -> Callable[[], Place]:
        return lambda: give_place(place_id, hand=Hand(), now=NOON)

    said = all_at_once(a_real_database, [giving(place_id) for place_id in ids])

    assert said == {"done": 2, "All the places for Panel member have been taken.": 198}
    assert count(Place.state == PlaceState.HELD, of=Place) == 2
    assert count(of=PlaceMove) == 2
    assert count(of=Message) == 2


def test_three_hundred_answers_to_the_last_five_places_leave_five_holders_and_an_exact_waiting_list(a_real_database):
    role = EventRoleFactory(maximum=20)
    many(15, PlaceFactory, role=role)
    asked = many(300, PlaceFactory, role=role, member__account=None, state=PlaceState.OFFERED)
    ids = [place.id for place in asked]
    random.Random(4).shuffle(ids)
    db.session.commit()
    began, told = monotonic(), {}

    def saying_yes(place_id: int) -> Callable[[], Place]:
        def say() -> Place:
            now = NOON + timedelta(seconds=monotonic() - began)  # read before anybody waits for anybody, as views do
            place = answer(place_id, Answer.YES, hand=Hand(via=Via.EMAIL), now=now)
            told[place_id] = position_of(place) if place.state is PlaceState.WAITING else 0
            return place

        return say

    said = all_at_once(a_real_database, [saying_yes(place_id) for place_id in ids])

    assert said == {"done": 300}
    came = list(db.session.scalars(select(PlaceMove.place_id).order_by(PlaceMove.id)))
    waiting = db.session.scalars(select(Place).where(Place.state == PlaceState.WAITING)).all()
    assert {place_id for place_id, number in told.items() if not number} == set(came[:5])
    assert count(Place.state == PlaceState.HELD, of=Place) == 20
    assert [place.id for place in sorted(waiting, key=position_of)] == came[5:]
    assert [told[place_id] for place_id in came[5:]] == list(range(1, 296))
    assert count(of=PlaceMove) == count(of=Message) == 300


def test_sixty_who_were_not_asked_wait_in_the_order_in_which_they_came(a_real_database):
    role_id = EventRoleFactory(maximum=5).id
    ids = [member.id for member in many(60, MemberFactory, account=None)]
    db.session.commit()

    said = all_at_once(a_real_database, [taking(role_id, member_id) for member_id in ids])

    assert said == {"done": 60}
    holders = db.session.scalars(select(Place.id).where(Place.state == PlaceState.HELD)).all()
    waiting = db.session.scalars(select(Place).where(Place.state == PlaceState.WAITING).order_by(Place.id)).all()
    came = db.session.scalars(select(PlaceMove.place_id).order_by(PlaceMove.id)).all()
    assert (sorted(holders), [place.id for place in waiting]) == (list(came[:5]), list(came[5:]))
    assert [position_of(place) for place in waiting] == list(range(1, 56))
    assert count(of=PlaceMove) == count(of=Message) == 60


def test_twenty_who_step_back_at_once_beside_two_workers_offer_their_places_once_and_in_order(a_real_database):
    role = EventRoleFactory(maximum=20)
    holders = [place.id for place in many(20, PlaceFactory, role=role)]
    waiting = [place.id for place in many(40, PlaceFactory, role=role, state=PlaceState.WAITING)]
    db.session.commit()

    def stepping_back(place_id: int) -> Callable[[], Place]:
        return lambda: step_back(place_id, hand=Hand(), now=NOON)

    deeds = [stepping_back(place_id) for place_id in holders]
    said = all_at_once(a_real_database, [*deeds, *[lambda: keep_lists(now=NOON)] * 10])

    assert said == {"done": 30}
    offered = db.session.scalars(select(Place.id).where(Place.state == PlaceState.OFFERED).order_by(Place.id)).all()
    assert list(offered) == waiting[:20]
    assert count(Message.template == PLACE_FREE, of=Message) == 20


def test_one_person_who_presses_twenty_times_has_one_place_and_one_message(a_real_database):
    role_id, member_id = EventRoleFactory().id, MemberFactory().id
    db.session.commit()

    said = all_at_once(a_real_database, [taking(role_id, member_id)] * 20)

    assert said == {"done": 20}
    assert count(Place.state == PlaceState.HELD, of=Place) == count(of=Place) == 1
    assert count(of=PlaceMove) == 1
    assert count(of=Message) == 1


def test_one_person_who_takes_two_clashing_events_at_once_has_one(a_real_database):
    first, second = EventFactory(title="Meeting"), EventFactory(title="Meeting")
    second.starts_at += timedelta(hours=1)
    second.ends_at += timedelta(hours=1)
    role_ids = [EventRoleFactory(event=event).id for event in (first, second)]
    member_id = MemberFactory().id
    db.session.commit()

    said = all_at_once(a_real_database, [taking(role_id, member_id) for role_id in role_ids * 10])

    assert said == {"done": 10, "You have a place at Meeting at the same time.": 10}
    assert count(Place.state == PlaceState.HELD, of=Place) == count(of=Place) == 1
    assert count(of=PlaceMove) == 1


def test_one_person_who_takes_two_roles_of_one_event_at_once_has_one(a_real_database):
    event = EventFactory()
    role_ids = [EventRoleFactory(event=event, name=name).id for name in ("Chair", "Note taker")]
    member_id = MemberFactory().id
    db.session.commit()

    said = all_at_once(a_real_database, [taking(role_id, member_id) for role_id in role_ids * 10])

    assert said["done"] == 10
    assert sum(said[f"You have another part in this event, as {name}."] for name in ("Chair", "Note taker")) == 10
    assert count(of=Place) == 1


def test_an_offer_and_the_members_own_click_at_once_leave_one_place(a_real_database):
    role_id, member_id = EventRoleFactory(maximum=1).id, MemberFactory().id
    db.session.commit()

    def offer() -> Place:
        return offer_place(role_id, db.session.get_one(Member, member_id), hand=Hand(), now=NOON)

    said = all_at_once(a_real_database, [taking(role_id, member_id), offer] * 10)

    assert said == {"done": 20}
    assert count(Place.state == PlaceState.HELD, of=Place) == count(of=Place) == 1
    assert count(of=PlaceMove) <= 2  # offered and then taken, or taken at once


def test_yes_and_no_at_once_leave_one_answer_and_a_true_story(a_real_database):
    place_id = PlaceFactory(state=PlaceState.OFFERED).id
    db.session.commit()

    def answering(said: Answer) -> Callable[[], Place]:
        return lambda: answer(place_id, said, hand=Hand(), now=NOON)

    said = all_at_once(a_real_database, [answering(said) for said in (Answer.YES, Answer.NO) * 10])

    assert said == {"done": 20}
    place = db.session.get_one(Place, place_id)
    steps = [PlaceState.OFFERED, *(moved.to_state for moved in place.moves)]
    assert [moved.from_state for moved in place.moves] == steps[:-1]
    assert all(is_legal(*step) for step in pairwise(steps))
    assert place.state is steps[-1]
    assert place.state in (PlaceState.HELD, PlaceState.DECLINED, PlaceState.STEPPED_BACK)


def test_whoever_takes_a_place_while_the_event_is_cancelled_is_told(a_real_database):
    role = EventRoleFactory()
    role_id, event_id, staff_id = role.id, role.event_id, StaffFactory().id
    ids = [member.id for member in many(40, MemberFactory)]
    db.session.commit()

    def cancel() -> Event:
        to_cancel, staff = db.session.get_one(Event, event_id), db.session.get_one(Account, staff_id)
        return cancel_event(to_cancel, "The hall has flooded.", by=staff, now=NOON)

    deeds = [taking(role_id, member_id) for member_id in ids]
    all_at_once(a_real_database, deeds[:5])
    all_at_once(a_real_database, [*deeds[5:20], cancel, *deeds[20:]])

    holders = set(db.session.scalars(select(Place.member_id).where(Place.state == PlaceState.HELD)))
    told = set(db.session.scalars(select(Message.member_id).where(Message.subject.startswith("Cancelled"))))
    assert holders == told
    assert len(holders) >= 5
