"""The to-do page: every task leads to where it is done."""

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core import clock
from coproduction.schedule.models import EventState, PlaceState
from tests.factories import ApplicationFactory, EventFactory, EventRoleFactory, KnownPeriodFactory, PlaceFactory


@pytest.fixture(autouse=True)
def school_holidays():
    """Holidays of this school year are written down, so that nobody is asked for them."""
    KnownPeriodFactory()


def test_a_quiet_day_says_so(coordinator):
    page = coordinator.get("/to-do")

    assert page.heading == "To do"
    assert "Nothing waits for you." in page.text


def test_every_kind_of_task_leads_to_the_page_where_it_is_done(coordinator, message):
    application = ApplicationFactory(name="Selin Kaya")
    call = message()
    short = EventRoleFactory(name="Lead trainer", minimum=1, event__title="Doing with")
    chosen = PlaceFactory(role__name="Panel member", role__event__title="Interviews", state=PlaceState.INTERESTED)
    offer = PlaceFactory(member__name="Ruth Adeyemi-Clarke", role__event__title="Work plan", state=PlaceState.OFFERED)
    draft = EventFactory(title="June meeting", state=EventState.DRAFT)

    page = coordinator.get("/to-do")

    links = {words: address for words, address in page.links.items() if not address.startswith("#")}
    assert links == {
        "Answer Selin Kaya": f"/applications/{application.id}",
        "Ring Dennis Whitlock": f"/contact-tasks/{call.id}",
        "Lead trainer for Doing with": f"/rosters/roles/{short.id}",
        "Choose for Panel member, Interviews": f"/rosters/{chosen.event_id}#role-{chosen.role_id}",
        "Ask Ruth Adeyemi-Clarke about Work plan": f"/rosters/{offer.event_id}#role-{offer.role_id}",
        "Publish June meeting": f"/manage/events/{draft.id}",
    }


def test_offers_and_choices_lead_to_the_part_and_its_people(coordinator):
    PlaceFactory(member__name="Ruth Adeyemi-Clarke", role__event__title="Work plan", state=PlaceState.OFFERED)

    link = coordinator.get("/to-do").links["Ask Ruth Adeyemi-Clarke about Work plan"]

    address, _, anchor = link.partition("#")
    part = coordinator.get(address).main.find(id=anchor)
    assert "Ruth Adeyemi-Clarke" in part.find_parent("section").get_text()


def test_the_top_of_the_page_counts_what_is_below(coordinator, noon):
    ApplicationFactory.create_batch(12, submitted_at=noon - timedelta(days=1))

    page = coordinator.get("/to-do")

    assert page.items[0] == "People who asked to join (12)"
    assert "These are the first 10 of 12." in page.text


def test_members_have_no_to_do_list(browser):
    assert browser.get("/to-do").status == 403


def test_a_page_that_nobody_checked_for_too_long_is_a_task_that_leads_to_it(coordinator, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2028, 1, 4, 12, tzinfo=UTC))

    page = coordinator.get("/to-do")

    assert page.links["Check Contact us"] == "/contact"
    assert page.links["Check What co-production is"] == "/about/co-production"
    assert "Public pages to check (" in page.text
    assert "The next ones move up when these are done." in page.text
