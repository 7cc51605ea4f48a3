"""A member's own diary."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.schedule.actions import events
from coproduction.schedule.models import EventState, PlaceState
from tests.factories import EventFactory, PlaceFactory, StaffFactory
from tests.schedule.test_events import details_of


def sections(page):
    """Return the titles of the events under each heading."""
    return {
        section.find("h2").get_text(): [title.get_text(strip=True) for title in section.select(".app-event__title")]
        for section in page.soup.select("main section")
    }


def test_the_diary_holds_what_the_member_said_and_what_waits(browser):
    for state in PlaceState:
        PlaceFactory(member=browser.member, state=state, role__event__title=state.value)
    PlaceFactory(member=browser.member, role__event__title="off", role__event__state=EventState.CANCELLED)
    PlaceFactory(role__event__title="somebody else’s")
    EventFactory(title="nobody’s")

    page = browser.get("/diary")

    assert page.heading == "My diary"
    assert sections(page) == {
        "Waiting for your answer": ["offered"],
        "You are going": ["held"],
        "You are not sure yet": ["tentative"],
        "You would like to come": ["interested", "waiting"],
        "Cancelled": ["off"],
    }


def test_an_event_says_when_where_and_what_the_member_does_there(browser):
    PlaceFactory(member=browser.member, role__name="Chair", role__event__title="Work plan")

    assert [item for item in browser.get("/diary").items if "Work plan" in item] == [
        (
            "Work plan Thursday 14 January 2027, 10:30am to 12:30pm Example Hall, Nottingham, or online"
            " Your part: Chair You are going I can’t make it to Work plan Please ring me about Work plan"
        )
    ]


def test_whoever_is_asked_again_after_a_move_finds_it_under_what_waits(browser, noon):
    PlaceFactory(member=browser.member, asked_again_at=noon, role__event__title="Work plan")

    page = browser.get("/diary")

    assert sections(page) == {"Waiting for your answer": ["Work plan"], "You are going": []}
    assert "You are going" not in next(item for item in page.items if "Work plan" in item)


def test_what_was_cancelled_says_so_and_not_that_the_member_is_going(browser):
    PlaceFactory(member=browser.member, role__event__title="Work plan", role__event__state=EventState.CANCELLED)

    [item] = [item for item in browser.get("/diary").items if "Work plan" in item]

    assert item.endswith("Cancelled")
    assert "You are going" not in item


def test_what_is_over_stands_under_past_the_newest_first_and_nothing_that_was_missed(browser, noon):
    for days, state in enumerate((PlaceState.HELD, PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT), 1):
        PlaceFactory(
            member=browser.member,
            state=state,
            role__event__title=state.value,
            role__event__starts_at=noon - timedelta(days=days),
        )

    assert sections(browser.get("/diary"))["Past"] == ["held", "attended", "apologies"]


def test_the_past_is_the_last_ten_and_leads_to_the_rest(browser, noon):
    for days in range(1, 13):
        PlaceFactory(member=browser.member, role__event__starts_at=noon - timedelta(days=days))

    page = browser.get("/diary")

    assert len(sections(page)["Past"]) == 10
    assert page.follow("See all that you have taken part in").heading == "What I have taken part in"


def test_an_empty_diary_says_so(browser):
    page = browser.get("/my-page").follow("My diary")

    assert "Nothing waits for your answer." in page.text
    assert "You have said yes to nothing yet." in page.text
    assert list(sections(page)) == ["Waiting for your answer", "You are going"]


def test_a_draft_and_what_was_never_shown_are_not_in_it(browser):
    PlaceFactory(member=browser.member, role__event__state=EventState.DRAFT)
    PlaceFactory(member=browser.member, role__event__state=EventState.CANCELLED, role__event__never_shown=True)

    assert list(sections(browser.get("/diary"))) == ["Waiting for your answer", "You are going"]


def test_what_changed_is_marked_until_the_member_has_seen_it(browser, noon):
    event = PlaceFactory(member=browser.member).role.event
    events.change_event(event, details_of(event, venue="Another Hall"), by=StaffFactory(), now=noon)

    page = browser.get("/diary")
    assert "New place" in page.text

    page = page.press("I have seen what is new")
    assert (page.heading, "New place" in page.text) == ("My diary", False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_diary_costs_the_same_however_full_it_is(browser, noon, count_statements, number):
    PlaceFactory.create_batch(number, member=browser.member)
    for days in range(1, number + 1):
        PlaceFactory(member=browser.member, role__event__starts_at=noon - timedelta(days=days))

    with count_statements() as statements:
        page = browser.get("/diary")

    assert len(page.soup.select(".app-event")) == 2 * number
    assert len(statements) == 3  # the account with its member, what is to come, what is over


def test_the_month_shows_one_kind_when_asked(browser):
    EventFactory(title="Work plan")
    EventFactory(title="Easy read", kind="training")

    page = browser.get("/schedule/2027/1").follow("Training session")

    assert ("Easy read" in page.text, "Work plan" in page.text) == (True, False)
    assert page.follow("February 2027").soup.select_one("[aria-current=true]").get_text() == "Training session"
