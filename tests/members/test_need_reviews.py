"""How often we ask whether what somebody needs is still right, and how often we talk with them: numbers people set."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.members import rules
from coproduction.members.actions import decisions, needs, terms
from coproduction.members.actions.needs import NeedDetails
from coproduction.members.models import NeedKind
from coproduction.site.queries.to_do.needs import unchecked_needs
from tests.factories import ApplicationFactory, MemberFactory, NeedFactory

TODAY = date(2027, 1, 4)


@pytest.fixture
def asked_every(noon):
    """Set how many months lie between two times of asking."""

    def _asked_every(months, *, from_day=TODAY):
        set_number(rules.NEED_REVIEW_MONTHS, months, from_day=from_day, account_id=None, now=noon)

    return _asked_every


MONTHS_AND_DAYS = [(3, date(2027, 4, 4)), (12, date(2028, 1, 4)), (18, date(2028, 7, 4))]


@pytest.mark.parametrize(("months", "asked_on"), MONTHS_AND_DAYS)
def test_a_need_is_asked_about_again_after_the_months_that_are_set(noon, asked_every, months, asked_on):
    asked_every(months)
    member, told_before = MemberFactory(), NeedFactory(review_on=TODAY)

    added = needs.add_need(member.id, NeedDetails(kind=NeedKind.BRAILLE), by=member.account, now=noon)
    needs.confirm_need(told_before.id, told_before.member, by=told_before.member.account, now=noon)

    assert (added.review_on, told_before.review_on) == (asked_on, asked_on)


@pytest.mark.parametrize(("months", "asked_on"), MONTHS_AND_DAYS)
def test_what_a_new_member_told_us_is_asked_about_after_the_months_that_are_set(
    noon, priya, asked_every, months, asked_on
):
    asked_every(months)
    application = ApplicationFactory(needing={NeedKind.LARGE_PRINT: "20 point"})

    member = decisions.accept_application(application.id, by=priya, now=noon)

    assert [need.review_on for need in member.needs] == [asked_on]


def test_a_number_for_later_changes_nothing_today(noon, asked_every):
    asked_every(3, from_day=date(2027, 1, 5))
    member = MemberFactory()

    assert needs.add_need(member.id, NeedDetails(kind=NeedKind.BRAILLE), by=member.account, now=noon).review_on == date(
        2028, 1, 4
    )


def test_the_member_and_the_coordinator_are_asked_on_that_day_and_not_before(
    browser, priya, noon, asked_every, monkeypatch
):
    asked_every(2)
    needs.add_need(browser.member.id, NeedDetails(kind=NeedKind.BRAILLE), by=browser.account, now=noon)
    db.session.commit()

    def asked_on(day):
        moment = noon.replace(month=day.month, day=day.day)
        monkeypatch.setattr("coproduction.core.clock.now", lambda: moment)
        home = browser.get("/my-page")
        return (unchecked_needs(viewer=priya, now=moment).total, "still right" in home.text)

    assert [asked_on(day) for day in (date(2027, 3, 3), date(2027, 3, 4))] == [(0, False), (1, True)]


@pytest.mark.parametrize(("months", "due"), [(6, date(2027, 7, 4)), (24, date(2029, 1, 4))])
def test_the_next_review_is_due_after_the_months_that_are_set(noon, priya, months, due):
    set_number(rules.REVIEW_MONTHS, months, from_day=TODAY, account_id=None, now=noon)
    member = MemberFactory(review_due_on=TODAY)

    terms.record_review(member.id, "Goes well.", held_on=TODAY, by=priya, now=noon)

    assert member.review_due_on == due


def test_how_long_a_term_is_and_how_many_there_are_are_numbers_that_people_set(noon, priya):
    for number, value in ((rules.TERM_YEARS, 2), (rules.MOST_TERMS, 3)):
        set_number(number, value, from_day=TODAY, account_id=None, now=noon)
    member = MemberFactory(term_ends_on=date(2027, 2, 1))

    for seen in (1, 2):
        terms.renew_term(member.id, seen=seen, by=priya, now=noon)

    assert (member.terms, member.term_ends_on) == (3, date(2031, 2, 1))
    assert not rules.has_term_left(member, today=TODAY)
