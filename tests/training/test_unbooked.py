"""Whoever came without a place, be it that they cancelled or never booked, has one while there are chairs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.training.actions.booking import DelegateDetails
from coproduction.training.actions.checking_in import let_somebody_in, write_down_who_came
from coproduction.training.actions.evaluation import ask_delegates
from coproduction.training.actions.reaching import Reach
from coproduction.training.models import BookingState, Delegate
from tests.factories import DelegateFactory, SessionBookingsFactory, StaffFactory
from tests.training.test_delegates_seen import trains

KIM = DelegateDetails("Kim Doe", "Mansfield community nurses", "Nurse")
SOMEBODY = "Write down somebody who is not on this list"
TYPED = {"name": "Kim Doe", "team": "Mansfield community nurses", "job": "Nurse", "email": "Kim@example.org"}


@pytest.fixture
def sam(noon):
    """Somebody with one of the two places of a session that is on just now."""
    made = DelegateFactory(bookings=SessionBookingsFactory(capacity=2))
    event = made.bookings.session.event
    event.starts_at, event.ends_at = noon - timedelta(hours=1), noon + timedelta(hours=1)
    db.session.flush()
    return made


def kims():
    return db.session.query(Delegate).filter_by(name="Kim Doe").all()


def test_who_never_booked_and_came_is_put_down_once_and_has_a_certificate_and_the_evaluation(
    coordinator, inbox, noon, sam
):
    page = coordinator.get(f"/training/{sam.event_id}/delegates/came").follow(
        "Write down somebody who is not on this list"
    )
    for _ in range(2):
        assert page.press("They came", **TYPED).messages == ["Saved. Kim Doe came."]

    [kim] = kims()
    assert (kim.state, kim.came, kim.email, bool(kim.certificate)) == (
        BookingState.BOOKED,
        True,
        "kim@example.org",
        True,
    )
    assert inbox.messages == []
    assert db.session.query(AuditEntry).filter_by(action="training.delegate_let_in").one().detail == {
        "delegate": kim.id
    }
    ask_delegates(now=noon + timedelta(hours=1))
    assert [message.to_address for message in inbox.messages] == ["kim@example.org"]


def test_who_leads_puts_somebody_down_too_and_does_not_see_how_to_reach_them(browser, sam):
    trains(sam, browser.member)

    page = browser.get(f"/events/{sam.event_id}/delegates").follow(SOMEBODY)
    page = page.press("They came", **TYPED)

    assert (page.messages, "example.org" in page.text) == (["Saved. Kim Doe came."], False)
    assert "Kim Doe, Mansfield community nurses" in page.text


def test_nobody_else_puts_anybody_down(browser, sam):
    assert browser.get(f"/events/{sam.event_id}/delegates/new").status == 404


def test_nobody_is_put_down_once_all_places_are_taken(coordinator, sam):
    DelegateFactory(bookings=sam.bookings)

    page = coordinator.get(f"/training/{sam.event_id}/delegates/came/new").press("They came", **TYPED)

    assert page.errors == ["There are 2 places. First mark who did not come, then who came instead."]
    assert (page.values["email"], kims()) == (["Kim@example.org"], [])


@pytest.mark.parametrize("is_on_the_list", [True, False])
def test_who_cancelled_and_came_has_a_place_again(noon, sam, is_on_the_list):
    kim = DelegateFactory(bookings=sam.bookings, name="Kim Doe", email="kim@example.org", state=BookingState.CANCELLED)
    staff = StaffFactory()
    if is_on_the_list:
        write_down_who_came(sam.bookings.session.event, {kim.id: True}, by=staff, now=noon)
    else:
        let_somebody_in(sam.event_id, KIM, reach=Reach("kim@example.org", ""), by=staff, now=noon)

    assert (kims(), kim.state, kim.came, bool(kim.certificate)) == ([kim], BookingState.BOOKED, True, True)


@pytest.mark.parametrize(
    ("who", "reach", "hours", "says"),
    [
        ("Kim Doe", ("", ""), 0, "Enter an email address, or a phone number"),
        ("Kim Doe", ("sam@example.org", ""), 0, "has booked before"),
        ("Kim Doe", ("kim@example.org", ""), -2, "once the session has begun"),
    ],
)
def test_what_cannot_be_is_refused(noon, sam, who, reach, hours, says):
    sam.email = "sam@example.org"
    db.session.flush()
    details, now = DelegateDetails(who, "Team", "Nurse"), noon + timedelta(hours=hours)

    with pytest.raises(Refusal, match=says):
        let_somebody_in(sam.event_id, details, reach=Reach(*reach), by=StaffFactory(), now=now)
    assert kims() == []
