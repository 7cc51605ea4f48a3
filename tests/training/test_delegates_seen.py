"""Who sees what of delegates: coordinators all, trainers what is needed, and delegates nothing of trainers."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.schedule.models import EventState, PlaceState
from coproduction.site.queries.to_do import to_do
from coproduction.training.actions.booking import DelegateDetails, change_details
from coproduction.training.models import BookingState, Delegate, Duty, SessionBookings, SessionRole
from coproduction.training.rules.delegates import without_contacts
from tests.factories import (
    CourseFactory,
    DelegateFactory,
    EventRoleFactory,
    PlaceFactory,
    SessionBookingsFactory,
    TrainingSessionFactory,
)

SECRETS = ("sam.reed@example.org", "07700 900123")


@pytest.fixture
def sam(noon):
    """A delegate with a place, who needs something and says too much."""
    return DelegateFactory(
        bookings=SessionBookingsFactory(capacity=3),
        name="Sam Reed",
        email=SECRETS[0],
        needs=["large print"],
        needs_notes=f"Sam sits near the door. Ring {SECRETS[1]} or write to {SECRETS[0]}",
        needs_changed_at=noon,
    )


def trains(delegate, member, does=Duty.LEADS, **place):
    role = EventRoleFactory(event=delegate.bookings.session.event, is_open=False)
    db.session.add(SessionRole(role_id=role.id, does=does))
    return PlaceFactory(role=role, member=member, **place)


def test_trainers_read_what_delegates_need_counted_and_without_who_they_are(browser, sam):
    DelegateFactory(bookings=sam.bookings, needs=["large print", "breaks"])
    DelegateFactory(bookings=sam.bookings, needs=["quiet room"], state=BookingState.WAITING)
    trains(sam, browser.member, Duty.CO_DELIVERS)

    page = browser.get(f"/events/{sam.event_id}")

    part = page.main.find(id="delegates").find_next("ul")
    assert [item.get_text() for item in part.find_all("li")] == [
        "Large print: 2 people",
        "Breaks: 1 person",
        "… sits near the door. Ring … or write to …",
    ]
    assert "2 people booked a place." in page.text
    assert "Sam" not in page.text


def test_nobody_else_reads_what_delegates_need(browser, sam, noon):
    assert "What they need" not in browser.get(f"/events/{sam.event_id}").text
    trains(sam, browser.member)
    event = sam.bookings.session.event
    assert "What they need" in browser.get(f"/events/{sam.event_id}").text
    event.starts_at, event.ends_at = noon - timedelta(days=9), noon - timedelta(days=8)
    event.state = EventState.HELD
    db.session.flush()
    assert "What they need" not in browser.get(f"/events/{sam.event_id}").text


def test_the_code_for_the_screen_is_offered_until_the_session_ends(coordinator, sam, noon):
    event, offered = sam.bookings.session.event, []
    for ends_at in (noon + timedelta(minutes=1), noon):
        event.starts_at, event.ends_at = noon - timedelta(hours=2), ends_at
        db.session.flush()
        offered.append("Code for the screen" in coordinator.get(f"/training/{sam.event_id}/delegates").text)

    assert offered == [True, False]


def test_who_leads_ticks_who_came_and_makes_the_code_for_the_screen(browser, sam, noon):
    event = sam.bookings.session.event
    trains(sam, browser.member)
    assert "once the session has begun" in browser.get(f"/events/{sam.event_id}/delegates").text
    page = browser.get(f"/events/{sam.event_id}").follow("Who came, and the code for the screen")
    page = page.follow("Show the code on the screen").press("Make a code")
    assert page.main.select_one("p.nhsuk-heading-xl").get_text().replace(" ", "").isdigit()

    event.starts_at, event.ends_at = noon - timedelta(hours=1), noon + timedelta(hours=1)
    db.session.flush()
    other = DelegateFactory(bookings=sam.bookings)
    page = browser.get(f"/events/{sam.event_id}/delegates").press("Save", **{f"delegate-{sam.id}": "came"})

    assert page.messages == ["Saved. Thank you."]
    assert (sam.came, other.came, bool(sam.certificate), other.certificate) == (True, None, True, None)


@pytest.mark.parametrize(
    ("does", "place"), [(Duty.CO_DELIVERS, {}), (Duty.LEADS, {"state": PlaceState.RELEASED}), (None, {})]
)
def test_who_does_not_lead_finds_no_list_of_delegates(browser, sam, does, place):
    if does:
        trains(sam, browser.member, does, **place)

    for page in ("delegates", "delegates/screen"):
        assert browser.get(f"/events/{sam.event_id}/{page}").status == 404


def written_by(coordinator):
    """Return what is written down that the coordinator did, the first first."""
    found = db.session.query(AuditEntry).filter_by(account_id=coordinator.account.id)
    return found.filter(AuditEntry.action.startswith("training.")).order_by(AuditEntry.id).all()


def test_coordinators_see_names_and_needs_and_download_them(coordinator, sam):
    DelegateFactory(bookings=sam.bookings, name="=Kim", state=BookingState.WAITING)

    page = coordinator.get(f"/training/{sam.event_id}/delegates")

    assert ["Places", "3, of which 1 is taken"] in page.rows
    assert page.main.select_one("tbody th").get_text(" ").count("Sam Reed") == 1
    form = next(form for form in page.forms if "Download the list as a table" in form.buttons)
    table = coordinator.fetch(form.address, method="POST", data=form.values()).get_data(as_text=True)
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [(entry.action, entry.detail) for entry in written_by(coordinator)] == [
        ("training.delegates_downloaded", {"number": 2})
    ]
    assert [row[1] for row in rows] == ["Name", "Sam Reed", "'=Kim"]
    assert rows[1][2:7] == ["sam.reed@example.org", "", "Mansfield community nurses", "Nurse", "Has a place"]


def test_what_delegates_need_stays_on_the_to_do_list_until_somebody_sees_to_it(coordinator, sam, noon):
    assert _needs_to_do(coordinator, noon) == ["delegates-needs"]
    coordinator.get(f"/training/{sam.event_id}/delegates").press("I see to what they need")
    assert _needs_to_do(coordinator, noon) == []
    sam.needs_changed_at = noon + timedelta(minutes=1)
    db.session.flush()
    assert _needs_to_do(coordinator, noon) == ["delegates-needs"]


def test_a_need_that_is_taken_back_is_seen_to_like_a_new_one(coordinator, sam, noon):
    sam.bookings.needs_seen_at = noon - timedelta(minutes=2)
    change_details(sam.id, DelegateDetails(sam.name, sam.team, sam.job), now=noon - timedelta(minutes=1))
    assert _needs_to_do(coordinator, noon) == ["delegates-needs"]

    page = coordinator.get(f"/training/{sam.event_id}/delegates").press("I see to what they need")

    assert page.messages == ["Noted. We tell you when a delegate needs something else."]
    assert _needs_to_do(coordinator, noon) == []


def _needs_to_do(coordinator, noon):
    return [each.name for each in to_do(viewer=coordinator.account, now=noon) if each.name == "delegates-needs"]


def test_who_came_stays_on_the_to_do_list_until_it_is_written_down(coordinator, sam, noon):
    event = sam.bookings.session.event
    event.starts_at, event.ends_at = noon - timedelta(hours=3), noon - timedelta(hours=1)
    db.session.flush()
    [tasks] = [each for each in to_do(viewer=coordinator.account, now=noon) if each.name == "delegates-came"]
    assert tasks.tasks[0].why == "We do not know yet if 1 person came. Who came gets a certificate."

    page = coordinator.get(f"/training/{sam.event_id}/delegates").follow("Write down who came")
    page.press("Save", **{f"delegate-{sam.id}": "not"})

    assert (sam.came, sam.certificate) == (False, None)
    assert "delegates-came" not in [each.name for each in to_do(viewer=coordinator.account, now=noon)]


def test_a_coordinator_lets_a_session_take_bookings_and_does_not_take_places_away(coordinator, inbox, noon):
    session = TrainingSessionFactory(course=CourseFactory(delegates=20))
    page = coordinator.get(f"/training/{session.event_id}/delegates")
    assert page.values["capacity"] == ["20"]

    page = page.press("Save", capacity="2", host_name="Kim", host_email="kim@example.org")
    assert (page.messages, inbox.letters) == (
        ["Saved."],
        [("kim@example.org", f"You host training: {session.event.title}")],
    )
    bookings = db.session.get_one(SessionBookings, session.event_id)
    DelegateFactory.create_batch(2, bookings=bookings)
    waiting = DelegateFactory(bookings=bookings, state=BookingState.WAITING)

    page = page.follow("Change places and bookings")
    assert page.press("Save", capacity="1").errors == [
        "2 people have a place. Enter 2 or more, or first agree with people that they give up their place"
    ]
    page.press("Save", capacity="3")
    assert (bookings.capacity, waiting.state) == (3, BookingState.OFFERED)


def test_a_course_for_members_takes_no_bookings(coordinator):
    session = TrainingSessionFactory(course=CourseFactory(is_for_members=True))

    page = coordinator.get(f"/training/{session.event_id}/delegates").press("Save", capacity="2")

    assert page.errors == ["This course is for members. They take their places in the schedule."]


def test_a_coordinator_acts_for_a_delegate_who_rings(coordinator, inbox, sam):
    waiting = DelegateFactory(bookings=sam.bookings, state=BookingState.WAITING)
    sam.bookings.capacity = 1
    db.session.flush()

    coordinator.get(f"/training/{sam.event_id}/delegates/{sam.id}/cancel").press("Cancel the booking")
    page = coordinator.get(f"/training/{sam.event_id}/delegates/{waiting.id}/yes").press("Yes, they will come")

    assert page.messages == [f"{waiting.name} has a place. We have sent them an email."]
    assert [one.state for one in db.session.query(Delegate).order_by(Delegate.turn)] == [
        BookingState.CANCELLED,
        BookingState.BOOKED,
    ]
    assert [(entry.action, entry.detail) for entry in written_by(coordinator)] == [
        ("training.booking_cancelled", {"delegate": sam.id}),
        ("training.booking_confirmed", {"delegate": waiting.id}),
    ]


def test_a_delegate_of_another_session_is_not_found(coordinator, sam):
    other = DelegateFactory()

    assert coordinator.get(f"/training/{sam.event_id}/delegates/{other.id}/cancel").status == 404


@pytest.mark.parametrize("delegates", [1, 3])
def test_the_list_of_delegates_costs_the_same_however_long_it_is(coordinator, count_statements, delegates):
    bookings = SessionBookingsFactory(capacity=3)
    DelegateFactory.create_batch(delegates, bookings=bookings)

    with count_statements() as statements:
        coordinator.get(f"/training/{bookings.event_id}/delegates")

    assert len(statements) == 5


@pytest.mark.parametrize(
    ("words", "name", "shown"),
    [
        ("Please ring 0115 496 0012.", "Sam Reed", "Please ring …."),
        ("I am SAM reed, at sam@example.org", "Sam Reed", "I am … …, at …"),
        ("See www.example.org/sam", "Al B", "See …"),
        ("20 point, and 2 breaks", "Sam Reed", "20 point, and 2 breaks"),
    ],
)
def test_names_and_ways_to_reach_people_are_left_out_of_their_words(words, name, shown):
    assert without_contacts(words, name) == shown
