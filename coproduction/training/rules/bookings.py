"""Who gets a place at a session: first come, first served, and never more people than places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from coproduction.core.dated_settings import number, value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.rules.likeness import plain_phone, plain_words
from coproduction.schedule.kinds import OFFER_HOURS
from coproduction.schedule.models import Event, EventState
from coproduction.training.models import BookingState, Delegate, SessionBookings

CONFIRM_HOURS = number(
    "booking-confirm-hours",
    "How long a place at training is kept for somebody who has not confirmed their email address",
    unit="hours",
    seed=24,
    highest=168,
)
UNCONFIRMED_PLACES = number(
    "booking-unconfirmed-places",
    "How many places at a session are kept at once for people who have not confirmed their email address",
    unit="places",
    seed=5,
    highest=100,
)
REMINDER_DAYS = number(
    "delegate-reminder-days",
    "When staff who attend training are reminded of it",
    unit="days before",
    seed=2,
    highest=30,
)
MONTHS_KEPT = number(
    "delegate-months", "How long we keep who attended training", unit="months after it", seed=12, highest=36
)

HAS_PLACE = (BookingState.KEPT, BookingState.OFFERED, BookingState.BOOKED)
IN_LINE = (BookingState.ASKED, BookingState.WAITING)
LIVE = (*HAS_PLACE, *IN_LINE)
UNCONFIRMED = (BookingState.KEPT, BookingState.ASKED)
# What somebody in line becomes when a place is theirs, and what anybody becomes who says yes.
GIVEN = {BookingState.ASKED: BookingState.KEPT, BookingState.WAITING: BookingState.OFFERED}
ON_YES = {
    BookingState.KEPT: BookingState.BOOKED,
    BookingState.OFFERED: BookingState.BOOKED,
    BookingState.ASKED: BookingState.WAITING,
}


def is_live(delegate: Delegate) -> bool:
    """Say whether the booking still counts."""
    return delegate.state in LIVE


def is_reached(delegate: Delegate, name: str, phone: str) -> bool:
    """Say whether a delegate has this name and this number, however either is written. No number is nobody's."""
    is_same = plain_phone(delegate.phone) == plain_phone(phone) != ""
    return is_same and plain_words(delegate.name) == plain_words(name)


def has_place(delegate: Delegate) -> bool:
    """Say whether a place is theirs, or kept for them. Who did not come has left it to others."""
    return delegate.state in HAS_PLACE and delegate.came is not False


def is_overdue(delegate: Delegate, *, now: datetime) -> bool:
    """Say whether they should have answered by now."""
    return delegate.answer_by is not None and delegate.answer_by <= now


def held_at(bookings: SessionBookings, *, now: datetime) -> int:
    """Return how many places are held for the host’s team at that moment, taken by them or not."""
    is_held = bookings.held_until is not None and uk_wall(now).date() <= bookings.held_until
    return bookings.held if is_held else 0


def held_free(delegates: Iterable[Delegate], *, held: int) -> int:
    """Return how many of the held places nobody of the host’s team has yet."""
    return max(0, held - sum(delegate.is_of_host for delegate in delegates if has_place(delegate)))


def number_taken(delegates: Iterable[Delegate]) -> int:
    """Return how many have a place, or one kept for them."""
    return sum(map(has_place, delegates))


def number_spoken_for(delegates: list[Delegate], *, held: int) -> int:
    """Return how many places are not free for everybody: those that people have, and those held for the host."""
    return number_taken(delegates) + held_free(delegates, held=held)


def is_full(delegates: list[Delegate], *, capacity: int, held: int, is_of_host: bool) -> bool:
    """Say whether no place is left for whoever comes now: those held for the host’s team are left for that team."""
    taken = number_taken(delegates) if is_of_host else number_spoken_for(delegates, held=held)
    return taken >= capacity


def next_in_line(delegates: list[Delegate], *, capacity: int, held: int, unconfirmed: int) -> Delegate | None:
    """Return who gets the next place: who came first, or who came first of the host’s team if only held ones are left.

    `held` are those held on the day. While `unconfirmed` places are kept for people who have not confirmed, nobody else
    gets one who has not: they get it as soon as they do. None if nobody is in line, or there is no place for them.
    """
    may_keep = sum(one.state is BookingState.KEPT for one in delegates) < unconfirmed
    given = IN_LINE if may_keep else (BookingState.WAITING,)
    in_line = sorted((one for one in delegates if one.state in given), key=lambda one: one.turn)
    if not is_full(delegates, capacity=capacity, held=held, is_of_host=False):
        return next(iter(in_line), None)
    if not is_full(delegates, capacity=capacity, held=held, is_of_host=True):
        return next((one for one in in_line if one.is_of_host), None)
    return None


def on_yes(delegate: Delegate, delegates: list[Delegate], *, capacity: int, held: int) -> BookingState | None:
    """Return what becomes of a booking whose delegate says yes, once the line is kept; None where nothing does.

    Who confirms and had no place kept gets one at once if it is free: nobody who confirmed before waits for it then.
    """
    if delegate.state is BookingState.ASKED and not is_full(
        delegates, capacity=capacity, held=held, is_of_host=delegate.is_of_host
    ):
        return BookingState.BOOKED
    return ON_YES.get(delegate.state)


def position_of(delegate: Delegate, delegates: Iterable[Delegate]) -> int:
    """Return how many came as soon as they did or sooner and still have no place, themselves included."""
    return sum(one.state in IN_LINE and one.turn <= delegate.turn for one in delegates)


def is_over_capacity(delegates: Iterable[Delegate], *, capacity: int) -> bool:
    """Say whether more people came than there are places, counting those of whom we do not know it yet."""
    return number_taken(delegates) > capacity


def refuse_more_than_places(delegates: Iterable[Delegate], *, capacity: int) -> None:
    """Refuse that more people came than there are places."""
    if is_over_capacity(delegates, capacity=capacity):
        there = "is 1 place" if capacity == 1 else f"are {capacity} places"
        raise Refusal(f"There {there}. First mark who did not come, then who came instead.")


def takes_place(event: Event, *, now: datetime) -> bool:
    """Say whether the session is to come, and members see it: only then are places given and given up."""
    return event.state is EventState.PUBLISHED and now < event.starts_at


def can_book(bookings: SessionBookings, *, now: datetime) -> bool:
    """Say whether anybody can book the session now."""
    return bookings.is_open and takes_place(bookings.session.event, now=now)


def refuse_closed(bookings: SessionBookings, *, now: datetime) -> None:
    """Refuse a booking that the session does not take."""
    if not can_book(bookings, now=now):
        raise Refusal("This session takes no bookings any more.")


def refuse_over(event: Event, *, now: datetime) -> None:
    """Refuse to give or give up a place at a session that has begun, or is cancelled."""
    if not takes_place(event, now=now):
        raise Refusal("This session has begun or is cancelled, so nothing was changed.")


def refuse_capacity(capacity: int, delegates: list[Delegate], *, held: int) -> None:
    """Refuse fewer places than people have or than are held for the host: nobody loses one without being told."""
    spoken_for = number_spoken_for(delegates, held=held)
    if capacity >= spoken_for:
        return
    taken, kept = number_taken(delegates), held_free(delegates, held=held)
    also = f", and {kept} more {'is' if kept == 1 else 'are'} held for the host’s team" if kept else ""
    raise Refusal(
        f"{taken} {'person has' if taken == 1 else 'people have'} a place{also}. "
        f"Enter {spoken_for} or more, or first agree with people that they give up their place",
        field="capacity",
    )


def refuse_hold(held: int, until: date | None, most: int, *, now: datetime) -> None:
    """Refuse to hold more than the `most` places that others do not have, for ever or for no time."""
    if held and until is None:
        raise Refusal("Enter the day until which the places are held", field="held_until")
    if until is not None and until < uk_wall(now).date():
        raise Refusal("The day until which the places are held must not be over", field="held_until")
    if held > most:
        raise Refusal(f"Others have the places, or wait for them. You can hold {most} at most", field="held")


def most_to_hold(delegates: Iterable[Delegate], *, capacity: int) -> int:
    """Return how many places can be held for the host: all that others do not have.

    Those whom the host sent count, as they do against what is held. While others are in line all places are spoken
    for, so that nobody is passed over.
    """
    return capacity - sum(has_place(one) and not one.is_of_host for one in delegates)


def confirm_by(event: Event, *, now: datetime) -> datetime:
    """Return until when a booking can be confirmed."""
    hours = value_of(CONFIRM_HOURS, on=uk_wall(now).date())
    return min(now + timedelta(hours=hours), event.starts_at)


def hours_to_accept(*, now: datetime) -> int:
    """Return for how many hours a place is kept for the next in line, if the session does not begin sooner."""
    return value_of(OFFER_HOURS, on=uk_wall(now).date())


def accept_by(event: Event, *, now: datetime) -> datetime:
    """Return until when a place is kept for the next in line."""
    return min(now + timedelta(hours=hours_to_accept(now=now)), event.starts_at)


def unconfirmed_places(*, now: datetime) -> int:
    """Return how many places of a session are kept at once for people who have not confirmed: no crowd of made-up
    addresses can fill it.
    """
    return value_of(UNCONFIRMED_PLACES, on=uk_wall(now).date())


def reminded_until(now: datetime) -> datetime:
    """Return until when a session begins of which delegates are reminded at this moment."""
    return now + timedelta(days=value_of(REMINDER_DAYS, on=uk_wall(now).date()))


def reminded_from(start: datetime) -> datetime:
    """Return from when delegates are reminded of a session that begins then."""
    return start - timedelta(days=value_of(REMINDER_DAYS, on=uk_wall(start).date()))
