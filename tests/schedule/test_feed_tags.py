"""The tag of a member's private calendar: the same while nothing changes, and another after each change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.schedule.actions import events, places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.actions.venues import VenueDetails, change_venue
from coproduction.schedule.feed_keys import key_for
from coproduction.schedule.models import EventFormat, PlaceState
from tests.factories import (
    CalendarFeedFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    VenueFactory,
)
from tests.schedule.feeds import later
from tests.schedule.test_events import details_of


def test_an_unchanged_calendar_is_the_same_bytes_and_is_not_sent_again(feed, member, noon, monkeypatch):
    PlaceFactory.create_batch(3, member=member, state=PlaceState.OFFERED)
    first = feed.fetch()

    later(monkeypatch, days=3)
    second, asked = feed.fetch(), feed.fetch(If_None_Match=first.headers["ETag"])

    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]
    assert (asked.status_code, asked.data, asked.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert first.headers["Cache-Control"] == asked.headers["Cache-Control"] == "private, no-cache"
    assert feed.fetch(If_None_Match=f"W/{first.headers['ETag']}").status_code == 304  # a proxy that compresses


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "New title"},
        {"summary": "New words"},
        {"venue": "Another Hall"},
        {"joining_phone": "0115 496 0199"},
        {"format": EventFormat.IN_PERSON},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_every_change_of_the_event_changes_the_tag(feed, member, noon, changes):
    role = EventRoleFactory()
    PlaceFactory(role=role, member=member)
    PlaceFactory(member=member, role__event__changed_at=noon + timedelta(days=1))  # by a clock that is ahead
    before = feed.fetch()

    events.change_event(role.event, details_of(role.event, **changes), by=StaffFactory(), now=noon)

    after = feed.fetch(If_None_Match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.data != before.data


def test_a_venue_that_is_called_something_else_now_changes_the_tag(feed, member, noon):
    venue = VenueFactory(name="Example Hall")
    event = PlaceFactory(member=member, role__event__listed_venue=venue, role__event__venue="Example Hall").role.event
    before = feed.fetch()

    change_venue(venue.id, VenueDetails("Sample Hall"), by=StaffFactory(), now=noon, is_same_place=True)

    assert event.changed_at == noon
    assert feed.fetch(If_None_Match=before.headers["ETag"]).status_code == 200
    assert "Sample Hall" in str(feed.entry["location"])


@pytest.mark.parametrize("said", list(Answer))
def test_every_answer_changes_the_tag(feed, member, noon, said):
    place = PlaceFactory(member=member, state=PlaceState.OFFERED)
    before = feed.fetch()

    places.answer(place.id, said, hand=Hand(), now=noon)

    after = feed.fetch(If_None_Match=before.headers["ETag"])
    assert after.status_code == 200
    assert after.data != before.data


def test_two_members_with_the_same_events_have_different_tags(feed, member, stranger):
    other = MemberFactory()
    mine = feed.fetch().headers["ETag"]

    theirs = stranger.fetch(f"/calendars/{key_for(CalendarFeedFactory(member=other))}.ics").headers["ETag"]

    assert mine != theirs
