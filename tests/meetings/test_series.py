"""Meetings by a rule: in UK time all year, and never at the cost of what somebody changed or answered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

import pytest

from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.recurrence import LAST, Repeats
from coproduction.meetings.actions import series as actions
from coproduction.meetings.models import MeetingSeries
from coproduction.notifications.actions import add_copy_recipient
from coproduction.notifications.models import Channel
from coproduction.schedule.actions import events
from coproduction.schedule.models import EventState, PlaceState
from tests.factories import MemberFactory, PlaceFactory, StaffFactory
from tests.meetings.planned import DETAILS, RULE, SECOND_THURSDAYS, by_hand, change, days, meetings, planned, publish
from tests.schedule.refusals import refusal_of


def test_the_second_thursday_of_each_month_but_august():
    assert RULE.days() == SECOND_THURSDAYS


@pytest.mark.parametrize(
    ("rule", "first_three"),
    [
        (replace(RULE, nth=LAST), [date(2027, 1, 28), date(2027, 2, 25), date(2027, 3, 25)]),
        (replace(RULE, repeats=Repeats.WEEK), [date(2027, 1, 7), date(2027, 1, 14), date(2027, 1, 21)]),
        (replace(RULE, repeats=Repeats.FORTNIGHT), [date(2027, 1, 7), date(2027, 1, 21), date(2027, 2, 4)]),
        (replace(RULE, nth=1, first=date(2027, 1, 8)), [date(2027, 2, 4), date(2027, 3, 4), date(2027, 4, 1)]),
    ],
)
def test_other_rules(rule, first_three):
    assert rule.days()[:3] == first_three


def test_meetings_keep_their_hour_when_the_clocks_change(noon):
    _, made = planned(noon)

    assert days(made) == SECOND_THURSDAYS
    assert {(uk_wall(one.event.starts_at).time(), uk_wall(one.event.ends_at).time()) for one in made} == {
        (time(10, 30), time(12, 30))
    }
    assert {one.event.starts_at.hour for one in made} == {9, 10}
    assert {(one.event.title, one.focus, one.event.state, len(one.event.roles)) for one in made} == {
        ("Monthly meeting", "Whatever matters", EventState.DRAFT, 1)
    }


def test_a_form_sent_twice_makes_one_series(noon):
    staff = StaffFactory()

    made = [actions.create_series(DETAILS, RULE.days(), by=staff, now=noon) for _ in range(2)]

    assert made[0] is made[1]
    assert (db.session.query(MeetingSeries).count(), len(meetings())) == (1, 11)


def test_dates_that_nobody_wants_are_left_out_for_good(noon):
    series, made = planned(noon, days=SECOND_THURSDAYS[3:])
    assert days(made) == SECOND_THURSDAYS[3:]

    change(series, noon, title="Our meeting")

    assert days(meetings()) == SECOND_THURSDAYS[3:]


@pytest.mark.parametrize(
    ("changed", "chosen", "said"),
    [
        ({}, [], ("Select at least one date", "days")),
        ({}, [date(2027, 1, 15)], ("A date does not belong to the rule any more. Look at the dates again", None)),
        ({"ends": time(9)}, None, ("The end must be after the start", "ends")),
        ({"venue": ""}, None, ("Enter where it takes place", "venue")),
        (
            {"rule": replace(RULE, first=date(2026, 1, 1), last=date(2026, 12, 31))},
            None,
            ("The rule gives no date to come. Look at the days and months", "last_day"),
        ),
    ],
)
def test_what_cannot_be_is_refused(noon, changed, chosen, said):
    details = replace(DETAILS, **changed)
    wanted = details.rule.days() if chosen is None else chosen

    assert refusal_of(actions.create_series, details, wanted, by=StaffFactory(), now=noon) == said
    assert meetings() == []


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (date(2027, 1, 10), "The rule gives no date to come. Look at the days and months"),
        (date(2027, 1, 1), "The last day must not be before the first"),
    ],
)
def test_a_change_to_a_rule_without_dates_is_refused(noon, last, said):
    series, _ = planned(noon)
    details = replace(DETAILS, rule=replace(RULE, last=last))

    assert refusal_of(actions.change_series, series.id, details, by=StaffFactory(), now=noon) == (said, "last_day")
    assert days(meetings()) == SECOND_THURSDAYS


def test_a_changed_rule_moves_what_nobody_touched_and_tells_those_with_a_part_once(noon, inbox):
    series, made = planned(noon)
    publish(made[0], noon)
    coming = PlaceFactory(role=made[0].event.roles[0])

    change(series, noon, rule=replace(RULE, weekday=1), starts=time(14), ends=time(16))

    assert days(meetings())[:3] == [date(2027, 1, 12), date(2027, 2, 9), date(2027, 3, 9)]
    assert len(meetings()) == 11
    assert inbox.letters == [(coming.member.email, "Please check, something has changed: Monthly meeting")]
    assert coming.state is PlaceState.HELD


def test_a_year_that_moves_is_told_to_each_person_in_one_message(noon, inbox):
    series, made = planned(noon)
    for meeting in made:
        publish(meeting, noon)
    amara, dennis = MemberFactory(), MemberFactory(account=None, channel="phone", email=None)
    add_copy_recipient(amara.id, "Mo", email="mo@example.org")
    for member in (amara, dennis):
        for meeting in made:
            PlaceFactory(role=meeting.event.roles[0], member=member)

    change(series, noon, rule=replace(RULE, weekday=1))

    said = "Please check, 11 dates have changed: Monthly meeting"
    assert sorted((message.channel, message.to_name, message.subject) for message in inbox.messages) == sorted(
        [
            (Channel.EMAIL, amara.known_as, said),
            (Channel.EMAIL, "Mo", f"Copy of what we told {amara.known_as}: {said}"),
            (Channel.PHONE, dennis.known_as, said),
        ]
    )
    tuesdays = [re.search(r"Tuesday \d+ \w+ 2027, 10:30am", line) for line in inbox.messages[0].text.splitlines()]
    assert len([found for found in tuesdays if found]) == 11
    assert {meeting.event.sequence for meeting in made} == {1}


def test_what_was_changed_or_cancelled_by_hand_stays_and_is_not_made_again(noon):
    series, made = planned(noon)
    by_hand(made[1], noon, title="Budgets")
    events.cancel_event(made[2].event, "Eid al-Fitr.", by=StaffFactory(), now=noon)
    publish(made[3], noon)
    events.cancel_event(made[3].event, "Eid al-Fitr.", by=StaffFactory(), now=noon)

    change(series, noon, rule=replace(RULE, weekday=1), title="Our meeting")

    titles = {uk_wall(one.event.starts_at).date(): one.event.title for one in meetings()}
    assert titles[date(2027, 2, 11)] == "Budgets"
    assert date(2027, 2, 9) not in titles
    assert made[3].event.state is EventState.CANCELLED
    assert date(2027, 4, 6) not in titles
    assert titles[date(2027, 1, 12)] == "Our meeting"


def test_a_shorter_series_calls_off_empty_drafts_and_keeps_what_has_people_or_is_seen(noon, inbox):
    series, made = planned(noon)
    peopled, seen, empty = made[-3:]
    PlaceFactory(role=peopled.event.roles[0], state=PlaceState.DECLINED)
    publish(seen, noon)

    change(series, noon, rule=replace(RULE, last=date(2027, 9, 30)))

    assert [one.event.state for one in (peopled, seen, empty)] == [
        EventState.DRAFT,
        EventState.PUBLISHED,
        EventState.CANCELLED,
    ]
    assert empty.event.never_shown
    assert inbox.messages == []


def test_a_longer_series_adds_dates(noon):
    series, _ = planned(noon)

    change(series, noon, rule=replace(RULE, last=date(2028, 2, 29)))

    assert days(meetings())[-2:] == [date(2028, 1, 13), date(2028, 2, 10)]


def test_weeks_that_become_months_keep_one_meeting_in_each_month(noon):
    weekly = replace(RULE, repeats=Repeats.WEEK, last=date(2027, 2, 28))
    series, made = planned(noon, replace(DETAILS, rule=weekly))
    by_hand(made[2], noon, title="Budgets")
    PlaceFactory(role=made[5].event.roles[0])

    change(series, noon, rule=replace(weekly, repeats=Repeats.MONTH))

    assert days([made[2], made[5]]) == [date(2027, 1, 21), date(2027, 2, 11)]
    assert meetings() == [made[2], made[5]]


@pytest.mark.parametrize(("week", "is_cancelled"), [(0, False), (1, True), (4, True)])
def test_weeks_that_become_months_leave_a_month_with_a_meeting_that_is_over_or_cancelled(noon, week, is_cancelled):
    weekly = replace(RULE, repeats=Repeats.WEEK, last=date(2027, 2, 28))
    series, made = planned(noon, replace(DETAILS, rule=weekly))
    there = made[week]
    publish(there, noon)
    if is_cancelled:
        events.cancel_event(there.event, "Eid al-Fitr.", by=StaffFactory(), now=noon)

    then = noon if is_cancelled else there.event.ends_at
    change(series, then, rule=replace(weekly, repeats=Repeats.MONTH, nth=4))

    fourth = {1: date(2027, 1, 28), 2: date(2027, 2, 25)}
    expected = {**fourth, there.series_day.month: uk_wall(there.event.starts_at).date()}
    assert days(meetings()) == list(expected.values())
