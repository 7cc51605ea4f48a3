"""How long what members learned counts, who is reminded that it runs out, and what is held through being there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.actions.attending import gain_by_attending, lose_by_not_attending
from coproduction.members.actions.qualifications import end_qualification, record_qualification
from coproduction.members.actions.renewals import remind_of_renewals
from coproduction.members.models import HeldQualification, MemberState
from coproduction.site.queries.to_do.qualifications import qualifications_running_out
from tests.factories import HeldQualificationFactory, MemberFactory, QualificationFactory, StaffFactory

TODAY = date(2027, 1, 4)
SPRING, SUMMER, AUTUMN = date(2026, 4, 7), date(2026, 7, 7), date(2026, 10, 7)


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


@pytest.fixture
def skills():
    return QualificationFactory(name="Interview skills", months=12)


def held_by(member):
    return [
        (each.achieved_on, each.valid_until)
        for each in db.session.query(HeldQualification).filter_by(member_id=member.id)
    ]


def test_a_qualification_counts_for_its_months_unless_a_coordinator_says_until_when(noon, priya, skills):
    one, other = MemberFactory(), MemberFactory()
    given = {"achieved_on": date(2026, 3, 1), "by": priya, "now": noon}

    record_qualification(one.id, skills.id, valid_until=None, **given)
    record_qualification(other.id, skills.id, valid_until=date(2028, 1, 31), **given)

    assert held_by(one) == [(date(2026, 3, 1), date(2027, 2, 28))]
    assert held_by(other) == [(date(2026, 3, 1), date(2028, 1, 31))]


def test_members_are_reminded_once_for_each_last_day(noon, inbox, priya, skills):
    ruth = MemberFactory(email="ruth@example.org", known_as="Ruth")
    held = HeldQualificationFactory(member=ruth, qualification=skills, valid_until=TODAY + timedelta(days=60))
    HeldQualificationFactory(valid_until=TODAY + timedelta(days=62))
    HeldQualificationFactory(valid_until=TODAY - timedelta(days=1))
    HeldQualificationFactory(valid_until=TODAY, member__state=MemberState.PAUSED)
    HeldQualificationFactory(valid_until=None)

    assert [remind_of_renewals(now=noon), remind_of_renewals(now=noon + timedelta(days=1))] == [1, 0]
    assert inbox.letters == [("ruth@example.org", "Your training runs out soon")]

    renew = {"achieved_on": TODAY, "valid_until": TODAY + timedelta(days=30), "by": priya, "now": noon}
    record_qualification(ruth.id, held.qualification_id, **renew)
    assert remind_of_renewals(now=noon) == 1


def test_nobody_is_asked_to_renew_what_a_coordinator_ended(noon, priya, skills):
    held = HeldQualificationFactory(member__name="Ruth", qualification=skills, valid_until=TODAY + timedelta(days=9))
    assert [tuple(task)[1:5] for task in qualifications_running_out(viewer=priya, now=noon).tasks] == [
        (
            "Talk with Ruth about renewing Interview skills",
            "We remind them too. It is theirs to say if they want to.",
            "Last day it counts: 13 January 2027, in 9 days",
            date(2027, 1, 13),
        )
    ]

    end_qualification(held, TODAY + timedelta(days=5), by=priya, now=noon)

    assert (remind_of_renewals(now=noon), qualifications_running_out(viewer=priya, now=noon).total) == (0, 0)


def test_being_there_gives_it_and_taking_that_back_leaves_nothing(noon, skills):
    member = MemberFactory()

    gain_by_attending(member.id, skills, SUMMER, days=[SUMMER], now=noon)
    assert held_by(member) == [(SUMMER, date(2027, 7, 6))]

    lose_by_not_attending(member.id, skills, days=[], now=noon)
    assert held_by(member) == []


def test_being_there_renews_it_and_what_was_held_before_comes_back(noon, skills):
    before = {"achieved_on": date(2025, 9, 1), "valid_until": date(2026, 8, 31)}
    member = HeldQualificationFactory(qualification=skills, **before).member

    gain_by_attending(member.id, skills, SUMMER, days=[SUMMER], now=noon)
    gain_by_attending(member.id, skills, AUTUMN, days=[SUMMER, AUTUMN], now=noon)
    assert held_by(member) == [(date(2025, 9, 1), date(2027, 10, 6))]

    lose_by_not_attending(member.id, skills, days=[SUMMER], now=noon)
    assert held_by(member) == [(date(2025, 9, 1), date(2027, 7, 6))]
    lose_by_not_attending(member.id, skills, days=[], now=noon)
    assert held_by(member) == [(date(2025, 9, 1), date(2026, 8, 31))]


@pytest.mark.parametrize("valid_until", [None, date(2027, 7, 6)])
def test_what_is_held_for_as_long_or_longer_is_never_taken_back(noon, skills, valid_until):
    held = HeldQualificationFactory(qualification=skills, achieved_on=SPRING, valid_until=valid_until)

    gain_by_attending(held.member_id, skills, SUMMER, days=[SUMMER], now=noon)
    lose_by_not_attending(held.member_id, skills, days=[], now=noon)

    assert held_by(held.member) == [(SPRING, valid_until)]


def test_what_a_coordinator_writes_down_afterwards_is_never_taken_back(noon, priya, skills):
    member = MemberFactory()
    gain_by_attending(member.id, skills, SUMMER, days=[SUMMER], now=noon)

    record_qualification(member.id, skills.id, achieved_on=SUMMER, valid_until=None, by=priya, now=noon)
    lose_by_not_attending(member.id, skills, days=[], now=noon)

    assert held_by(member) == [(SUMMER, date(2027, 7, 6))]


def test_what_a_coordinator_ended_stays_ended_when_a_later_time_is_put_right(noon, priya, skills):
    member = MemberFactory()
    gain_by_attending(member.id, skills, SPRING, days=[SPRING], now=noon)
    [held] = db.session.query(HeldQualification)
    end_qualification(held, date(2026, 6, 1), by=priya, now=noon)

    gain_by_attending(member.id, skills, SUMMER, days=[SPRING, SUMMER], now=noon)
    assert held_by(member) == [(SUMMER, date(2027, 7, 6))]
    lose_by_not_attending(member.id, skills, days=[SPRING], now=noon)

    assert held_by(member) == [(SPRING, date(2026, 6, 1))]


def test_whoever_has_left_gains_nothing(noon, skills):
    member = MemberFactory(state=MemberState.LEFT)

    gain_by_attending(member.id, skills, SUMMER, days=[SUMMER], now=noon)

    assert held_by(member) == []


def test_a_coordinator_says_how_long_a_qualification_counts(coordinator):
    page = coordinator.get("/qualifications").press("Add qualification", name="Chairing", months="0")
    assert page.errors == ["How many months it counts must be between 1 and 240"]
    page = page.press("Add qualification", months="24")
    assert page.rows == [["Chairing", "24 months Change how long Chairing counts", "0"]]

    page = page.follow("Change how long Chairing counts")
    assert page.values["months"] == ["24"]
    page = page.press("Save", months="")

    assert page.messages == ["You have saved how long Chairing counts."]
    assert page.rows == [["Chairing", "For good Change how long Chairing counts", "0"]]
