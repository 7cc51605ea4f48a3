"""One session that is full, whatever is done with its bookings, and what must hold after each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import event as listeners
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.notifications.actions import mark_done
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.actions.events import cancel_event, change_event
from coproduction.schedule.models import EventState
from coproduction.training.actions.booking import (
    DelegateDetails,
    Sending,
    book,
    cancel_booking,
    keep_lines,
    say_yes,
)
from coproduction.training.actions.for_delegates import book_for, cancel_for, say_yes_for
from coproduction.training.actions.hosting import BookingDetails, change_bookings, hold_places
from coproduction.training.actions.reaching import Reach
from coproduction.training.emails.delegates import about
from coproduction.training.models import BookingState, Delegate, SessionBookings
from coproduction.training.rules import bookings as rules
from tests.conftest import NOON
from tests.factories import LONG_AGO, SessionBookingsFactory, StaffFactory
from tests.schedule.test_events import details_of

KEPT, ASKED, WAITING, OFFERED = BookingState.KEPT, BookingState.ASKED, BookingState.WAITING, BookingState.OFFERED
BOOKED, CANCELLED, LAPSED = BookingState.BOOKED, BookingState.CANCELLED, BookingState.LAPSED
Move = tuple[BookingState | None, BookingState]
# What each move is told by; all others are told by nothing.
TOLD: dict[str, set[Move]] = {
    "training/booked": {(KEPT, BOOKED), (ASKED, BOOKED), (OFFERED, BOOKED)},
    "training/in_line": {(ASKED, WAITING)},
    "training/place_free": {(WAITING, OFFERED)},
    "training/booking_cancelled": {(state, CANCELLED) for state in rules.LIVE},
}
# Who has no address hears on the phone, at once, what becomes of what they say there.
ON_THE_PHONE = ("training/booked", "training/in_line", "training/booking_cancelled")
SENT = Sending(LONG_AGO)
CALLS = select(Message).where(Message.channel == Channel.PHONE, Message.state == MessageState.WAITING)
CALLED_OFF = "training/session_cancelled"
NEWS = {OFFERED: "training/place_free", LAPSED: "training/offer_lapsed"}
PEOPLE = 6
DETAILS = DelegateDetails("Sam Reed", "Mansfield community nurses", "Nurse")


class Story:
    """One session with two places, and six people who would like to come. `unconfirmed` places are kept at most."""

    def __init__(self, *, unconfirmed: int) -> None:
        self.unconfirmed = unconfirmed
        today = NOON.date()
        set_number(rules.UNCONFIRMED_PLACES, unconfirmed, from_day=today, account_id=None, now=NOON)
        self.bookings: SessionBookings = SessionBookingsFactory()
        self.event_id = self.bookings.event_id
        self.staff = StaffFactory()
        self.now: datetime = NOON
        self.moves: dict[int, list[Move]] = {}
        self.asked: Counter[int] = Counter()
        self.late: Counter[int] = Counter()
        self.changed: Counter[int] = Counter()
        self.called_off: Counter[int] = Counter()

    def happens(self, what: str, number: int) -> None:
        """Let one thing happen. What is refused changes nothing."""
        self.now += timedelta(minutes=1)
        in_line = [one.id for one in self.people() if one.state in rules.IN_LINE]
        with self.noting() as moves:
            try:
                with db.session.begin_nested():
                    getattr(self, what.replace(" ", "_"))(number)
            except Refusal:
                moves.clear()
                db.session.expire_all()
        for delegate, move in moves:
            self.moves.setdefault(delegate.id, []).append(move)
            if move == (OFFERED, LAPSED) and self.is_on() and not delegate.email:
                assert self.was_rung(delegate) <= self.now - timedelta(hours=48)
            if move == (OFFERED, LAPSED) and not self.is_on():
                self.late[delegate.id] += 1  # no place is theirs any more, and nobody else's
        self.nobody_was_passed_over(in_line)
        self.nobody_is_over_capacity()
        self.everybody_was_told_once()
        self.nobody_is_rung_about_what_is_past()

    def books(self, who: int, *, is_of_host: bool = False) -> None:
        before = self.person(who)
        is_new = before is None or not (rules.is_live(before) and not rules.is_overdue(before, now=self.now))
        email = f"Person{who}@example.org"
        book(self.bookings, email, details=DETAILS, is_of_host=is_of_host, sent=SENT, now=self.now)
        if is_new and (after := self.person(who)):
            self.asked[after.id] += 1

    def books_for_the_host(self, who: int) -> None:
        self.books(who, is_of_host=True)

    def says_yes(self, who: int) -> None:
        if delegate := self.person(who):
            self.answers_yes(delegate, lambda: say_yes(delegate.id, now=self.now))

    def answers_yes(self, delegate: Delegate, says: Callable[[], object]) -> None:
        was_offered, before = delegate.state is OFFERED, delegate.moves_made
        says()
        is_late = was_offered and delegate.moves_made > before + 1
        self.late[delegate.id] += is_late  # they are told what became of their answer, and not of the lapse too

    def cancels(self, who: int) -> None:
        if delegate := self.person(who):
            cancel_booking(delegate.id, now=self.now)

    def rings(self, who: int) -> None:
        self.books_by_phone(Reach(f"Person{who}@example.org", ""))

    def rings_for_the_host(self, who: int) -> None:
        self.books_by_phone(Reach(f"Person{who}@example.org", ""), is_of_host=True)

    def rings_without_an_address(self, who: int) -> None:
        self.books_by_phone(Reach("", f"0115 496 010{who}"))

    def books_by_phone(self, reach: Reach, *, is_of_host: bool = False) -> None:
        book_for(self.bookings, DETAILS, reach, is_of_host=is_of_host, by=self.staff, now=self.now)

    def rings_to_say_yes(self, who: int) -> None:
        if delegate := self.without_address(who):
            self.answers_yes(delegate, lambda: say_yes_for(delegate.id, by=self.staff, now=self.now))

    def rings_to_cancel(self, who: int) -> None:
        if delegate := self.without_address(who):
            cancel_for(delegate.id, by=self.staff, now=self.now)

    def all_are_rung(self, _number: int) -> None:
        for message in db.session.scalars(CALLS.order_by(Message.id)):
            mark_done(message.id, by=self.staff, now=self.now)

    def takes_no_bookings(self, _number: int) -> None:
        closed = BookingDetails(self.bookings.capacity, is_open=False)
        change_bookings(self.event_id, closed, by=self.staff, now=self.now)

    def places(self, number: int) -> None:
        change_bookings(self.event_id, BookingDetails(number), by=self.staff, now=self.now)

    def holds(self, number: int) -> None:
        until = uk_wall(self.now).date() + timedelta(days=1)
        hold_places(self.event_id, number, until=until, by=None, now=self.now)

    def hours_go_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        keep_lines(now=self.now)

    def moves_by_days(self, days: int) -> None:
        event, by = self.bookings.session.event, timedelta(days=days, hours=1)
        there = details_of(event, starts_at=event.starts_at + by, ends_at=event.ends_at + by)
        change_event(event, there, by=self.staff, now=self.now)
        self.changed.update(one.id for one in self.people() if rules.is_live(one))

    def is_called_off(self, _number: int) -> None:
        live = [one.id for one in self.people() if rules.is_live(one)] if self.is_on() else []
        cancel_event(self.bookings.session.event, "Snow.", by=self.staff, now=self.now)
        self.called_off.update(live)

    @contextmanager
    def noting(self) -> Iterator[list[tuple[Delegate, Move]]]:
        """Note each move of each booking."""
        moves: list[tuple[Delegate, Move]] = []

        def note(delegate: Delegate, to: BookingState, before: Any, _: Any) -> None:
            moves.append((delegate, (before if isinstance(before, BookingState) else None, to)))

        listeners.listen(Delegate.state, "set", note)
        try:
            yield moves
        finally:
            listeners.remove(Delegate.state, "set", note)

    def person(self, who: int) -> Delegate | None:
        return db.session.scalar(select(Delegate).where(Delegate.email == f"person{who}@example.org"))

    def without_address(self, who: int) -> Delegate | None:
        return db.session.scalar(select(Delegate).where(Delegate.phone == f"0115 496 010{who}"))

    def was_rung(self, delegate: Delegate) -> datetime:
        """Return when they were last rung about a place that was kept for them; the end of time if they never were."""
        offer = Message.key.startswith(about(delegate)), Message.template == "training/place_free"
        calls = db.session.scalars(select(Message).where(*offer).order_by(Message.id.desc())).all()
        assert calls[0].state is MessageState.DONE
        return calls[0].finished_at or datetime.max.replace(tzinfo=UTC)

    def nobody_is_rung_about_what_is_past(self) -> None:
        for one in self.people():
            if one.email:
                continue
            waiting = db.session.scalars(CALLS.where(Message.key.startswith(about(one)))).all()
            is_off = self.bookings.session.event.state is EventState.CANCELLED
            current = {CALLED_OFF} if is_off else {NEWS.get(one.state, ""), "training/session_changed"}
            assert {message.template for message in waiting} - current == set()
            assert len(waiting) == len({message.template for message in waiting})

    def people(self) -> list[Delegate]:
        return list(db.session.scalars(select(Delegate).order_by(Delegate.turn)))

    def held(self) -> int:
        return rules.held_at(self.bookings, now=self.now)

    def is_on(self) -> bool:
        return rules.takes_place(self.bookings.session.event, now=self.now)

    def nobody_is_over_capacity(self) -> None:
        """Nor does anybody stand in line for a place that is free, as long as the session is to come."""
        people = self.people()
        assert rules.number_taken(people) <= self.bookings.capacity
        if self.is_on():
            assert rules.number_spoken_for(people, held=self.held()) <= self.bookings.capacity
            assert self.next_in_line(people) is None
        assert sum(one.state is KEPT for one in people) <= self.unconfirmed

    def next_in_line(self, people: list[Delegate]) -> Delegate | None:
        return rules.next_in_line(
            people, capacity=self.bookings.capacity, held=self.held(), unconfirmed=self.unconfirmed
        )

    def nobody_was_passed_over(self, in_line: list[int]) -> None:
        """Whoever stood in line and still does came later than all who got a place from it: but for the host's own.

        Who has not confirmed is passed over by who has, once as many places are kept for such people as can be.
        """
        kept = sum(one.state is KEPT for one in self.people())
        people = {one.id: one for one in self.people() if one.id in in_line}
        got = [one for one in people.values() if rules.has_place(one)]
        still = [one for one in people.values() if one.state in rules.IN_LINE]
        for one in got:
            passed = [
                other for other in still if other.turn < one.turn and in_line.index(other.id) < in_line.index(one.id)
            ]
            if kept >= self.unconfirmed and one.state is not KEPT:
                passed = [other for other in passed if other.state is not ASKED]
            assert not passed or (one.is_of_host and not any(other.is_of_host for other in passed))

    def everybody_was_told_once(self) -> None:
        for one in self.people():
            told = Counter(db.session.scalars(select(Message.template).where(Message.key.startswith(about(one)))))
            moves = self.moves.get(one.id, [])
            assert one.moves_made == len(moves)
            assert told["training/session_changed"] == self.changed[one.id]
            assert told["training/session_cancelled"] == self.called_off[one.id]
            assert told["training/confirm_booking"] == self.asked[one.id]
            assert told["training/offer_lapsed"] == moves.count((OFFERED, LAPSED)) - self.late[one.id]
            for template, moves_told in TOLD.items():
                is_told = one.email or template not in ON_THE_PHONE
                assert told[template] == (sum(move in moves_told for move in moves) if is_told else 0)
