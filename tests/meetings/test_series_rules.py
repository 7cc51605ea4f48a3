"""Whatever rule a series follows, and however often that changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coproduction.core.dates import uk_wall
from coproduction.core.recurrence import LAST, Repeats, Rule
from coproduction.schedule.models import EventState, PlaceState
from tests.factories import PlaceFactory
from tests.meetings.planned import DETAILS, RULE, by_hand, change, days, meetings, planned, publish
from tests.members.lives import an_example

RULES = st.builds(
    Rule,
    repeats=st.sampled_from(Repeats),
    weekday=st.integers(0, 6),
    nth=st.sampled_from([1, 2, 3, 4, LAST]),
    first=st.just(date(2027, 1, 5)),
    last=st.dates(date(2027, 3, 1), date(2027, 11, 30)),  # before and after the end of the series that they change
    months_off=st.frozensets(st.integers(2, 12), max_size=4),
)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(
    rules=st.lists(RULES.filter(Rule.days), min_size=1, max_size=3),  # one that gives no date is refused
    hours=st.lists(st.integers(9, 16), min_size=3, max_size=3),
    touched=st.integers(0, 3),
    peopled=st.integers(0, 3),
)
def test_however_often_a_rule_changes_nothing_that_people_did_is_lost(noon, rules, hours, touched, peopled):
    with an_example():
        series, made = planned(noon, replace(DETAILS, rule=replace(RULE, last=date(2027, 6, 30))))
        hand, people = made[touched], made[peopled]
        by_hand(hand, noon, title="By hand")
        at = hand.event.starts_at
        publish(people, noon)
        place = PlaceFactory(role=people.event.roles[0])

        for rule, hour in zip(rules, hours, strict=False):
            change(series, noon, rule=rule, starts=time(hour), ends=time(hour + 1))

            assert (hand.event.title, hand.event.starts_at) == ("By hand", at)
            assert (people.event.state, place.state) == (EventState.PUBLISHED, PlaceState.HELD)
            by_rule = [one for one in meetings() if not one.is_by_hand and one.series_day in rule.days()]
            drafts = [one for one in by_rule if one is not people]
            assert {uk_wall(one.event.starts_at).time() for one in drafts} <= {time(hour)}
            assert days(drafts) == [one.series_day for one in drafts]
            own = rule.period(hand.series_day)
            there, ruled = ([day for day in found if rule.period(day) != own] for found in (days(by_rule), rule.days()))
            assert there == ruled
            assert max(Counter(days(meetings())).values()) == 1


@given(rule=RULES)
def test_every_day_of_a_rule_is_in_the_rule(rule):
    found = rule.days()

    assert found == sorted(set(found))
    assert all(day.weekday() == rule.weekday and rule.first <= day <= rule.last for day in found)
    assert {day.month for day in found}.isdisjoint(rule.months_off)
