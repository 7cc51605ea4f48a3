"""The schedule as members see it: the list and the month."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from coproduction.core.dates import uk_moment
from coproduction.schedule.models import EventKind, EventState, PlaceState
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory


def titles(page):
    return [heading.get_text(strip=True) for heading in page.soup.select(".app-event__title")]


def test_the_list_shows_what_is_to_come_soonest_first_with_when_where_and_the_members_own_answer(browser):
    later = EventFactory(title="Winter planning", venue="Hall", starts_at=datetime(2027, 6, 10, 9, 30, tzinfo=UTC))
    soon = EventFactory(title="Work plan", format="online", venue="")
    EventFactory(title="Long ago", starts_at=datetime(2026, 1, 14, tzinfo=UTC))
    PlaceFactory(role__event=later, member=browser.member, state=PlaceState.OFFERED)
    PlaceFactory(role__event=soon, member=MemberFactory(), state=PlaceState.HELD)

    page = browser.get("/schedule")

    assert [item for item in page.items if "2027" in item] == [
        "Work plan Thursday 14 January 2027, 10:30am to 12:30pm Online Meeting",
        (
            "Winter planning Thursday 10 June 2027, 10:30am to 12:30pm Hall, or online Meeting Waiting for your answer"
            " Say if you can come to Winter planning I can’t make it to Winter planning"
            " Please ring me about Winter planning"
        ),
    ]


def test_an_event_that_is_on_now_is_still_in_the_list(browser, noon):
    EventFactory(title="On now", starts_at=noon - timedelta(minutes=119))
    EventFactory(title="Just over", starts_at=noon - timedelta(minutes=120))

    assert titles(browser.get("/schedule")) == ["On now"]


def test_only_a_live_answer_is_shown(browser):
    PlaceFactory(member=browser.member, state=PlaceState.DECLINED, role__event__title="Work plan")

    assert "You cannot make it" not in browser.get("/schedule").text


def test_a_cancelled_event_stays_and_says_so(browser):
    EventFactory(title="Work plan", state=EventState.CANCELLED)

    assert [item for item in browser.get("/schedule").items if "Work plan" in item] == [
        "Work plan Thursday 14 January 2027, 10:30am to 12:30pm Example Hall, Nottingham, or online Meeting Cancelled"
    ]


def test_the_list_shows_one_kind_when_asked(browser):
    EventFactory(title="Work plan")
    EventFactory(title="Easy read", kind=EventKind.TRAINING)

    page = browser.get("/schedule").follow("Training session")

    assert titles(page) == ["Easy read"]
    assert page.soup.select_one("[aria-current=true]").get_text() == "Training session"
    assert titles(page.follow("Everything")) == ["Work plan", "Easy read"]
    assert titles(browser.get("/schedule?kind=nonsense")) == ["Work plan", "Easy read"]


def test_a_long_list_has_pages_that_keep_the_kind(browser):
    EventFactory.create_batch(26, kind=EventKind.TRAINING)
    EventFactory()

    page = browser.get("/schedule?kind=training")
    assert len(titles(page)) == 25

    page = browser.get(page.soup.select_one("a[rel=next]")["href"])
    assert len(titles(page)) == 1
    assert page.soup.select_one("a[rel=next]") is None


def test_an_empty_list_says_so(browser):
    assert "Nothing is planned yet. We will tell you when there is something to join." in browser.get("/schedule").text


@pytest.mark.parametrize("events", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(browser, count_statements, events):
    PlaceFactory.create_batch(events, member=browser.member)

    with count_statements() as statements:
        page = browser.get("/schedule")

    assert len(titles(page)) == events
    assert len(statements) == 3  # the account with its member, the list, whether a date is looked for


def test_the_month_shows_each_event_on_its_own_day_in_uk_time(browser):
    EventFactory(title="Late", starts_at=uk_moment(date(2027, 6, 30), time(23, 30)))
    EventFactory(title="Early", starts_at=uk_moment(date(2027, 6, 1), time(0, 30)))
    EventFactory(title="Next month", starts_at=uk_moment(date(2027, 7, 1), time(0, 15)))

    page = browser.get("/schedule/2027/6")

    assert page.heading == "Schedule for June 2027"
    cells = [cell for row in page.rows for cell in row if ":" in cell]
    assert cells == ["Tuesday 1 12:30am Early", "Wednesday 30 11:30pm Late"]


def test_the_month_has_every_day_once_under_its_weekday(browser):
    EventFactory(title="Carers", starts_at=datetime(2027, 6, 10, 9, 30, tzinfo=UTC))

    page = browser.get("/schedule/2027/6")

    assert [len(row) for row in page.rows] == [7] * 5
    assert [cell for row in page.rows for cell in row if cell][:2] == ["Tuesday 1", "Wednesday 2"]
    assert sum(bool(cell) for row in page.rows for cell in row) == 30


def test_an_empty_month_says_so(browser):
    assert "Nothing is planned in June 2027 yet." in browser.get("/schedule/2027/6").text


def test_the_months_beside_it_are_a_click_away(browser):
    page = browser.get("/schedule/2027/1")

    assert page.follow("December 2026").heading == "Schedule for December 2026"
    assert page.follow("February 2027").heading == "Schedule for February 2027"


def test_the_list_leads_to_the_month_that_it_is(browser):
    assert browser.get("/schedule").follow("See it month by month").heading == "Schedule for January 2027"


@pytest.mark.parametrize("path", ["/schedule/2027/13", "/schedule/2027/0", "/schedule/99999/1", "/schedule/1999/1"])
def test_a_month_that_does_not_exist_is_not_found(browser, path):
    assert browser.get(path).status == 404


@pytest.mark.parametrize("events", [1, 3])
def test_the_month_costs_the_same_however_full_it_is(browser, count_statements, events):
    PlaceFactory.create_batch(events, member=browser.member)

    with count_statements() as statements:
        page = browser.get("/schedule/2027/1")

    assert len(page.soup.select(".app-day__event")) == events
    assert len(statements) == 2  # the account with its member, the month


def test_a_cancelled_event_and_the_members_answer_stand_in_the_month(browser):
    role = EventRoleFactory(event__title="Work plan", event__state=EventState.CANCELLED)
    PlaceFactory(role=role, member=browser.member)
    PlaceFactory(role__event__title="Forum", member=browser.member)

    page = browser.get("/schedule/2027/1")

    assert "10:30am Work plan Cancelled 10:30am Forum You are going" in page.text
