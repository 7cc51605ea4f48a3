"""Whatever members, coordinators and events do: those who come have what they need on the list, once, and no others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import needs
from coproduction.members.actions.needs import NeedDetails
from coproduction.members.models import Member, NeedKind
from coproduction.schedule.actions import arrangements, events, places, publishing
from coproduction.schedule.actions.arrangements import Booking
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import (
    AnswerDetail,
    Arrangement,
    ArrangementMove,
    ArrangementState,
    Event,
    EventFormat,
    EventState,
    Place,
    PlaceState,
    Way,
)
from tests.conftest import NOON
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, NeedFactory, PlaceFactory, StaffFactory
from tests.faults.at_once import all_at_once, count
from tests.schedule.event_answers import details

S = ArrangementState
BSL, STEPS, DIET = NeedKind.BSL_INTERPRETER, NeedKind.STEP_FREE, NeedKind.DIET
AT_THE_VENUE = (STEPS, DIET)
LIVE = (S.TO_BOOK, S.REQUESTED, S.CONFIRMED, S.CHECK_AGAIN, S.CANNOT_BE_MET)
HAND = Hand()


class World:
    """An event, two members and a coordinator; `step` does one thing, `check` says what must hold whatever was done."""

    def __init__(self) -> None:
        self.staff = StaffFactory()
        self.event = EventFactory(organiser=self.staff, state=EventState.DRAFT, starts_at=details().starts_at)
        role = EventRoleFactory(event=self.event)
        self.members = MemberFactory.create_batch(2)
        for member in self.members:
            NeedFactory(member=member, kind=BSL)
            PlaceFactory(role=role, member=member, state=PlaceState.OFFERED)
        NeedFactory(member=self.members[0], kind=STEPS)
        NeedFactory(member=self.members[0], kind=NeedKind.BREAKS)
        db.session.commit()
        self.made = 0

    def step(self, what: str, who: int, kind: NeedKind, state: ArrangementState) -> None:
        """Do it as a page would, and commit; what is refused is taken back."""
        member = self.members[who]
        try:
            getattr(self, what.replace(" ", "_"))(member, kind, state)
            db.session.commit()
        except Refusal:
            db.session.rollback()

    def says_yes(self, member: Member, *_: Any) -> None:
        places.answer(self.place_of(member).id, Answer.YES, hand=HAND, now=NOON)

    def is_not_sure(self, member: Member, *_: Any) -> None:
        places.answer(self.place_of(member).id, Answer.NOT_SURE, hand=HAND, now=NOON)

    def says_no(self, member: Member, *_: Any) -> None:
        places.answer(self.place_of(member).id, Answer.NO, hand=HAND, now=NOON)

    def comes_online(self, member: Member, *_: Any) -> None:
        said = AnswerDetails(way=Way.ONLINE)
        places.answer(self.place_of(member).id, Answer.YES, hand=HAND, now=NOON, details=said)

    def comes_in_person(self, member: Member, *_: Any) -> None:
        said = AnswerDetails(way=Way.IN_PERSON)
        places.answer(self.place_of(member).id, Answer.YES, hand=HAND, now=NOON, details=said)

    def says_different(self, member: Member, _kind: NeedKind, state: ArrangementState) -> None:
        said = AnswerDetails(needs_as_usual=False, needs=f"Not {state}")
        places.answer(self.place_of(member).id, Answer.YES, hand=HAND, now=NOON, details=said)

    def says_as_usual(self, member: Member, *_: Any) -> None:
        said = AnswerDetails(needs_as_usual=True)
        places.answer(self.place_of(member).id, Answer.NOT_SURE, hand=HAND, now=NOON, details=said)

    def needs_more(self, member: Member, kind: NeedKind, *_: Any) -> None:
        needs.add_need(member.id, NeedDetails(kind=kind, detail="As I said"), by=self.staff, now=NOON)

    def needs_less(self, member: Member, kind: NeedKind, *_: Any) -> None:
        for need in [need for need in db.session.get_one(Member, member.id).needs if need.kind is kind]:
            needs.remove_need(need.id, member, by=self.staff, now=NOON)
        db.session.expire(member, ["needs"])

    def publishes(self, *_: Any) -> None:
        publishing.publish_event(self.event, invite=False, by=self.staff, now=NOON)

    def moves(self, *_: Any) -> None:
        later = self.event.starts_at + timedelta(days=7)
        moved = details(starts_at=later, ends_at=later + timedelta(hours=2), format=self.event.format)
        events.change_event(self.event, moved, by=self.staff, now=NOON)
        db.session.expire_all()
        assert S.CONFIRMED not in [each.state for each in self.arrangements()]

    def goes_online(self, *_: Any) -> None:
        online = details(starts_at=self.event.starts_at, ends_at=self.event.ends_at, format=EventFormat.ONLINE)
        events.change_event(self.event, online, by=self.staff, now=NOON)

    def cancels(self, *_: Any) -> None:
        events.cancel_event(self.event, "", by=self.staff, now=NOON)

    def books(self, member: Member, kind: NeedKind | None, state: ArrangementState) -> None:
        for arrangement in self.arrangements():
            if (arrangement.member_id, arrangement.kind) == (member.id, kind):
                booking = Booking(state=state, owner_id=self.staff.id)
                arrangements.note_booking(arrangement.id, booking, by=self.staff, now=NOON)

    def books_this_time(self, member: Member, _kind: NeedKind, state: ArrangementState) -> None:
        self.books(member, None, state)

    def place_of(self, member: Member) -> Place:
        return db.session.scalars(
            select(Place).where(Place.event_id == self.event.id, Place.member_id == member.id)
        ).one()

    def arrangements(self) -> list[Arrangement]:
        found = select(Arrangement).where(Arrangement.event_id == self.event.id).order_by(Arrangement.id)
        return list(db.session.scalars(found))

    def wanted(self) -> set[tuple[int, NeedKind | None]]:
        """Return what must be arranged, worked out apart from the code that arranges it."""
        if db.session.get_one(Event, self.event.id).state is not EventState.PUBLISHED:
            return set()
        wanted: set[tuple[int, NeedKind | None]] = set()
        for member in self.members:
            place = self.place_of(member)
            detail = db.session.get(AnswerDetail, place.id)
            is_away = self.event.format is EventFormat.ONLINE or (detail and detail.way is Way.ONLINE)
            if place.state in (PlaceState.HELD, PlaceState.TENTATIVE):
                kinds = {need.kind for need in db.session.get_one(Member, member.id).needs}
                kinds &= {BSL, *(() if is_away else AT_THE_VENUE)}
                wanted |= {(member.id, kind) for kind in kinds}
                wanted |= {(member.id, None)} if detail and detail.needs else set()
        return wanted

    def check(self) -> None:
        db.session.expire_all()
        there = self.arrangements()
        live = [(each.member_id, each.kind) for each in there if each.state in LIVE]
        assert len(live) == len(set(live))
        assert set(live) == self.wanted()
        assert len(there) >= self.made, "none is ever lost"
        self.made = len(there)
        for each in there:
            moves = each.moves
            assert [move.from_state for move in moves] == [None, *(move.to_state for move in moves[:-1])]
            assert moves[-1].to_state is each.state
            if each.state is S.NOT_NEEDED:
                before = moves[-1].from_state
                assert before in (S.TO_BOOK, S.CANNOT_BE_MET, S.TO_CANCEL), "no supplier is forgotten"


DEEDS = (
    "says yes", "is not sure", "says no", "comes online", "comes in person", "needs more", "needs less",
    "publishes", "moves", "goes online", "cancels", "books",
    "says different", "says as usual", "books this time",
)  # fmt: skip
steps = some.lists(
    some.tuples(
        some.sampled_from([*DEEDS, "says yes", "books"]),
        some.integers(0, 1),
        some.sampled_from((BSL, STEPS, DIET)),
        some.sampled_from((S.REQUESTED, S.CONFIRMED, S.CANNOT_BE_MET, S.TO_BOOK, S.NOT_NEEDED)),
    ),
    max_size=14,
)


@settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
@given(is_draft=some.booleans(), steps=steps)
def test_no_order_of_deeds_leaves_a_need_unlisted_or_a_supplier_forgotten(
    a_real_database: Flask, is_draft: bool, steps: list[tuple[Any, ...]]
) -> None:
    world = World()
    if not is_draft:
        world.step("publishes", 0, BSL, S.REQUESTED)
    for step in steps:
        world.step(*step)
        world.check()


def test_the_same_words_sent_many_times_at_once_are_one_thing_to_book(a_real_database: Flask) -> None:
    world = World()
    world.step("publishes", 0, BSL, S.REQUESTED)
    place_id = world.place_of(world.members[1]).id
    db.session.commit()

    def say(words: str) -> None:
        said = AnswerDetails(needs_as_usual=False, needs=words)
        places.answer(place_id, Answer.YES, hand=HAND, now=NOON, details=said)

    said = all_at_once(a_real_database, [lambda: say("A footrest"), lambda: say("A chair with arms")] * 6)

    assert said == {"done": 12}
    world.check()
    assert count(Arrangement.kind.is_(None), of=Arrangement) == 1


@pytest.mark.parametrize("kind", [BSL, None])
def test_the_database_refuses_a_second_arrangement_of_one_need(a_real_database: Flask, kind: NeedKind | None) -> None:
    world = World()
    world.step("publishes", 0, BSL, S.REQUESTED)
    world.step("says different", 1, BSL, S.REQUESTED)
    [arrangement] = [each for each in world.arrangements() if each.kind is kind]
    columns = {column.key: getattr(arrangement, column.key) for column in Arrangement.__table__.columns}

    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(insert(Arrangement).values({**columns, "id": None}))


def test_yes_pressed_many_times_while_needs_change_makes_each_arrangement_once(a_real_database: Flask) -> None:
    world = World()
    world.step("publishes", 0, BSL, S.REQUESTED)
    place_id, member_id, staff_id = world.place_of(world.members[1]).id, world.members[1].id, world.staff.id
    vegan = NeedDetails(kind=DIET, detail="Vegan")
    db.session.commit()

    def say_yes() -> None:
        places.answer(place_id, Answer.YES, hand=HAND, now=NOON)

    def need_more() -> None:
        needs.add_need(member_id, vegan, by=db.session.get_one(Account, staff_id), now=NOON)

    said = all_at_once(a_real_database, [say_yes, need_more] * 7)

    assert said == {"done": 14}
    world.check()
    assert count(of=Arrangement) == count(of=ArrangementMove) == 2


def test_an_event_cancelled_while_people_say_yes_leaves_nothing_to_book(a_real_database: Flask) -> None:
    world = World()
    world.step("publishes", 0, BSL, S.REQUESTED)
    ids, staff_id, event_id = [world.place_of(member).id for member in world.members], world.staff.id, world.event.id
    db.session.commit()

    def cancel() -> None:
        event, staff = db.session.get_one(Event, event_id), db.session.get_one(Account, staff_id)
        events.cancel_event(event, "", by=staff, now=NOON)

    yes = [lambda place_id=place_id: places.answer(place_id, Answer.YES, hand=HAND, now=NOON) for place_id in ids]
    all_at_once(a_real_database, [yes[0], cancel, yes[1]])

    world.check()
    assert count(Arrangement.state.in_(LIVE), of=Arrangement) == 0
