"""Delegates are told, once, when they have less time to answer, and when what to know before they come is another."""

from __future__ import annotations

from datetime import timedelta

from coproduction.core.dates import uk_datetime
from coproduction.schedule.actions.events import cancel_event, change_event
from coproduction.training.actions.hosting import BookingDetails, change_bookings
from coproduction.training.models import BookingState
from tests.factories import DelegateFactory, SessionBookingsFactory, StaffFactory
from tests.schedule.test_events import details_of

WAITING, OFFERED, KEPT = BookingState.WAITING, BookingState.OFFERED, BookingState.KEPT


def told(inbox):
    return [(message.template, message.to_address) for message in inbox.messages]


def test_who_has_less_time_to_answer_than_they_were_told_reads_until_when(inbox, noon):
    bookings = SessionBookingsFactory(capacity=9)
    event, start = bookings.session.event, noon + timedelta(days=1)
    soon, late = (
        DelegateFactory(
            bookings=bookings, state=OFFERED, answer_by=noon + timedelta(days=days), email=f"in{days}@example.org"
        )
        for days in (0.5, 2)
    )
    details = details_of(event, starts_at=start, ends_at=start + timedelta(hours=2))

    for _ in range(2):
        change_event(event, details, by=StaffFactory(), now=noon)

    said = f"But there is less time now: please answer by {uk_datetime(start)}."
    assert [(message.to_address, said in message.text) for message in inbox.messages] == [
        (soon.email, False),
        (late.email, True),
    ]
    assert (soon.answer_by, late.answer_by) == (noon + timedelta(days=0.5), start)


def test_whoever_has_a_place_is_told_once_when_what_to_know_before_is_another(inbox, noon):
    bookings, staff = SessionBookingsFactory(capacity=9, joining_notes="Ask at reception."), StaffFactory()
    coming = DelegateFactory(bookings=bookings)
    for state in (WAITING, BookingState.CANCELLED):
        DelegateFactory(bookings=bookings, state=state)

    for notes in ("Ask at reception.", "Use the back door.", "Use the back door."):
        change_bookings(bookings.event_id, BookingDetails(9, joining_notes=notes), by=staff, now=noon)

    heard = [(template, to) for template, to in told(inbox) if template == "training/joining_changed"]
    assert heard == [("training/joining_changed", coming.email)]
    assert "Use the back door." in inbox.latest(to=coming.email).text


def test_nobody_is_told_what_to_know_before_a_session_that_is_called_off(inbox, noon):
    bookings, staff = SessionBookingsFactory(capacity=9), StaffFactory()
    DelegateFactory(bookings=bookings)
    cancel_event(bookings.session.event, "Snow.", by=staff, now=noon)
    before = told(inbox)

    change_bookings(bookings.event_id, BookingDetails(9, joining_notes="Use the back door."), by=staff, now=noon)

    assert told(inbox) == before
