"""Before a member says yes to a fee that would pass their own limit, they alone see what it comes to."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import Interest, MemberInterest, PaymentChoice, PaymentPreference
from coproduction.rosters import queries
from coproduction.rosters.models import PlaceFee
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import EventKind, Place, PlaceState
from tests.factories import EventRoleFactory, PlaceFactory, StaffFactory
from tests.page_rules import words_of

WEDNESDAY = datetime(2027, 1, 13, 9, tzinfo=UTC)
IN_THE_WEEK = "With this, £225 in the week from 11 January 2027. You asked to stay under £150 in a week."
FIRST_CHOOSE = "Before you say yes, sign in and tell us what to do about the fee."


def panel_place(member, *, days, hours, state):
    starts_at = WEDNESDAY + timedelta(days=days)
    event = {"event__starts_at": starts_at, "event__ends_at": starts_at + timedelta(hours=hours)}
    role = EventRoleFactory(event__kind=EventKind.PANEL, is_open=False, **event)
    return PlaceFactory(member=member, role=role, state=state)


@pytest.fixture
def shabana(browser):
    """A member who wants £150 a week at most, has a panel of half a day, and is offered one of a day (scenario 2)."""
    db.session.add(MemberInterest(member_id=browser.member.id, interest=Interest.PANELS))
    told = {"weekly_cap": 150, "choice": PaymentChoice.PAID}
    db.session.add(PaymentPreference(member_id=browser.member.id, **told))
    panel_place(browser.member, days=0, hours=4, state=PlaceState.HELD)
    return browser.member


@pytest.fixture
def offer(shabana):
    """The offer of a panel that lasts a day, in the same week."""
    return panel_place(shabana, days=1, hours=7, state=PlaceState.OFFERED)


def yes(browser, offer):
    return browser.post(f"/places/{offer.id}/answer", {"answer": "yes"})


def test_the_member_alone_reads_what_it_comes_to_before_they_say_yes(browser, offer):
    answer = browser.get(f"/places/{offer.id}/answer")
    refused = yes(browser, offer)
    page = answer.follow("Say what to do about the fee")

    assert IN_THE_WEEK in answer.text
    assert refused.errors == [FIRST_CHOOSE]
    assert offer.state is PlaceState.OFFERED
    assert page.heading.startswith("The fee for")
    assert "The fee for this is £150. Expenses come on top and do not count." in page.text
    assert page.text.count(IN_THE_WEEK) == 1
    assert [words_of(label) for label in page.main.select(".nhsuk-radios__label")] == [
        "Do not pay me a fee for this one",
        "Pay me less for this one",
        "Pay me the fee all the same",
        "Not this one: ask me for another week",
        "Please ring me first",
    ]


@pytest.mark.parametrize(
    ("filled", "pounds"), [({"wish": "none"}, 0), ({"wish": "less", "pounds": "75"}, 75), ({"wish": "all"}, 150)]
)
def test_they_decide_about_the_fee_and_then_say_yes(browser, offer, filled, pounds):
    page = browser.get(f"/places/{offer.id}/fee").press("Continue", **filled)

    assert page.messages == ["Saved. Now you can say yes."]
    assert db.session.get_one(PlaceFee, offer.id).pounds == pounds
    assert page.values["answer"] == ["yes"]
    page.press("Send my answer")
    assert offer.state is PlaceState.HELD


@pytest.mark.parametrize(
    ("wish", "state", "says"),
    [
        (
            "no",
            PlaceState.DECLINED,
            "Thank you for telling us. You do not have to come, and we ask you again for another week.",
        ),
        ("ring", PlaceState.OFFERED, "We will ring you. You can answer after that."),
    ],
)
def test_or_they_say_no_or_are_rung(browser, offer, wish, state, says):
    page = browser.get(f"/places/{offer.id}/fee").press("Continue", wish=wish)

    assert page.messages == [says]
    assert offer.state is state


@pytest.mark.parametrize(
    ("filled", "error"),
    [
        ({}, "Select what you would like"),
        ({"wish": "less"}, "Enter how much you would like"),
        ({"wish": "less", "pounds": "151"}, "The fee is £150. Enter whole pounds, up to 150"),
    ],
)
def test_a_choice_that_is_not_whole_is_refused(browser, offer, filled, error):
    assert browser.get(f"/places/{offer.id}/fee").press("Continue", **filled).errors == [error]


@pytest.mark.parametrize(
    ("told", "passed"),
    [
        ({"weekly_cap": 225}, []),
        ({"weekly_cap": 224}, ["in the week from 11 January 2027", "in the week from 8 February 2027"]),
        ({"monthly_cap": 224}, ["in January 2027", "in February 2027"]),
        ({"weekly_cap": 1, "choice": PaymentChoice.EXPENSES_ONLY}, []),
        ({"weekly_cap": 1, "choice": PaymentChoice.CHARITY}, []),
    ],
)
def test_what_counts_by_the_day_and_by_the_day_of_pay(browser, shabana, offer, told, passed):
    preference = db.session.get_one(PaymentPreference, shabana.id)
    for name, value in ({"weekly_cap": None} | told).items():
        setattr(preference, name, value)
    db.session.flush()

    lines = browser.get(f"/places/{offer.id}/answer").text.split("With this, ")[1:]

    assert [("£225" in line, words in line) for line, words in zip(lines, passed, strict=True)] == [
        (True, True) for _ in passed
    ]


def test_the_emailed_page_and_a_supporter_learn_no_figures(app, stranger, shabana, offer):
    address = f"/answers/{token_for(offer)}"
    page = stranger.get(address)
    refused = stranger.post(address, {"answer": "yes"})

    assert refused.errors == [FIRST_CHOOSE]
    assert "£" not in page.text + refused.text


def test_a_yes_from_the_emailed_page_is_kept_through_the_sign_in(browser, stranger, shabana, offer):
    address = f"/answers/{token_for(offer)}"
    assert "Sign in and go on" not in stranger.get(address).text
    assert "Sign in and go on" not in stranger.post(address, {"answer": "not sure"}).text

    refused = stranger.post(address, {"answer": "yes"})
    assert "Only you may see it, so we ask you to sign in." in refused.text
    onward = refused.links["Sign in and go on"]
    assert refused.follow("Sign in and go on").heading == "Sign in"

    page = browser.get(onward)
    assert (page.heading, page.values["answer"]) == (f"Your answer for {offer.role.event.title}", ["yes"])


def test_coordinators_read_ask_first_and_nothing_else(coordinator, shabana, offer, inbox, caplog):
    caplog.set_level("DEBUG")
    role = EventRoleFactory(
        event__kind=EventKind.PANEL,
        event__starts_at=WEDNESDAY + timedelta(days=2),
        event__ends_at=WEDNESDAY + timedelta(days=2, hours=7),
        is_open=False,
    )

    seen = queries.candidate(role, shabana.id, viewer=StaffFactory(), now=WEDNESDAY - timedelta(days=9))
    pages = [
        coordinator.get(path).text
        for path in (f"/rosters/roles/{role.id}", f"/rosters/{offer.event_id}", f"/members/{shabana.id}")
    ]
    coordinator.post(f"/rosters/roles/{role.id}/ask/{shabana.id}", {"reason": "I rang her"})

    assert seen is not None
    assert (seen.reasons, seen.can_be_asked) == (["Ask first"], True)
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("coproduction")]
    said = " ".join([*pages, *(message.text for message in inbox.messages), *logged])
    assert re.findall(r"£|\b150\b|\b225\b|weekly_cap|benefit", said) == []
    assert db.session.query(Place).filter_by(role_id=role.id).one().state is PlaceState.OFFERED


def test_another_member_cannot_open_the_page(browser, offer):
    other = PlaceFactory(state=PlaceState.OFFERED)

    assert browser.get(f"/places/{other.id}/fee").status == 404
