"""Events, where they are, and the parts in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import factory

from coproduction.schedule.models import (
    Event,
    EventFormat,
    EventKind,
    EventRole,
    EventState,
    KnownPeriod,
    PeriodKind,
    Venue,
)
from tests.factories.accounts import StaffFactory
from tests.factories.base import LONG_AGO, Factory


class VenueFactory(Factory):
    """A venue of which nobody has checked anything; `step_free=True` says what is known."""

    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Hall {n}")
    added_at = LONG_AGO


class KnownPeriodFactory(Factory):
    class Meta:
        model = KnownPeriod

    kind = PeriodKind.SCHOOL_HOLIDAY
    name = "Easter holidays"
    first_day = date(2027, 3, 29)
    last_day = date(2027, 4, 9)


class EventFactory(Factory):
    """A published meeting on Thursday 14 January 2027, 10:30am to 12:30pm UK time."""

    class Meta:
        model = Event

    kind = EventKind.MEETING
    title = factory.Sequence(lambda n: f"Meeting {n}")
    starts_at = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))
    format = EventFormat.HYBRID
    venue = "Example Hall, Nottingham"
    state = EventState.PUBLISHED
    organiser = factory.SubFactory(StaffFactory)
    created_at = LONG_AGO
    changed_at = LONG_AGO


class EventRoleFactory(Factory):
    class Meta:
        model = EventRole

    event = factory.SubFactory(EventFactory)
    name = factory.Sequence(lambda n: f"Part {n}")
    minimum = 0
    maximum = None
    is_open = True
