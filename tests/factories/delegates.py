"""Sessions that take bookings, and who booked them."""

from __future__ import annotations

import factory

from coproduction.training.models import BookingState, Delegate, SessionBookings
from tests.factories.base import LONG_AGO, Factory
from tests.factories.training import TrainingSessionFactory


class SessionBookingsFactory(Factory):
    """A session with two places, which anybody can book."""

    class Meta:
        model = SessionBookings

    session = factory.SubFactory(TrainingSessionFactory)
    code = factory.Sequence(lambda n: f"code{n:04}")
    host_seed = factory.Sequence(lambda n: f"host-{n}")
    capacity = 2


class DelegateFactory(Factory):
    """Somebody with a place."""

    class Meta:
        model = Delegate

    bookings = factory.SubFactory(SessionBookingsFactory)
    turn = factory.Sequence(lambda n: n + 1)
    state = BookingState.BOOKED
    seed = factory.Sequence(lambda n: f"delegate-{n}")
    name = factory.Sequence(lambda n: f"Delegate {n}")
    email = factory.Sequence(lambda n: f"delegate{n}@example.org")
    team = "Mansfield community nurses"
    job = "Nurse"
    booked_at = LONG_AGO
    confirmed_at = LONG_AGO
    moved_at = LONG_AGO
    certified_course = factory.LazyAttribute(
        lambda made: made.bookings.session.course.name if getattr(made, "certificate", None) else None
    )
