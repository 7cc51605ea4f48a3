"""The private address of a member's calendar: made, shown again, replaced, stopped; and one event to keep."""

from __future__ import annotations

import io
import json
import sys
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from coproduction.audit.models import AuditEntry
from coproduction.core import logs
from coproduction.core.database import db
from coproduction.members import partings
from coproduction.schedule.feed_keys import key_for
from coproduction.schedule.models import CalendarFeed, EventKind, EventState, PlaceState
from tests.factories import CalendarFeedFactory, EventFactory, MemberFactory, PlaceFactory, StaffFactory


def address_on(page):
    return page.soup.select_one(".app-address").get_text().removeprefix("Information: ")


def status_of(stranger, address):
    return stranger.fetch(urlsplit(address).path).status_code


def test_a_member_makes_an_address_and_finds_it_again(browser, stranger):
    PlaceFactory(member=browser.member, role__event__title="Work plan")

    page = browser.get("/schedule").follow("Put it in your own calendar").press("Make my calendar address")

    assert page.messages == ["This is your calendar address. Keep it to yourself."]
    address = address_on(page)
    assert address == address_on(browser.get("/my-calendar"))
    assert page.soup.select_one("a[href^=webcal]")["href"] == address.replace("http:", "webcal:")
    calendar = Calendar.from_ical(stranger.fetch(urlsplit(address).path).data)
    assert [str(entry["summary"]) for entry in calendar.walk("VEVENT")] == ["Work plan"]


def test_looking_at_the_page_makes_no_address(browser):
    browser.get("/my-calendar")

    assert db.session.query(CalendarFeed).count() == 0


def test_a_double_click_is_one_address(browser):
    addresses = [address_on(browser.send("/my-calendar/open")) for _ in range(2)]

    assert addresses[0] == addresses[1]
    assert db.session.query(CalendarFeed).count() == 1


def test_an_address_that_leaked_is_replaced_at_once(browser, stranger):
    old = address_on(browser.send("/my-calendar/open"))

    page = browser.get("/my-calendar").press("Get a new address")

    assert page.messages == ["You have a new address. The old one does not work any more."]
    new = address_on(page)
    assert (status_of(stranger, old), status_of(stranger, new)) == (410, 200)
    assert stranger.fetch(urlsplit(old).path).get_data(as_text=True) == "This calendar address does not work any more."


def test_an_address_is_stopped(browser, stranger):
    address = address_on(browser.send("/my-calendar/open"))

    page = browser.get("/my-calendar").press("Stop this address")

    assert page.messages == ["Your calendar address has stopped working."]
    assert status_of(stranger, address) == 410
    assert "Make my calendar address" in page.text
    assert browser.send("/my-calendar/stop").status == 200


def test_replacing_what_was_stopped_on_another_page_makes_a_new_one(browser, stranger):
    assert status_of(stranger, address_on(browser.send("/my-calendar/replace"))) == 200


def test_each_of_these_is_in_the_audit_trail_without_the_key(browser):
    for path in ("open", "replace", "stop", "stop"):
        browser.send(f"/my-calendar/{path}")

    entries = db.session.query(AuditEntry).filter(AuditEntry.subject_type == "calendar_feed").order_by(AuditEntry.id)
    assert [(entry.action, entry.account_id, entry.detail) for entry in entries] == [
        (f"schedule.calendar_{done}", browser.member.account_id, {}) for done in ("opened", "replaced", "stopped")
    ]


def test_whoever_reads_the_database_cannot_open_a_calendar(browser, stranger):
    key = urlsplit(address_on(browser.send("/my-calendar/open"))).path.rpartition("/")[2].removesuffix(".ics")
    feed = db.session.query(CalendarFeed).one()

    stored = [str(value) for value in vars(feed).values()]
    signature = key.rpartition(".")[2]

    assert len(signature) >= 43  # 256 bits
    assert not [value for value in stored if signature in value]
    for guess in (feed.seed, f"{feed.seed}.", f"{feed.seed}.{'A' * 43}", str(feed.id), str(feed.member_id)):
        assert status_of(stranger, f"/calendars/{guess}.ics") == 410


def test_a_key_that_we_did_not_make_never_reaches_the_database(stranger, count_statements):
    with count_statements() as statements:
        assert status_of(stranger, f"/calendars/{'A' * 22}.{'B' * 43}.ics") == 410

    assert statements == []


def test_the_key_stands_in_no_line_of_the_log(browser, stranger, monkeypatch):
    address = address_on(browser.send("/my-calendar/open"))
    monkeypatch.setattr(sys, "stdout", written := io.StringIO())
    logs.route("DEBUG")

    stranger.fetch(urlsplit(address).path)
    stranger.fetch(urlsplit(address).path.replace(".ics", "x.ics"))

    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [line["endpoint"] for line in lines if line["message"] == "request"] == ["schedule_public.show_calendar"] * 2
    assert urlsplit(address).path.split("/")[2][:12] not in written.getvalue()


def test_the_page_with_the_address_is_kept_by_no_cache(browser):
    browser.send("/my-calendar/open")

    assert browser.fetch("/my-calendar").headers["Cache-Control"] == "no-store"


def test_a_member_sees_their_own_address_and_nobody_elses(browser):
    CalendarFeedFactory()

    assert browser.get("/my-calendar").soup.select_one(".app-address") is None


def test_when_somebody_has_gone_their_address_goes(noon):
    feed = CalendarFeedFactory(member=(member := MemberFactory()))
    CalendarFeedFactory()

    partings.part(member, by=StaffFactory(), now=noon)

    assert feed.id not in db.session.scalars(db.select(CalendarFeed.id)).all()
    assert db.session.query(CalendarFeed).count() == 1


def file_of(browser, event):
    response = browser.fetch(f"/events/{event.id}/calendar-file")
    assert response.headers["Content-Disposition"] == f'attachment; filename="event-{event.id}.ics"'
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    [entry] = Calendar.from_ical(response.data).walk("VEVENT")
    return entry


def test_one_event_to_keep_is_the_one_of_the_whole_calendar(browser, stranger):
    event = PlaceFactory(member=browser.member, role__event__joining_link="https://meet.example.org/room").role.event
    feed = stranger.fetch(f"/calendars/{key_for(CalendarFeedFactory(member=browser.member))}.ics")
    [in_feed] = Calendar.from_ical(feed.data).walk("VEVENT")

    assert browser.get(f"/events/{event.id}").soup.find("a", string="Put this in your calendar") is not None
    assert file_of(browser, event).to_ical() == in_feed.to_ical()


def test_an_event_in_which_somebody_has_no_part_says_nothing_of_them_and_not_how_to_join(browser):
    entry = file_of(browser, EventFactory(joining_link="https://meet.example.org/room", summary="What we do"))

    assert (str(entry["status"]), str(entry["transp"]), "attendee" in entry) == ("CONFIRMED", "TRANSPARENT", False)
    assert str(entry["description"]).startswith("What we do\n\nSee more: ")
    assert "meet.example.org" not in str(entry["description"])


def test_a_cancelled_event_to_keep_says_so(browser):
    entry = file_of(browser, EventFactory(title="Work plan", state=EventState.CANCELLED))

    assert (str(entry["status"]), str(entry["summary"])) == ("CANCELLED", "Cancelled: Work plan")


@pytest.mark.parametrize("hidden", [{"kind": EventKind.PANEL}, {"state": EventState.DRAFT}], ids=["panel", "draft"])
def test_an_event_that_a_member_may_not_know_of_is_not_to_be_kept(browser, hidden):
    event = EventFactory(**hidden)

    assert browser.fetch(f"/events/{event.id}/calendar-file").status_code == 404


def test_what_somebody_said_no_to_long_ago_can_still_be_kept(browser):
    event = PlaceFactory(member=browser.member, state=PlaceState.DECLINED).role.event

    assert str(file_of(browser, event)["status"]) == "CANCELLED"
