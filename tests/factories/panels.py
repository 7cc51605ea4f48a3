"""Interview panels."""

from __future__ import annotations

import factory

from coproduction.panels.models import Panel, PanelCase, PanelStage
from coproduction.schedule.models import EventKind
from tests.factories.base import LONG_AGO, Factory
from tests.factories.events import EventFactory


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
