"""A last day is a whole day: whoever leaves is a member until its end in the UK, and not a day longer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions import departures
from coproduction.members.actions.departures import Leaving, leave_when_due
from coproduction.members.models import Departure, MembershipMove, MemberState
from coproduction.notifications import housekeeping
from coproduction.schedule.models import PlaceState
from tests.factories import MemberFactory, PlaceFactory

WINTER, SUMMER = date(2027, 1, 13), date(2027, 6, 30)
LEAVING, LEFT = MemberState.LEAVING, MemberState.LEFT
# The last minute of each day in the UK, where it is an hour later than UTC in summer.
LAST_MINUTES = [
    (WINTER, datetime(2027, 1, 13, 23, 59, tzinfo=UTC)),
    (SUMMER, datetime(2027, 6, 30, 22, 59, tzinfo=UTC)),
]


@pytest.fixture
def leaves(priya, noon):
    """Write down somebody's last day."""

    def _leaves(day, member=None):
        member = member or MemberFactory(known_as="Harold")
        return departures.plan_leaving(member.id, Leaving(leaves_on=day), by=priya, now=noon)

    return _leaves


@pytest.mark.parametrize(("day", "last_minute"), LAST_MINUTES)
def test_a_membership_ends_at_the_end_of_its_last_day_and_no_sooner(leaves, day, last_minute):
    harold = leaves(day)
    morning = last_minute - timedelta(hours=15)

    left = [leave_when_due(now=moment) for moment in (morning, last_minute, last_minute + timedelta(minutes=1))]

    assert (left, harold.state) == ([0, 0, 1], LEFT)


@pytest.mark.parametrize(("day", "last_minute"), LAST_MINUTES)
def test_the_worker_ends_it_within_minutes_of_that_midnight(leaves, day, last_minute):
    harold = leaves(day)
    db.session.commit()

    housekeeping.go_round_when_due(clock=lambda: last_minute)
    assert harold.state is LEAVING
    housekeeping.go_round_when_due(clock=lambda: last_minute + housekeeping.OFTEN)

    move = db.session.scalars(select(MembershipMove).where(MembershipMove.to_state == LEFT)).one()
    assert (harold.state, harold.account.is_member, move.moved_by_id) == (LEFT, False, None)


def test_the_place_at_an_event_of_the_last_day_is_theirs_and_later_ones_are_closed(leaves):
    harold = MemberFactory()
    evening, day_after = (
        PlaceFactory(member=harold, state=PlaceState.HELD, role__event__starts_at=moment)
        for moment in (datetime(2027, 1, 13, 18, tzinfo=UTC), datetime(2027, 1, 14, 9, 30, tzinfo=UTC))
    )
    leaves(WINTER, harold)

    for moment in (datetime(2027, 1, 13, 7, tzinfo=UTC), datetime(2027, 1, 14, 0, 5, tzinfo=UTC)):
        leave_when_due(now=moment)

    assert (harold.state, evening.state, day_after.state) == (LEFT, PlaceState.HELD, PlaceState.RELEASED)


def test_somebody_signs_in_all_through_their_last_day(browser, leaves, monkeypatch):
    leaves(WINTER, browser.member)

    leave_when_due(now=datetime(2027, 1, 13, 20, tzinfo=UTC))
    db.session.commit()
    assert browser.get("/my-page").status == 200
    leave_when_due(now=datetime(2027, 1, 14, 0, 1, tzinfo=UTC))
    db.session.commit()

    assert browser.get("/my-page").address == "/sign-in"


def test_whoever_leaves_today_or_is_sent_off_by_a_coordinator_leaves_at_once(leaves, priya, noon):
    soon = leaves(WINTER)
    today = leaves(noon.date())

    departures.leave_today(soon.id, by=priya, now=noon)

    assert (today.state, soon.state) == (LEFT, LEFT)
    assert db.session.get_one(Departure, soon.id).leaves_on == noon.date()


def test_a_last_day_that_is_over_ends_once_however_late_the_worker_comes(leaves, inbox):
    leaves(WINTER)
    stays_longer = leaves(date(2027, 1, 20))
    late = datetime(2027, 1, 20, 9, tzinfo=UTC)

    assert [leave_when_due(now=late) for _ in range(2)] == [1, 0]
    assert stays_longer.state is LEAVING
    assert inbox.messages[-1].subject == "Thank you from My Life Choices"
    assert "Your last day was Wednesday 13 January 2027." in inbox.messages[-1].text
