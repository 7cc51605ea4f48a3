"""Reminders: a week and two days before, to those who come and those who have not answered, and never twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.models import MemberState
from coproduction.notifications.alarm import Alarm
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.actions.events import cancel_event, change_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer
from coproduction.schedule.actions.reminders import send_reminders
from coproduction.schedule.actions.venues import VenueDetails, change_venue
from coproduction.schedule.kinds.reminders import LEADS
from coproduction.schedule.models import EventKind, EventState, PlaceState, Reminder
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory, VenueFactory
from tests.schedule.event_answers import details
from tests.schedule.reminded import MINUTE, START, TWO_DAYS, WEEK, forum
from tests.schedule.test_events import details_of


def subjects():
    return list(db.session.scalars(select(Message.subject).order_by(Message.id)))


@pytest.mark.parametrize(
    ("state", "subject"),
    [
        (PlaceState.HELD, "Coming up: Forum"),
        (PlaceState.TENTATIVE, "Can you come? Forum"),
        (PlaceState.OFFERED, "Can you come? Forum"),
    ],
)
def test_who_comes_and_who_has_not_answered_is_reminded_a_week_and_two_days_before(state, subject):
    forum(state)

    assert [send_reminders(now=at) for at in (WEEK - MINUTE, WEEK, WEEK + MINUTE)] == [0, 1, 0]
    assert [send_reminders(now=at) for at in (TWO_DAYS - MINUTE, TWO_DAYS, TWO_DAYS + MINUTE)] == [0, 1, 0]
    assert subjects() == [subject, subject]


@pytest.mark.parametrize(
    "state", [state for state in PlaceState if state not in (PlaceState.HELD, PlaceState.TENTATIVE, PlaceState.OFFERED)]
)
def test_nobody_else_is_reminded(state):
    forum(state)

    assert send_reminders(now=WEEK) == 0


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED, EventState.HELD])
def test_what_is_not_published_is_not_reminded_of(state):
    forum(role__event__state=state)

    assert send_reminders(now=WEEK) == 0


@pytest.mark.parametrize(
    ("member", "place", "number"),
    [
        (MemberState.PAUSED, PlaceState.OFFERED, 0),
        (MemberState.LEAVING, PlaceState.OFFERED, 0),
        (MemberState.PAUSED, PlaceState.HELD, 1),
        (MemberState.LEFT, PlaceState.HELD, 0),
        (MemberState.DIED, PlaceState.HELD, 0),
    ],
)
def test_who_rests_is_not_chased_and_who_has_gone_is_told_nothing(member, place, number):
    forum(place, member__state=member)

    assert send_reminders(now=WEEK) == number


def test_the_reminder_goes_at_the_events_own_time_of_day_over_the_change_of_the_clocks():
    starts = datetime(2027, 3, 31, 9, 30, tzinfo=UTC)  # 10:30am British Summer Time
    forum(role__event__starts_at=starts)
    due = datetime(2027, 3, 24, 10, 30, tzinfo=UTC)  # 10:30am, a week before

    assert [send_reminders(now=at) for at in (due - MINUTE, due)] == [0, 1]


@pytest.mark.parametrize(("hour", "number"), [(7, 0), (8, 1), (19, 1), (20, 0), (23, 0)])
def test_the_quiet_hours_are_kept(hour, number):
    forum()

    assert send_reminders(now=WEEK.replace(day=8, hour=hour)) == number


@pytest.mark.parametrize(("hour", "number"), [(7, 0), (8, 1), (19, 1), (20, 0)])
def test_the_quiet_hours_are_those_of_the_clocks_on_the_wall_in_summer_too(hour, number):
    forum(role__event__starts_at=uk_moment(date(2027, 7, 15), time(10, 30)))

    assert send_reminders(now=uk_moment(date(2027, 7, 9), time(hour))) == number


def test_who_was_asked_or_answered_after_its_time_has_just_heard_of_it():
    forum(moved_at=WEEK + MINUTE)

    assert [send_reminders(now=at) for at in (WEEK + 2 * MINUTE, TWO_DAYS)] == [0, 1]


def test_a_worker_that_was_away_for_long_sends_the_later_one_alone():
    forum()

    assert [send_reminders(now=TWO_DAYS + timedelta(hours=at)) for at in (1, 2)] == [1, 0]


def test_each_kind_has_days_of_its_own_that_coordinators_set(noon):
    forum(role__event__kind=EventKind.PANEL)
    set_number(LEADS[EventKind.PANEL].first, 10, from_day=uk_wall(noon).date(), account_id=None, now=noon)
    set_number(LEADS[EventKind.MEETING].first, 3, from_day=uk_wall(noon).date(), account_id=None, now=noon)

    assert send_reminders(now=START - timedelta(days=10)) == 1


def test_an_event_that_moves_takes_its_reminders_along():
    place = forum()
    send_reminders(now=WEEK)
    moved = START + timedelta(days=21)

    change_event(
        place.role.event,
        details(title="Forum", starts_at=moved, ends_at=moved + timedelta(hours=2)),
        by=StaffFactory(),
        now=WEEK + MINUTE,
    )

    assert [send_reminders(now=at) for at in (TWO_DAYS, moved - timedelta(days=7), moved - timedelta(days=2))] == [
        0,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"summary": "Without the slip."}, 1),
        ({"title": "Our forum"}, 1),
        ({"venue": "Another hall"}, 0),
        ({"joining_phone": "0115 496 0099"}, 0),
    ],
)
def test_a_reminder_is_lost_only_to_a_message_that_says_as_much(changed, number):
    place = forum()
    soon = WEEK + timedelta(minutes=5)
    change_event(place.role.event, details_of(place.role.event, **changed), by=StaffFactory(), now=soon)

    assert send_reminders(now=WEEK + timedelta(minutes=10)) == number


def test_better_words_for_a_venue_lose_no_reminder():
    venue = VenueFactory()
    forum(role__event__listed_venue=venue)
    change_venue(venue.id, VenueDetails(venue.name, "1 Example Street"), by=StaffFactory(), now=WEEK + MINUTE)

    assert send_reminders(now=WEEK + 2 * MINUTE) == 1


def test_an_event_that_moves_by_an_hour_is_not_reminded_of_again():
    place = forum()
    send_reminders(now=WEEK)

    place.role.event.starts_at += timedelta(hours=1)

    assert send_reminders(now=WEEK + timedelta(hours=2)) == 0


@pytest.mark.parametrize("what", ["answered", "cancelled", "moved"])
def test_a_reminder_that_waits_to_be_rung_is_dropped_when_it_is_answered_cancelled_or_moved(what):
    place = forum(PlaceState.OFFERED, member=MemberFactory(account=None, channel="phone", email=None))
    send_reminders(now=WEEK)
    event, staff, soon = place.role.event, StaffFactory(), WEEK + MINUTE

    if what == "answered":
        answer(place.id, Answer.NO, hand=Hand(), now=soon)
    elif what == "cancelled":
        cancel_event(event, "Snow.", by=staff, now=soon)
    else:
        later = START + timedelta(days=21)
        change_event(event, details(starts_at=later, ends_at=later + timedelta(hours=2)), by=staff, now=soon)

    message = db.session.scalars(select(Message).where(Message.key.startswith("reminder-"))).one()
    assert (message.channel, message.state) == (Channel.PHONE, MessageState.DROPPED)


def test_the_worker_sends_them(app: Flask, monkeypatch):
    forum()
    db.session.commit()
    monkeypatch.setattr(clock, "now", lambda: WEEK)

    Alarm(app).wake()

    assert db.session.query(Reminder).count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_reminders_cost_the_same_however_many_come(count_statements, people):
    PlaceFactory.create_batch(people, role=EventRoleFactory())
    db.session.flush()
    db.session.expunge_all()

    with count_statements() as statements:
        send_reminders(now=WEEK)

    assert len(statements) == 14  # one of them: whom staff are to ring or write to, or have just now
