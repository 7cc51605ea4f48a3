"""Questions when members could take part, proposals that the worker makes, and searches for somebody."""

from __future__ import annotations

from datetime import date

import factory

from coproduction.rosters.models import (
    Availability,
    AvailabilityDate,
    AvailabilityRound,
    Because,
    StandInSearch,
    WantedProposal,
)
from tests.factories.accounts import StaffFactory
from tests.factories.base import LONG_AGO, Factory, number
from tests.factories.events import EventFactory, EventRoleFactory
from tests.factories.members import MemberFactory


class AvailabilityRoundFactory(Factory):
    """A question that hopes for answers by 10 January 2027; `events` are those it is about."""

    class Meta:
        model = AvailabilityRound
        exclude = ("events",)

    events = ()
    answer_by = date(2027, 1, 10)
    asked_by = factory.SubFactory(StaffFactory)
    asked_at = LONG_AGO
    dates = factory.LazyAttribute(lambda asked: [AvailabilityDate(event=event) for event in asked.events])


class AvailabilityFactory(Factory):
    """What one member was asked about one event; `said=CanCome.YES` is what they said of its time now."""

    class Meta:
        model = Availability
        exclude = ("round",)

    event = factory.SubFactory(EventFactory)
    member = factory.SubFactory(MemberFactory)
    round = factory.SubFactory(
        AvailabilityRoundFactory, events=factory.LazyAttribute(lambda at: [at.factory_parent.event])
    )
    round_id = number("round.id")
    asked_at = LONG_AGO
    for_start = factory.LazyAttribute(lambda row: row.event.starts_at if row.said else None)
    answered_at = factory.LazyAttribute(lambda row: LONG_AGO if row.said else None)
    said = None


class WantedProposalFactory(Factory):
    """A proposal for the panels of January 2027, which nobody has made yet."""

    class Meta:
        model = WantedProposal

    first = date(2027, 1, 1)
    last = date(2027, 1, 31)
    asked_by_id = factory.LazyFunction(lambda: StaffFactory().id)
    asked_at = LONG_AGO


class StandInSearchFactory(Factory):
    """Somebody is looked for, and nothing is due."""

    class Meta:
        model = StandInSearch

    role = factory.SubFactory(EventRoleFactory, is_open=False)
    because = Because.GIVEN_UP
    begun_at = LONG_AGO
