"""Interview panels."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import factory

from coproduction.panels.models import (
    Candidate,
    Outcome,
    Pack,
    PackQuestion,
    Panel,
    PanelCase,
    PanelFeedback,
    PanelRequest,
    PanelStage,
    RequestedTime,
    Say,
    TimePart,
)
from coproduction.schedule.models import EventFormat, EventKind, PlaceState
from tests.factories.base import LONG_AGO, Factory, number
from tests.factories.events import EventFactory, EventRoleFactory
from tests.factories.members import MemberFactory
from tests.factories.places import PlaceFactory

LAST_PANEL = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)


class PanelFactory(Factory):
    """A panel called after its post and band."""

    class Meta:
        model = Panel

    post = "PHB Lead Nurse"
    band = "Band 7"
    team = "Personal health budgets"
    candidates = 4
    event = factory.SubFactory(
        EventFactory,
        kind=EventKind.PANEL,
        title=factory.LazyAttribute(
            lambda event: f"Interview panel: {event.factory_parent.post}, {event.factory_parent.band}"
        ),
    )


class PanelCaseFactory(Factory):
    """How far a panel has come: members can see it, and are asked."""

    class Meta:
        model = PanelCase

    panel = factory.SubFactory(PanelFactory)
    stage = PanelStage.RECRUITING
    moved_at = LONG_AGO
    owner = factory.SelfAttribute("panel.event.organiser")
    lead_days = 10
    notice_days = factory.LazyAttribute(lambda case: 3 if case.is_short_notice else 15)
    is_short_notice = False


class PanelRequestFactory(Factory):
    """A request that was sent in time, of which nobody has answered. `case__stage` says how far it has come."""

    class Meta:
        model = PanelRequest

    case = factory.SubFactory(PanelCaseFactory, panel=None, stage=PanelStage.REQUESTED, owner=None)
    seed = factory.Sequence(lambda n: f"request-{n}")
    sent_at = LONG_AGO
    post = "PHB Lead Nurse"
    band = "Band 7"
    team = "Personal health budgets"
    candidates = 4
    format = EventFormat.IN_PERSON
    site = "Example House, Nottingham"
    members = 2
    say = Say.EQUAL
    contact_name = "Sam Lowe"
    contact_email = "sam.lowe@example.org"
    contact_phone = "0115 496 0150"
    times = factory.LazyFunction(
        lambda: [
            RequestedTime(
                part=TimePart.INTERVIEWS,
                starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC),
                ends_at=datetime(2027, 2, 2, 16, tzinfo=UTC),
                asked_at=LONG_AGO,
            )
        ]
    )


class OutcomeFactory(Factory):
    """What came of a panel, told by its team a while ago."""

    class Meta:
        model = Outcome

    words = "The team chose somebody who starts in May."
    told_at = LONG_AGO


class PanelFeedbackFactory(Factory):
    """How a panel was for a member who is forgotten since."""

    class Meta:
        model = PanelFeedback

    words = "We had time to talk."
    given_at = LONG_AGO


class PanelMemberFactory(MemberFactory):
    """A member who took part in a panel on 12 March 2026."""

    @factory.post_generation
    def took_part(self: Any, _create: bool, _value: Any, **_: Any) -> None:
        """Write down that they came."""
        role = EventRoleFactory(event__kind=EventKind.PANEL, event__starts_at=LAST_PANEL)
        PlaceFactory(role=role, member=self, state=PlaceState.ATTENDED)


class CandidateFactory(Factory):
    class Meta:
        model = Candidate
        exclude = ("panel",)

    panel = factory.SubFactory(PanelFactory)
    event_id = number("panel.event_id")
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Candidate Example {n}")
    entered_at = LONG_AGO


class PackFactory(Factory):
    """A pack that is open, as far as it says itself; whether members may read it, the stage says too."""

    class Meta:
        model = Pack
        exclude = ("panel",)

    panel = factory.SubFactory(PanelFactory)
    event_id = number("panel.event_id")
    post = "Looks after people at home."
    highest_score = 5
    changed_at = LONG_AGO
    opened_at = LONG_AGO


class PackQuestionFactory(Factory):
    class Meta:
        model = PackQuestion
        exclude = ("pack",)

    pack = factory.SubFactory(PackFactory)
    event_id = number("pack.event_id")
    position = factory.Sequence(lambda n: n + 1)
    words = "How do you listen to people?"
