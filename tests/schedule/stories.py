"""A forum to which whatever may happen happens, and what must hold after each thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as some
from sqlalchemy import func, select

from coproduction.core.database import AnyRow, db
from coproduction.core.refusals import Refusal
from coproduction.notifications.actions import mark_done
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule import rules
from coproduction.schedule.actions.events import cancel_event, change_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import (
    Answer,
    answer,
    give_place,
    offer_place,
    put_forward,
    release_place,
    step_back,
    take_place,
)
from coproduction.schedule.actions.reminders import send_reminders
from coproduction.schedule.actions.roles import RoleDetails, change_role
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.calendars import when_in_words
from coproduction.schedule.models import EventRole, Place, PlaceMove, PlaceState, Via
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, StaffFactory
from tests.schedule.test_events import details_of

# The last morning before the clocks go forward, and before they go back, and a day like any other.
STARTS = (
    datetime(2027, 3, 27, 10, 30, tzinfo=UTC),
    datetime(2027, 10, 30, 9, 30, tzinfo=UTC),
    datetime(2027, 6, 10, 9, 30, tzinfo=UTC),
)
BY_HAND = {"account": None, "email": None, "phone": "0115 496 0012"}

PEOPLE = 4

WHO = some.integers(0, PEOPLE - 1)


# How each of them comes to have a part, and whether they have been told.
BEGINNINGS = some.tuples(
    *[some.sampled_from([("takes",), ("asked",), ("takes", "told"), ("asked", "told"), ("asked", "told", "yes"), ()])]
    * PEOPLE
)


DEEDS = some.lists(
    some.one_of(
        some.tuples(
            some.sampled_from(
                ["asked", "given", "released", "takes", "forward", "yes", "no", "not sure", "by phone", "back"]
            ),
            WHO,
        ),
        some.tuples(some.just("moved"), some.integers(-3, 9)),
        some.tuples(some.just("moved"), some.integers(1, 3)),
        some.tuples(some.sampled_from(["back", "no"]), WHO),
        some.tuples(some.just("room for"), some.integers(1, 3)),
        some.tuples(some.just("open"), some.integers(0, 1)),
        some.tuples(some.just("hours"), some.sampled_from((1, 24, 60, 14 * 24))),
        some.tuples(some.just("told"), WHO),
        some.tuples(some.just("cancelled"), some.just(0)),
    ),
    min_size=1,
    max_size=10,
)


# Whoever does this, or for whom it is done, sees how the event is then.
SEEN = ("takes", "forward", "given", "yes", "no", "not sure", "by phone", "back")


# What chance comes to seldom, told each time.
STORIES = {
    "who has heard is thanked and let go, and who was given a place is let go": {
        "begins": (("asked", "told"), ("asked", "told", "yes"), ("asked",), ()),
        "deeds": [
            ("moved", 2),
            ("forward", 3),
            ("told", 3),
            ("given", 3),
            ("told", 3),
            *(("released", who) for who in range(PEOPLE)),
        ],
        "start": STARTS[0],
    },
    "who is next on the list hears of the free place, and that the time is over": {
        "begins": (("takes", "told"), ("takes", "told"), ("takes", "told"), ("takes", "told")),
        "deeds": [("back", 0), ("told", 2), ("hours", 60), ("told", 2), ("told", 3), ("moved", 2), ("cancelled", 0)],
        "start": STARTS[1],
    },
    "whoever is not rung is not reminded by another call, and emails are followed by reminders": {
        "begins": (("asked",), ("takes",), ("asked",), ("takes",)),
        "deeds": [("hours", 14 * 24), ("moved", -1), ("hours", 24), ("yes", 2), ("back", 3), ("cancelled", 0)],
        "start": STARTS[2],
    },
    "who has not heard of the free place, nor of two moves since, hears that the day they know is off": {
        "begins": (("takes", "told"), ("takes", "told"), ("asked", "told", "yes"), ()),
        "deeds": [("room for", 3), ("moved", 7), ("moved", 2), ("cancelled", 0)],
        "start": STARTS[1],
    },
}


class Story:
    """One event with one role, two members by email and two by phone and text, and a coordinator."""

    def __init__(self, start: datetime) -> None:
        self.event = EventFactory(title="Forum", starts_at=start)
        self.role: EventRole = EventRoleFactory.create(event=self.event, maximum=2)
        self.people = MemberFactory.create_batch(2)
        self.people += [MemberFactory(channel=channel, **BY_HAND) for channel in (Channel.PHONE, Channel.TEXT)]
        self.staff = StaffFactory()
        self.now = start - timedelta(days=20)
        self.moves: dict[int, int] = {}
        self.known: dict[int, str] = {}
        self.list: list[int] = []

    def happens(self, what: str, number: int) -> None:
        """Let one thing happen. What is refused changes nothing."""
        last = db.session.scalar(select(func.max(Message.id))) or 0
        try:
            with db.session.begin_nested():
                getattr(self, what.replace(" ", "_"))(number)
            place = self.place_of(self.people[number]) if what in SEEN else None
            if place and place.moves_made != self.moves.get(place.id):
                self.known[self.people[number].id] = when_in_words(self.event)
        except Refusal:
            db.session.expire_all()
        self.now += timedelta(seconds=1)
        self.holds(after=last)
        self.list_is_kept_in_order()

    def asked(self, who: int) -> None:
        offer_place(self.role.id, self.people[who], hand=Hand(self.staff), now=self.now)

    def takes(self, who: int) -> None:
        take_place(self.role.id, self.people[who], hand=Hand(), now=self.now)

    def forward(self, who: int) -> None:
        put_forward(self.role.id, self.people[who], note="", hand=Hand(), now=self.now)

    def given(self, who: int) -> None:
        self.with_place(who, lambda place_id: give_place(place_id, hand=Hand(self.staff), now=self.now))

    def released(self, who: int) -> None:
        self.with_place(who, lambda place_id: release_place(place_id, hand=Hand(self.staff), now=self.now))

    def back(self, who: int) -> None:
        self.with_place(who, lambda place_id: step_back(place_id, hand=Hand(), now=self.now))

    def yes(self, who: int) -> None:
        self.says(who, Answer.YES, Hand())

    def no(self, who: int) -> None:
        self.says(who, Answer.NO, Hand())

    def not_sure(self, who: int) -> None:
        self.says(who, Answer.NOT_SURE, Hand())

    def by_phone(self, who: int) -> None:
        self.says(who, Answer.YES, Hand(self.staff, via=Via.PHONE))

    def says(self, who: int, said: Answer, hand: Hand) -> None:
        self.with_place(who, lambda place_id: answer(place_id, said, hand=hand, now=self.now))

    def with_place(self, who: int, deed) -> None:
        if place := self.place_of(self.people[who]):
            deed(place.id)

    def moved(self, days: int) -> None:
        by = timedelta(days=days) or timedelta(hours=1)
        there = details_of(self.event, starts_at=self.event.starts_at + by, ends_at=self.event.ends_at + by)
        change_event(self.event, there, by=self.staff, now=self.now)

    def room_for(self, number: int) -> None:
        self.changes_role(number, is_open=self.role.is_open)

    def open(self, number: int) -> None:
        self.changes_role(self.role.maximum or 2, is_open=bool(number))

    def changes_role(self, maximum: int, *, is_open: bool) -> None:
        details = RoleDetails(self.role.name, 0, maximum, None, is_open=is_open)
        change_role(self.role.id, details, by=self.staff, now=self.now)

    def hours(self, number: int) -> None:
        """Let time go by: emails go, and the worker does what is due by then."""
        for who, member in enumerate(self.people):
            if member.channel is Channel.EMAIL:
                self.told(who)
        self.now += timedelta(hours=number)
        send_reminders(now=self.now)
        keep_lists(now=self.now)

    def told(self, who: int) -> None:
        for message in self.messages(self.people[who]):
            if message.state is MessageState.WAITING and not rules.is_cancelled(self.event):
                self.known[self.people[who].id] = when_in_words(self.event)
            if message.state is MessageState.WAITING and message.channel is not Channel.EMAIL:
                mark_done(message.id, by=self.staff, now=self.now)
            elif message.state is MessageState.WAITING:
                message.state, message.finished_at = MessageState.SENT, self.now
        db.session.flush()

    def cancelled(self, _: int) -> None:
        cancel_event(self.event, "Snow.", by=self.staff, now=self.now)

    def role_places(self) -> list[Place]:
        return list(db.session.scalars(select(Place).where(Place.role_id == self.role.id).order_by(Place.id)))

    def place_of(self, member) -> Place | None:
        return db.session.scalar(select(Place).where(Place.role_id == self.role.id, Place.member_id == member.id))

    def all_moves(self) -> list[tuple[PlaceState | None, PlaceState]]:
        """Return every move of every place."""
        found = select(PlaceMove.from_state, PlaceMove.to_state).join(Place).where(Place.role_id == self.role.id)
        return [(start, to) for start, to in db.session.execute(found)]

    def messages(self, member) -> list[Message]:
        told = select(Message).where(Message.member_id == member.id, Message.state != MessageState.DROPPED)
        return list(db.session.scalars(told.order_by(Message.id).execution_options(populate_existing=True)))

    def told_to_each(self) -> dict[int, list[AnyRow]]:
        """Return what each has been told, or will be, in the order in which it was written."""
        columns = (Message.member_id, Message.id, Message.state, Message.subject, Message.text)
        everybody = Message.member_id.in_([member.id for member in self.people])
        rows = db.session.execute(
            select(*columns).where(everybody, Message.state != MessageState.DROPPED).order_by(Message.id)
        )
        told: dict[int, list[AnyRow]] = defaultdict(list)
        for row in rows:
            told[row.member_id].append(row)
        return told

    def holds(self, *, after: int) -> None:
        """Say that no place is over capacity, and that each has been told, or will be, what is so now, once.

        `after` is the last message before this happened. Whose place has moved is told, unless they never heard of it.
        """
        told = self.told_to_each()
        places = self.role_places()
        taken = sum(place.state is PlaceState.HELD or rules.is_kept(place) for place in places)
        assert taken <= (self.role.maximum or 0)
        if (
            self.role.is_open
            and rules.is_open_for_answers(self.event, now=self.now)
            and taken < (self.role.maximum or 0)
        ):
            assert PlaceState.WAITING not in [place.state for place in places]
        assert all(sum(message.id > after for message in theirs) <= 1 for theirs in told.values())
        for place in places:
            mine = told[place.member_id]
            assert sum(message.state is MessageState.WAITING for message in mine) <= 1
            if place.moves_made != self.moves.get(place.id):
                assert (mine and mine[-1].id > after) or (place.state is PlaceState.RELEASED and not mine)
            if rules.is_live_state(place.state):
                self.is_known(place, mine)
            else:
                self.known.pop(place.member_id, None)
        self.moves = {place.id: place.moves_made for place in places}

    def list_is_kept_in_order(self) -> None:
        """Say that of those who waited before and have not left, the first were offered what was free."""
        places = {place.id: place for place in self.role_places()}
        stayed = [number for number in self.list if places[number].state in (PlaceState.WAITING, PlaceState.OFFERED)]
        offered = [number for number in stayed if places[number].state is PlaceState.OFFERED]
        assert stayed[: len(offered)] == offered
        waiting = [place for place in places.values() if place.state is PlaceState.WAITING]
        self.list = [place.id for place in sorted(waiting, key=lambda place: (place.moved_at, place.id))]

    def is_known(self, place: Place, told: Sequence[AnyRow]) -> None:
        """Say that the member of a live place knows of the event as it is now, or never has to hear of it."""
        if rules.is_cancelled(self.event):
            assert [message.subject for message in told[-1:]] in ([], ["Cancelled: Forum"])
            assert told or len(place.moves) == 1
            assert not told or self.known.get(place.member_id, "") in told[-1].text
        else:
            assert when_in_words(self.event) in told[-1].text
