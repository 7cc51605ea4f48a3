"""The member's own page: what waits for their answer, what is next, and what it costs."""

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.schedule.models import EventKind, EventState, PlaceState
from tests.factories import EventFactory, EventRoleFactory, PlaceFactory


def part_in(member, title, place, **event):
    role = EventRoleFactory(name="Panel member", event=EventFactory(title=title, **event))
    return PlaceFactory(role=role, member=member, state=place)


def words_under(page, section):
    """Return the links of one section of the page."""
    return [link.get_text() for link in page.main.find(id=section).parent.find_all("a")]


def test_an_offer_waits_for_an_answer_and_leads_to_it(browser):
    place = part_in(browser.member, "Band 7 nurse interviews", PlaceState.OFFERED, kind=EventKind.PANEL)

    page = browser.get("/my-page")

    assert words_under(page, "questions") == [
        "Band 7 nurse interviews",
        "Say if you can come to Band 7 nurse interviews",
    ]
    assert page.links["Say if you can come to Band 7 nurse interviews"] == f"/places/{place.id}/answer"
    assert "Thursday 14 January 2027, 10:30am to 12:30pm" in page.text


def test_what_the_member_is_not_sure_of_still_waits(browser):
    part_in(browser.member, "Work plan", PlaceState.TENTATIVE)

    assert "You are not sure yet" in browser.get("/my-page").text


def test_what_is_next_comes_soonest_first_with_its_state(browser, noon):
    part_in(browser.member, "Later", PlaceState.INTERESTED, starts_at=noon + timedelta(days=9))
    part_in(browser.member, "Sooner", PlaceState.HELD, starts_at=noon + timedelta(days=2))
    part_in(browser.member, "Over", PlaceState.HELD, starts_at=noon - timedelta(days=2))
    part_in(browser.member, "Called off", PlaceState.HELD, state=EventState.CANCELLED)

    page = browser.get("/my-page")

    assert words_under(page, "coming") == ["Sooner", "Later", "See the whole schedule"]
    assert [tag.get_text() for tag in page.main.select(".nhsuk-tag")] == ["You are going", "You put yourself forward"]


def test_other_peoples_places_are_not_there(browser):
    part_in(PlaceFactory().member, "Somebody else’s panel", PlaceState.HELD)

    assert "Somebody else’s panel" not in browser.get("/my-page").text


def test_a_new_member_is_told_that_nothing_waits(browser):
    page = browser.get("/my-page")

    assert page.heading == "My page"
    assert f"Hello {browser.member.known_as}." in page.text
    assert "Nothing is waiting for you." in page.text
    assert "You have nothing booked." in page.text


@pytest.mark.parametrize("places", [1, 3])
def test_the_page_costs_the_same_however_full_it_is(browser, count_statements, places):
    for number in range(places):
        part_in(browser.member, f"Offer {number}", PlaceState.OFFERED)
        part_in(browser.member, f"Place {number}", PlaceState.HELD)

    db.session.commit()
    db.session.expunge_all()
    with count_statements() as statements:
        browser.get("/my-page")

    # the account with its member, their places with what is arranged there, what was asked afterwards
    assert len(statements) == 3
