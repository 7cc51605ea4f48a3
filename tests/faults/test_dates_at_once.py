"""Dates that share a roster stay alike whatever happens, and whoever acts at once; on either database."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.merging import merge
from coproduction.members.locking import lock_above
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_member
from coproduction.rosters.queries.histories import pasts
from coproduction.schedule.actions import events, linked, places, publishing, roles
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.partings import close_places
from coproduction.schedule.models import Event, EventKind, EventRole, EventState, Place, PlaceMove, PlaceState
from coproduction.schedule.queries.linked import events_led_by
from tests.conftest import NOON
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.faults.at_once import all_at_once, many
from tests.schedule.dates import disagreements, link, moves_of_mirrors, role_of, states


def interviews(**of_event: Any) -> Event:
    event = EventFactory(kind=EventKind.PANEL, title="Interview panel: Nurse", **of_event)
    EventRoleFactory(event=event, name="Panel member", minimum=2, maximum=2, is_open=False)
    return event


class Story:
    """Interviews whose dates are added, moved, called off and parted, while members answer."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.by: Account = StaffFactory()
        self.lead = interviews(state=EventState.PUBLISHED if seed else EventState.DRAFT, organiser=self.by)
        self.people: list[Member] = many(5, MemberFactory, account=None)
        self.now = NOON

    def goes_on(self) -> None:
        """Let one thing happen. What is refused changes nothing."""
        deed = self.chance.choice(
            [
                self.ask,
                self.ask,
                self.answer,
                self.answer,
                self.answer,
                self.step_back,
                self.release,
                self.link,
                self.publish,
                self.move,
                self.call_off,
                self.part,
                self.add_role,
                self.close,
                self.merge,
            ]
        )
        self.now += timedelta(minutes=1)
        try:
            with db.session.begin_nested():
                deed()
        except Refusal:
            db.session.expire_all()

    def somebody(self) -> Member:
        return self.chance.choice([member for member in self.people if member.merged_into_id is None])

    def a_role(self) -> EventRole:
        return self.chance.choice(self.lead.roles)

    def a_place(self) -> int:
        found = select(Place.id).where(Place.event_id == self.lead.id).order_by(Place.id)
        ids = db.session.scalars(found).all()
        if not ids:
            raise Refusal("Nobody has been asked.")
        return self.chance.choice(ids)

    def a_date(self) -> Event:
        dates = events_led_by(self.lead)
        if not dates:
            raise Refusal("There is one date only.")
        return self.chance.choice(dates)

    def ask(self) -> None:
        places.offer_place(self.a_role().id, self.somebody(), hand=Hand(self.by), now=self.now)

    def answer(self) -> None:
        places.answer(self.a_place(), self.chance.choice(list(places.Answer)), hand=Hand(), now=self.now)

    def step_back(self) -> None:
        places.step_back(self.a_place(), hand=Hand(), now=self.now)

    def release(self) -> None:
        places.release_place(self.a_place(), hand=Hand(self.by), now=self.now)

    def link(self) -> None:
        hours = self.chance.choice([-1, 3, 24, 48])
        link(self.lead, f"Date {hours}", hours=hours, by=self.by, now=self.now)

    def publish(self) -> None:
        publishing.publish_event(self.lead, invite=False, by=self.by, now=self.now)

    def move(self) -> None:
        date = self.chance.choice([self.lead, *events_led_by(self.lead)])
        starts_at = date.starts_at + timedelta(hours=self.chance.choice([-24, 1, 24]))
        details = linked.at_another_time(date, starts_at, ends_at=starts_at + timedelta(hours=1))
        events.change_event(date, details, by=self.by, now=self.now)

    def call_off(self) -> None:
        events.cancel_event(self.a_date(), "", by=self.by, now=self.now)

    def part(self) -> None:
        if self.chance.random() < 0.3:
            linked.give_own_roster(self.a_date(), by=self.by, now=self.now)

    def add_role(self) -> None:
        details = roles.RoleDetails("Chair", 1, 1, None, is_open=False)
        roles.add_role(self.lead, details, by=self.by, now=self.now)

    def close(self) -> None:
        close_places(self.somebody(), by=self.by, now=self.now)

    def merge(self) -> None:
        kept, other = self.somebody(), self.somebody()
        if kept is other:
            raise Refusal("They are one already.")
        merge(kept.id, other.id, [], by=self.by, now=self.now)

    def turns(self) -> int:
        """Return the highest number of turns that anybody is said to have had: there is one panel."""
        counted = pasts(EventKind.PANEL, [], since=NOON - timedelta(days=1), now=self.now)
        return max((past.turns for past in counted.values()), default=0)


@pytest.mark.parametrize("seed", range(4))
def test_every_date_has_the_same_people_in_the_same_state_and_counts_once(a_real_database: Flask, seed: int) -> None:
    story = Story(seed)
    for _ in range(20):
        story.goes_on()
        assert disagreements(now=story.now) == []
    assert moves_of_mirrors() == 0
    assert story.turns() <= 1
    assert db.session.query(PlaceMove).count() > 0


def test_two_who_answer_at_once_stand_alike_at_every_date(a_real_database: Flask) -> None:
    lead, by = interviews(), StaffFactory()
    premeet = link(lead, "Pre-meet", hours=-1, by=by, now=NOON)
    role = role_of(lead)
    role.maximum = 1
    role.minimum = 1
    asked = [places.offer_place(role.id, member, hand=Hand(by), now=NOON).id for member in many(2, MemberFactory)]
    ids = (lead.id, premeet.id)
    db.session.commit()

    def says_yes(place_id: int) -> Callable[[], Any]:
        return lambda: places.answer(place_id, places.Answer.YES, hand=Hand(), now=NOON)

    said = all_at_once(a_real_database, [says_yes(place_id) for place_id in asked])

    assert (said["done"], said.total()) == (1, 2)
    first, second = (states(db.session.get_one(Event, number)) for number in ids)
    assert first == second
    assert sorted(first.values()) == [PlaceState.HELD, PlaceState.OFFERED]


@pytest.mark.parametrize("deed", ["yes", "leaves"])
def test_a_date_that_is_added_while_somebody_answers_has_their_answer(a_real_database: Flask, deed: str) -> None:
    for _ in range(3):
        lead, by = interviews(), StaffFactory()
        place = PlaceFactory(role=role_of(lead), member=MemberFactory(), state=PlaceState.OFFERED)
        lead_id, place_id, member_id, staff_id = lead.id, place.id, place.member_id, by.id
        db.session.commit()

        def does(place_id: int = place_id, member_id: int = member_id) -> None:
            if deed == "yes":
                places.answer(place_id, places.Answer.YES, hand=Hand(), now=NOON)
            else:
                lock_above([member_id])
                close_places(lock_member(member_id), by=None, now=NOON)

        def adds(lead_id: int = lead_id, staff_id: int = staff_id) -> None:
            staff = db.session.get_one(Account, staff_id)
            link(db.session.get_one(Event, lead_id), "Debrief", hours=3, by=staff, now=NOON)

        said = all_at_once(a_real_database, [does, adds])

        assert said == {"done": 2}
        assert disagreements(now=NOON) == []
        [debrief] = events_led_by(db.session.get_one(Event, lead_id))
        live = PlaceState.HELD if deed == "yes" else PlaceState.RELEASED
        assert states(debrief).get(member_id, PlaceState.RELEASED) is live


def test_a_date_that_gets_its_own_roster_while_somebody_steps_back_keeps_or_loses_them(a_real_database: Flask) -> None:
    lead, by = interviews(), StaffFactory()
    debrief = link(lead, "Debrief", hours=3, by=by, now=NOON)
    place = places.offer_place(role_of(lead).id, MemberFactory(), hand=Hand(by), now=NOON)
    places.answer(place.id, places.Answer.YES, hand=Hand(), now=NOON)
    debrief_id, place_id, staff_id = debrief.id, place.id, by.id
    db.session.commit()

    def parts() -> None:
        staff = db.session.get_one(Account, staff_id)
        linked.give_own_roster(db.session.get_one(Event, debrief_id), by=staff, now=NOON)

    said = all_at_once(a_real_database, [parts, lambda: places.step_back(place_id, hand=Hand(), now=NOON)])

    assert said == {"done": 2}
    [state] = states(db.session.get_one(Event, debrief_id)).values()
    assert state in (PlaceState.HELD, PlaceState.STEPPED_BACK)
