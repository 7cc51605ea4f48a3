"""How long an event stays in a member's private calendar, and until when its address opens anything."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import MemberState
from coproduction.schedule.actions import events
from coproduction.schedule.models import PlaceState
from tests.factories import (
    PlaceFactory,
    StaffFactory,
)
from tests.schedule.feeds import ENDED, later


@pytest.mark.parametrize(("days", "is_there"), [(29, True), (30, False)])
def test_a_cancelled_event_goes_after_30_days(feed, member, noon, monkeypatch, days, is_there):
    place = PlaceFactory(member=member, role__event__starts_at=noon + timedelta(days=90))
    events.cancel_event(place.role.event, "Flooded", by=StaffFactory(), now=noon)
    assert str(feed.entry["summary"]).startswith("Cancelled: ")
    before = feed.fetch().headers["ETag"]

    later(monkeypatch, days=days)

    assert [str(entry["status"]) for entry in feed.entries] == ["CANCELLED"] * is_there
    assert feed.fetch(If_None_Match=before).status_code == (304 if is_there else 200)


@pytest.mark.parametrize("state", ENDED)
def test_what_somebody_is_not_coming_to_goes_after_30_days(feed, member, noon, state):
    PlaceFactory(member=member, state=state, moved_at=noon - timedelta(days=30), role__event__title="Gone")
    PlaceFactory(member=member, state=state, moved_at=noon - timedelta(days=29), role__event__title="Still here")

    assert [str(entry["summary"]) for entry in feed.entries] == ["Still here"]


def test_what_somebody_took_part_in_stays_and_what_they_never_answered_goes(feed, member, noon):
    for state in (PlaceState.HELD, PlaceState.ATTENDED, PlaceState.ABSENT, PlaceState.OFFERED, PlaceState.TENTATIVE):
        PlaceFactory(
            member=member,
            state=state,
            role__event__title=state.value,
            role__event__starts_at=noon - timedelta(days=400),
        )

    assert sorted(str(entry["summary"]) for entry in feed.entries) == ["absent", "attended", "held"]


@pytest.mark.parametrize("state", [MemberState.LEFT, MemberState.DIED])
def test_the_address_of_somebody_who_is_no_longer_a_member_opens_nothing(feed, member, state):
    member.state = state
    db.session.flush()

    assert feed.fetch().status_code == 410
