"""Two coordinators work on one series at once: no meeting is doubled, lost or taken back, and nobody told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.recurrence import Repeats, Rule
from coproduction.meetings.actions import change_meeting
from coproduction.meetings.actions.series import SeriesDetails, change_series, create_series
from coproduction.meetings.models import Meeting, MeetingSeries
from coproduction.meetings.pages.series import drafts_to_publish
from coproduction.members.models import Interest
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.actions.publishing import publish_together
from coproduction.schedule.models import Event, EventFormat, EventState, Place
from tests.conftest import NOON
from tests.factories import MemberFactory, StaffFactory
from tests.faults.at_once import Said, all_at_once

SPRING = SeriesDetails(
    rule=Rule(Repeats.MONTH, 3, 2, date(2027, 4, 1), date(2027, 9, 30)),
    title="Monthly meeting",
    focus="Whatever matters",
    summary="",
    starts=time(10, 30),
    ends=time(12, 30),
    format=EventFormat.ONLINE,
)
ALL_YEAR = replace(SPRING, rule=replace(SPRING.rule, first=date(2027, 2, 1)))
TUESDAYS = replace(ALL_YEAR, rule=replace(ALL_YEAR.rule, weekday=1))
MEMBERS = 3
TOO_LATE = "Monthly meeting is over or cancelled, and cannot be published."


@pytest.fixture
def series_id(a_real_database: Flask) -> int:
    """The id of a series whose first two dates were added last, and members who like meetings."""
    priya = StaffFactory()
    MemberFactory.create_batch(MEMBERS, interested_in=[Interest.MEETINGS])
    with a_real_database.test_request_context(method="POST"):
        series = create_series(SPRING, SPRING.rule.days(), by=priya, now=NOON)
        change_series(series.id, ALL_YEAR, by=priya, now=NOON)
        made = series.id
        db.session.commit()
    return made


def at_once(app: Flask, *deeds: Callable[[Account], Any]) -> Said:
    """Let as many coordinators do these at once, each in a request of their own."""
    accounts = [account.id for account in StaffFactory.create_batch(len(deeds))]
    db.session.commit()

    def alone(deed: Callable[[Account], Any], account_id: int) -> None:
        with app.test_request_context(method="POST"):
            deed(db.session.get_one(Account, account_id))
            db.session.commit()

    return all_at_once(app, [partial(alone, deed, by) for deed, by in zip(deeds, accounts, strict=True)])


def publish(series_id: int) -> Callable[[Account], Any]:
    def deed(by: Account) -> None:
        drafts = drafts_to_publish(db.session.get_one(MeetingSeries, series_id), now=NOON)
        publish_together([meeting.event for meeting in drafts], invite=True, by=by, now=NOON)

    return deed


def change(series_id: int, details: SeriesDetails) -> Callable[[Account], Any]:
    return lambda by: change_series(series_id, details, by=by, now=NOON)


def days() -> list[date]:
    starts = db.session.scalars(select(Event.starts_at).where(~Event.never_shown).order_by(Event.starts_at))
    return [uk_wall(start).date() for start in starts]


def told() -> Counter[tuple[str, str]]:
    """Count how often each member was told each thing, or will be; not what was taken back before it went."""
    rows = db.session.execute(select(Message.template, Message.to_address).where(Message.state != MessageState.DROPPED))
    return Counter((template.removeprefix("schedule/"), to) for template, to in rows)


@pytest.mark.parametrize(
    ("has_gone", "told_of"), [(True, ["dates_changed", "dates_offered"]), (False, ["dates_offered"])]
)
def test_the_same_change_by_two_at_once_is_made_once_and_told_once(a_real_database, series_id, has_gone, told_of):
    at_once(a_real_database, publish(series_id))
    if has_gone:
        db.session.execute(update(Message).values(state=MessageState.SENT))
        db.session.commit()

    said = at_once(a_real_database, *[change(series_id, TUESDAYS)] * 4)

    assert said == {"done": 4}
    assert days() == TUESDAYS.rule.days()
    assert db.session.query(Meeting).count() == 8
    assert set(told().values()) == {1}  # the 8 dates in one message, and their 8 moves in one
    assert Counter(name for name, _to in told()) == dict.fromkeys(told_of, MEMBERS)


def test_longer_by_two_at_once_adds_each_date_once(a_real_database, series_id):
    longer = replace(ALL_YEAR, rule=replace(ALL_YEAR.rule, last=date(2027, 12, 31)))

    said = at_once(a_real_database, *[change(series_id, longer)] * 4)

    assert said == {"done": 4}
    assert days() == longer.rule.days()


def test_publishing_by_two_at_once_asks_each_member_once(a_real_database, series_id):
    said = at_once(a_real_database, *[publish(series_id)] * 4)

    assert said == {"done": 4}
    assert set(told().values()) == {1}
    assert db.session.query(Place).count() == MEMBERS * 8


@pytest.mark.parametrize("_round", range(3))
def test_one_publishes_while_another_changes_and_neither_waits_for_ever(a_real_database, series_id, _round):
    said = at_once(a_real_database, publish(series_id), change(series_id, TUESDAYS))

    assert said == {"done": 2}
    assert days() == TUESDAYS.rule.days()
    assert {event.state for event in db.session.query(Event)} == {EventState.PUBLISHED}
    assert Counter(name for name, _to in told()) == {"dates_offered": MEMBERS}
    assert set(told().values()) == {1}


def test_what_was_just_published_is_not_called_off_by_a_shorter_series(a_real_database, series_id):
    shorter = replace(ALL_YEAR, rule=replace(ALL_YEAR.rule, last=date(2027, 7, 31)))

    said = at_once(a_real_database, publish(series_id), change(series_id, shorter))

    if TOO_LATE in said:  # two of the dates were called off first: then nothing is published, and nobody is told
        assert (said, told()) == ({"done": 1, TOO_LATE: 1}, {})
    else:
        assert said == {"done": 2}
        published = db.session.query(Event).filter_by(state=EventState.PUBLISHED).count()
        assert published in (6, 8)
        assert db.session.query(Place).count() == MEMBERS * published
    assert "event_cancelled" not in {name for name, _to in told()}
    called_off = db.session.query(Event).filter(Event.state == EventState.CANCELLED)
    assert {event.never_shown for event in called_off} <= {True}
    assert db.session.query(Place).join(Event, Event.id == Place.event_id).filter(Event.never_shown).count() == 0


def test_a_date_that_is_moved_by_hand_during_a_change_of_the_series_stays_where_the_hand_put_it(
    a_real_database, series_id
):
    last = db.session.query(Event).order_by(Event.starts_at.desc()).limit(1).one().id
    db.session.rollback()
    in_the_evening = replace(ALL_YEAR, starts=time(18), ends=time(20)).on(date(2027, 9, 9))

    def by_hand(by: Account) -> None:
        meeting = db.session.get_one(Meeting, last)
        change_meeting(meeting, in_the_evening, focus=meeting.focus, by=by, now=NOON)

    said = at_once(a_real_database, by_hand, change(series_id, TUESDAYS))

    assert said == {"done": 2}
    moved = db.session.get_one(Event, last)
    assert uk_wall(moved.starts_at).time() == time(18)
    assert uk_wall(moved.starts_at).date() == date(2027, 9, 9)
