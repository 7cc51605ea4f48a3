"""A forum to which Amara can come, what Priya organises, and a member whose private calendar a program reads."""

from datetime import timedelta

import pytest

from coproduction.schedule.feed_keys import key_for
from coproduction.schedule.models import EventKind
from tests.factories import (
    CalendarFeedFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    StaffFactory,
)
from tests.schedule.dates import link
from tests.schedule.feeds import Feed


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair", email="priya@example.org")


@pytest.fixture
def forum(priya):
    """The forum on Thursday 11 February 2027, 28 working days from the tests' own day."""
    starts_at = EventFactory.starts_at + timedelta(days=28)
    return EventFactory(title="Forum", organiser=priya, starts_at=starts_at)


@pytest.fixture
def amara():
    return MemberFactory(known_as="Amara")


@pytest.fixture
def member():
    """A member, whose calendar the `feed` fixture reads."""
    return MemberFactory(name="Rosa Field", email="rosa@example.org")


@pytest.fixture
def feed(stranger, member):
    """The member's calendar, as a program reads it that knows nothing but the address."""
    return Feed(stranger, f"/calendars/{key_for(CalendarFeedFactory(member=member))}.ics")


@pytest.fixture
def interviews(priya):
    """Interviews on Thursday 14 January 2027, 10:30am to 12:30pm, with two members."""
    event = EventFactory(kind=EventKind.PANEL, title="Interview panel: Nurse", organiser=priya)
    EventRoleFactory(event=event, name="Panel member", minimum=2, maximum=2, is_open=False)
    return event


@pytest.fixture
def premeet(interviews, priya, noon):
    """The hour before, with the same roster."""
    return link(interviews, "Pre-meet", hours=-1, by=priya, now=noon)
