"""Interview panels."""

from __future__ import annotations

import factory

from coproduction.panels.models import Panel
from coproduction.schedule.models import EventKind
from tests.factories.base import Factory
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
