"""Meetings, their series, polls, agendas and minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import factory

from coproduction.core.recurrence import Repeats
from coproduction.meetings.models import (
    ActionPoint,
    AgendaItem,
    Decision,
    Meeting,
    MeetingSeries,
    Minutes,
    MinutesState,
    Poll,
    PollOption,
)
from coproduction.schedule.models import EventFormat, EventKind
from tests.factories.accounts import StaffFactory
from tests.factories.base import LONG_AGO, Factory, number
from tests.factories.events import EventFactory
from tests.factories.members import MemberFactory


class MeetingFactory(Factory):
    class Meta:
        model = Meeting

    event = factory.SubFactory(EventFactory, kind=EventKind.MEETING)
    focus = "Easy read letters"


class SeriesFactory(Factory):
    """Monthly meetings on the second Thursday, of which none has been made."""

    class Meta:
        model = MeetingSeries

    title = "Monthly meeting"
    focus = "Whatever matters"
    repeats = Repeats.MONTH
    weekday = 3
    nth = 2
    first_day = date(2027, 1, 5)
    last_day = date(2027, 12, 31)
    starts = time(10, 30)
    ends = time(12, 30)
    format = EventFormat.ONLINE
    made_by_id = factory.LazyFunction(lambda: StaffFactory().id)
    made_at = LONG_AGO


class PollFactory(Factory):
    """A poll about two Thursdays in February 2027, 10:30am."""

    class Meta:
        model = Poll

    title = "Budgets"
    focus = "Personal health budgets"
    minutes = 120
    format = EventFormat.ONLINE
    made_by_id = factory.LazyFunction(lambda: StaffFactory().id)
    made_at = LONG_AGO
    options = factory.LazyFunction(
        lambda: [PollOption(starts_at=datetime(2027, 2, day, 10, 30, tzinfo=UTC)) for day in (4, 11)]
    )


class AgendaItemFactory(Factory):
    """An item of 20 minutes; `paper=DocumentFactory()` gives it a paper."""

    class Meta:
        model = AgendaItem

    class Params:
        meeting = factory.SubFactory(MeetingFactory)
        paper = None

    event_id = number("meeting.event_id")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Item {n}")
    minutes = 20
    document_id = factory.LazyAttribute(lambda item: item.paper and item.paper.id)


class MinutesFactory(Factory):
    """Minutes that members can read."""

    class Meta:
        model = Minutes

    class Params:
        meeting = factory.SubFactory(MeetingFactory)
        writer = factory.SubFactory(StaffFactory)

    event_id = number("meeting.event_id")
    text = "We met."
    html = "<p>We met.</p>\n"
    state = MinutesState.SHARED
    written_by_id = number("writer.id")
    changed_at = LONG_AGO


class DecisionFactory(Factory):
    class Meta:
        model = Decision

    class Params:
        meeting = factory.SubFactory(MeetingFactory)
        writer = factory.SubFactory(StaffFactory)

    event_id = number("meeting.event_id")
    words = factory.Sequence(lambda n: f"Decision {n}")
    noted_at = LONG_AGO
    noted_by_id = number("writer.id")


class ActionPointFactory(Factory):
    """What a member said they would do by 11 January 2027."""

    class Meta:
        model = ActionPoint

    class Params:
        meeting = factory.SubFactory(MeetingFactory)

    event_id = number("meeting.event_id")
    words = factory.Sequence(lambda n: f"Thing {n}")
    member = factory.SubFactory(MemberFactory)
    due_on = date(2027, 1, 11)
