"""A series of meetings that is planned, changed by rule and by hand, for the tests of series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.recurrence import Repeats, Rule
from coproduction.meetings.actions import change_meeting
from coproduction.meetings.actions import series as actions
from coproduction.meetings.actions.series import SeriesDetails
from coproduction.meetings.models import Meeting
from coproduction.schedule.actions import publishing
from coproduction.schedule.models import EventFormat
from tests.factories import StaffFactory

RULE = Rule(Repeats.MONTH, 3, 2, date(2027, 1, 5), date(2027, 12, 31), frozenset({8}))

DETAILS = SeriesDetails(
    rule=RULE,
    title="Monthly meeting",
    focus="Whatever matters",
    summary="",
    starts=time(10, 30),
    ends=time(12, 30),
    format=EventFormat.HYBRID,
    venue="Example Hall",
)

SECOND_THURSDAYS = [
    date(2027, month, day)
    for month, day in ((1, 14), (2, 11), (3, 11), (4, 8), (5, 13), (6, 10), (7, 8), (9, 9), (10, 14), (11, 11), (12, 9))
]


def planned(noon, details=DETAILS, days=None):
    """Return a series and its meetings, soonest first."""
    series = actions.create_series(details, days or details.rule.days(), by=StaffFactory(), now=noon)
    return series, meetings()


def meetings():
    found = db.session.query(Meeting).all()
    return sorted((meeting for meeting in found if not meeting.event.never_shown), key=lambda one: one.event.starts_at)


def days(found):
    return [uk_wall(meeting.event.starts_at).date() for meeting in found]


def publish(meeting, noon):
    publishing.publish_event(meeting.event, invite=False, by=StaffFactory(), now=noon)


def change(series, noon, **changed):
    actions.change_series(series.id, replace(DETAILS, **changed), by=StaffFactory(), now=noon)


def by_hand(meeting, noon, **changed):
    """Change one meeting as a coordinator does on its own page."""
    event = meeting.event
    same = DETAILS.on(uk_wall(event.starts_at).date())
    change_meeting(meeting, replace(same, **changed), focus=meeting.focus, by=StaffFactory(), now=noon)
