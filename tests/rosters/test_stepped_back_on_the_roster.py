"""The roster shows those who gave a place up, or let its time pass, and whether an answer can be written down."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.schedule.models import PlaceState
from tests.factories import PlaceFactory


@pytest.mark.parametrize("state", [PlaceState.STEPPED_BACK, PlaceState.LAPSED, PlaceState.DECLINED])
@pytest.mark.parametrize("is_open", [True, False])
def test_the_roster_opens_whoever_gave_up_a_place_in_it(coordinator, state, is_open):
    event_id = PlaceFactory(state=state, member__name="Ruth Clarke", role__is_open=is_open).event_id
    db.session.expire_all()
    db.session.expunge_all()

    assert "Ruth Clarke" in coordinator.get(f"/rosters/{event_id}").text
