"""Whatever happens to a role with a waiting list, in whatever order: nobody is lost, and nobody is told twice."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select, update

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member, MemberState
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.actions.events import cancel_event, change_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, take_place
from coproduction.schedule.actions.roles import RoleDetails, change_role
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.models import EventRole, Place, PlaceMove, PlaceState
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, StaffFactory
from tests.schedule.test_events import details_of

ITSELF = Hand()
HELD, WAITING, OFFERED = PlaceState.HELD, PlaceState.WAITING, PlaceState.OFFERED
# Each such move is told once.
TOLD = {
    "schedule/place_held": HELD,
    "schedule/waiting": WAITING,
    "schedule/offer_lapsed": PlaceState.LAPSED,
    "schedule/stepped_back": PlaceState.STEPPED_BACK,
    "schedule/said_no": PlaceState.DECLINED,
    "schedule/not_sure": PlaceState.TENTATIVE,
}

PEOPLE, AT_FIRST = 6, 5  # those who ask for one of the two places at first; so three wait
WHO = some.integers(0, PEOPLE - 1)
DEEDS = some.lists(
    some.one_of(
        some.tuples(some.just("yes"), WHO),
        some.tuples(some.just("no"), WHO),
        some.tuples(some.just("no"), WHO),
        some.tuples(some.just("not sure"), WHO),
        some.tuples(some.just("rest"), WHO),
        some.tuples(some.just("room for"), some.integers(1, 4)),
        some.tuples(some.just("hours go by"), some.sampled_from((1, 24, 49, 60))),
        some.tuples(some.just("moved by days"), some.integers(-3, 9)),
        some.tuples(some.just("cancelled"), some.just(0)),
    ),
    min_size=4,
    max_size=10,
)
# What chance comes to seldom, told each time: of the three who wait, one does not answer in time, the next says yes,
# and the last does not want to wait any more.
A_LAPSE_A_YES_AND_A_NO = [("no", 0), ("hours go by", 49), ("yes", 3), ("no", 4)]


class Story:
    """One role with a maximum, six members, and what happens to them."""

    def __init__(self) -> None:
        self.role: EventRole = EventRoleFactory(maximum=2)
        self.people: list[Member] = MemberFactory.create_batch(PEOPLE, account=None)
        self.staff = StaffFactory()
        self.now: datetime = NOON
        for member in self.people[:AT_FIRST]:
            take_place(self.role.id, member, hand=ITSELF, now=self.now)

    def happens(self, what: str, number: int) -> None:
        """Let one thing happen. What is refused changes nothing."""
        before, last = self.waiting(), db.session.scalar(select(func.max(PlaceMove.id))) or 0
        try:
            with db.session.begin_nested():
                self._does(what, number)
        except Refusal:
            db.session.expire_all()
        self._offers_came_in_order(before, last)
        self._holds()
        self._all_is_sent()

    def _does(self, what: str, number: int) -> None:
        deeds = {
            "yes": lambda: self._says(Answer.YES, self.people[number]),
            "no": lambda: self._says(Answer.NO, self.people[number]),
            "not sure": lambda: self._says(Answer.NOT_SURE, self.people[number]),
            "rest": lambda: self._rests(self.people[number]),
            "room for": lambda: self._has_room_for(number),
            "hours go by": lambda: self._lives_on(number),
            "moved by days": lambda: self._moves(number),
            "cancelled": lambda: cancel_event(self.role.event, "Snow.", by=self.staff, now=self.now),
        }
        deeds[what]()

    def _says(self, said: Answer, member: Member) -> None:
        place = self.place_of(member)
        if said is Answer.YES and (place is None or place.state not in (OFFERED, PlaceState.TENTATIVE, HELD)):
            take_place(self.role.id, member, hand=ITSELF, now=self.now)
        elif place:
            answer(place.id, said, hand=ITSELF, now=self.now)

    def _rests(self, member: Member) -> None:
        member.state = MemberState.ACTIVE if member.state is MemberState.PAUSED else MemberState.PAUSED
        db.session.flush()
        keep_lists(now=self.now)

    def _has_room_for(self, number: int) -> None:
        details = RoleDetails(self.role.name, 0, number, None, is_open=True)
        change_role(self.role.id, details, by=self.staff, now=self.now)

    def _lives_on(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        keep_lists(now=self.now)

    def _moves(self, days: int) -> None:
        event, by = self.role.event, timedelta(days=days)
        there = details_of(event, starts_at=event.starts_at + by, ends_at=event.ends_at + by)
        change_event(event, there, by=self.staff, now=self.now)

    def _all_is_sent(self) -> None:
        """Send what waits: what becomes of what nobody has heard yet is told by other stories."""
        waits = update(Message).where(Message.state == MessageState.WAITING)
        db.session.execute(waits.values(state=MessageState.SENT, finished_at=self.now))

    def place_of(self, member: Member) -> Place | None:
        return db.session.scalar(select(Place).where(Place.role_id == self.role.id, Place.member_id == member.id))

    def places(self) -> list[Place]:
        return list(db.session.scalars(select(Place).where(Place.role_id == self.role.id).order_by(Place.id)))

    def moves(self) -> list[tuple[PlaceState | None, PlaceState]]:
        """Return every move of every place."""
        found = select(PlaceMove.from_state, PlaceMove.to_state).join(Place).where(Place.role_id == self.role.id)
        return [(start, to) for start, to in db.session.execute(found)]

    def waiting(self) -> list[int]:
        """Return the places of those who wait and do not rest, in their order."""
        waiting = [
            place for place in self.places() if place.state is WAITING and place.member.state is not MemberState.PAUSED
        ]
        return [place.id for place in sorted(waiting, key=lambda place: (place.moved_at, place.id))]

    def _offers_came_in_order(self, before: list[int], last: int) -> None:
        moves = db.session.execute(
            select(PlaceMove.place_id, PlaceMove.from_state, PlaceMove.to_state)
            .where(PlaceMove.id > last)
            .order_by(PlaceMove.id)
        ).all()
        offered = [place_id for place_id, start, to in moves if (start, to) == (WAITING, OFFERED)]
        left = {place_id for place_id, start, to in moves if start is WAITING and to is not OFFERED}
        in_order = [place_id for place_id in before if place_id not in left]
        known = [place_id for place_id in offered if place_id in before]
        assert known == in_order[: len(known)]

    def _holds(self) -> None:
        """No place over capacity, nobody told twice, nobody lost."""
        places = self.places()
        taken = [place for place in places if place.state is HELD or place.offer_ends_at]
        most = self.role.maximum or 0
        assert len(taken) <= most
        for place in places:
            moved = [(move.from_state, move.to_state) for move in place.moves]
            told = Counter(db.session.scalars(select(Message.template).where(Message.member_id == place.member_id)))
            for template, state in TOLD.items():
                assert told[template] == sum(to is state for _, to in moved)
            assert told["schedule/place_free"] == moved.count((WAITING, OFFERED))
            assert len(moved) == place.moves_made
            assert (moved[-1][1], place.moved_at) == (place.state, place.moves[-1].moved_at)
        is_open = self.role.event.state == "published" and self.role.event.starts_at > self.now
        if is_open and len(taken) < most:
            assert self.waiting() == []


def test_whatever_happens_no_place_is_over_capacity_nobody_is_told_twice_and_nobody_is_lost():
    came_about: Counter[tuple[PlaceState | None, PlaceState]] = Counter()

    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
    @example(deeds=A_LAPSE_A_YES_AND_A_NO)
    @given(deeds=DEEDS)
    def stories(deeds):
        with db.session.begin_nested() as story_alone:
            story = Story()
            for what, number in deeds:
                story.happens(what, number)
            came_about.update(story.moves())
            story_alone.rollback()
            db.session.expunge_all()

    stories()

    assert came_about[None, WAITING] >= 3 * 20
    assert came_about[WAITING, OFFERED] >= 5
    seldom = ((WAITING, PlaceState.STEPPED_BACK), (OFFERED, PlaceState.LAPSED), (OFFERED, HELD))
    assert [move for move in seldom if not came_about[move]] == []
