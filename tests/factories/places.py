"""Members' places in events, and what follows from one."""

from __future__ import annotations

from datetime import date, timedelta

import factory

from coproduction.members.models import NeedKind
from coproduction.schedule.models import (
    Arrangement,
    ArrangementState,
    CalendarFeed,
    CallRequest,
    NeedsMet,
    Place,
    PlaceState,
    Reminder,
    Turn,
)
from tests.factories.base import LONG_AGO, Factory, number
from tests.factories.events import EventFactory, EventRoleFactory
from tests.factories.members import MemberFactory


class PlaceFactory(Factory):
    class Meta:
        model = Place

    role = factory.SubFactory(EventRoleFactory)
    event_id = number("role.event_id")
    member = factory.SubFactory(MemberFactory)
    state = PlaceState.HELD
    moved_at = LONG_AGO
    moves_made = 1


class CalendarFeedFactory(Factory):
    class Meta:
        model = CalendarFeed
        exclude = ("member",)

    member = factory.SubFactory(MemberFactory)
    member_id = number("member.id")
    seed = factory.Sequence(lambda n: f"seed-{n}")
    made_at = LONG_AGO


class CallRequestFactory(Factory):
    class Meta:
        model = CallRequest

    place = factory.SubFactory(PlaceFactory)
    asked_at = LONG_AGO


class ArrangementFactory(Factory):
    """Something that a member needs at an event and that nobody has booked yet."""

    class Meta:
        model = Arrangement

    event = factory.SubFactory(EventFactory)
    member = factory.SubFactory(MemberFactory)
    owner = factory.SelfAttribute("event.organiser")
    kind = NeedKind.BSL_INTERPRETER
    state = ArrangementState.TO_BOOK
    book_by = date(2027, 1, 8)
    made_at = LONG_AGO
    moved_at = LONG_AGO


class ReminderFactory(Factory):
    class Meta:
        model = Reminder
        exclude = ("place",)

    place = factory.SubFactory(PlaceFactory, state=PlaceState.OFFERED)
    place_id = number("place.id")
    turn = Turn.SECOND
    for_start = factory.SelfAttribute("place.role.event.starts_at")
    written_at = factory.LazyAttribute(lambda reminder: reminder.place.moved_at + timedelta(days=1))
    key = factory.Sequence(lambda n: f"reminder-{n}")


class NeedsMetFactory(Factory):
    """A member was asked after an event, and has not answered."""

    class Meta:
        model = NeedsMet

    event = factory.SubFactory(EventFactory)
    member = factory.SubFactory(MemberFactory)
    asked_at = LONG_AGO
