"""A member who wants £150 a week at most has £75, is asked to a panel for £150, and decides before she says yes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from coproduction.core.database import db
from coproduction.core.dates import uk_datetime, uk_moment, uk_short_date, uk_wall
from coproduction.members.models import PaymentChoice, PaymentPreference
from coproduction.panels.models import PanelStage
from tests.factories import PlaceFactory, StaffFactory
from tests.journeys.keyboard import KeyboardPerson
from tests.journeys.panel_job import PANEL
from tests.journeys.passer import lines_of
from tests.journeys.people import Person
from tests.journeys.platform import Platform
from tests.journeys.stage import NOW, member, panel_asked_for, setting
from tests.notifications.mail_server import words_of

TODAY = uk_wall(NOW).date()
MONDAY = TODAY + timedelta(days=21 - TODAY.weekday())
TUESDAY = MONDAY + timedelta(days=1)
SHABANA = "shabana@example.org"
OF_HERS = re.compile(r"£|\b(75|150|225)\b|benefit|allowance|\bcaps?\b|earning|limit|per week", re.IGNORECASE)


class Week(NamedTuple):
    """The panel that she is asked to, and the sessions of those who sign in."""

    event_id: int
    shabana: str
    kieran: str
    priya: str


@pytest.fixture
def week(platform: Platform) -> Week:
    """Shabana has a place on a panel of half a day on Monday; on Tuesday there is one of a day, with Kieran on it."""
    with setting(platform) as session_of:
        priya, shabana, kieran = StaffFactory(name="Priya Nair"), member("Shabana Mirza"), member("Kieran Doyle")
        told = {"choice": PaymentChoice.PAID, "weekly_cap": 150}
        db.session.add(PaymentPreference(member_id=shabana.id, **told))
        monday, begins, ends = uk_moment(MONDAY, time(10)), uk_moment(TUESDAY, time(9)), uk_moment(TUESDAY, time(16))
        half_day = panel_asked_for(monday, PanelStage.ROSTERED, members=1, post="Care Coordinator")
        PlaceFactory(role=half_day.role, member=shabana)
        day = panel_asked_for(begins, PanelStage.RECRUITING, event__ends_at=ends, event__organiser=priya)
        PlaceFactory(role=day.role, member=kieran)
        return Week(day.event_id, session_of(shabana.account), session_of(kieran.account), session_of(priya))


@pytest.fixture
def coordinator(chromium: Browser, platform: Platform, week: Week) -> Iterator[KeyboardPerson]:
    """A coordinator who uses the keyboard alone."""
    priya = KeyboardPerson(chromium, platform, widths=())
    priya.is_signed_in(week.priya)
    yield priya
    priya.context.close()


def test_a_fee_that_passes_her_limit_is_hers_alone_to_decide_before_she_says_yes(
    platform: Platform, walker: Callable[[], Person], week: Week, coordinator: KeyboardPerson
) -> None:
    asks_her_in_the_matrix(coordinator)
    shabana = walker()
    is_asked_to_sign_in_first(shabana)
    reads_what_it_comes_to(shabana.is_signed_in(week.shabana), week)
    takes_less_and_says_yes(shabana)
    peer = walker().is_signed_in(week.kieran).opens(f"/events/{week.event_id}")
    coordinator.opens(f"/rosters/{week.event_id}")
    assert "Shabana Mirza Answer Has the place" in coordinator.text
    said = [peer.text, coordinator.text, *(words_of(email) for email in platform.postbox.emails)]
    assert [found.group() for words in said for found in OF_HERS.finditer(words)] == []


def asks_her_in_the_matrix(priya: KeyboardPerson) -> None:
    """By keyboard, in her cell alone, with a reason: all that it says is to ask her first."""
    priya.opens("/rosters/matrix")
    before = lines_of(priya, ".app-matrix__cell")
    hers = f"Ask first : Shabana Mirza, {PANEL}, {uk_datetime(uk_moment(TUESDAY, time(9)))}"
    priya.follows(hers)
    assert "What stands in the way: Panel member Ask first" in priya.text
    assert "£" not in priya.text
    priya.selects("Ask Shabana to take part as Panel member")
    priya.writes("I rang her.", into="Why do you ask them all the same?").presses("Save")
    asked = hers.replace("Ask first", "Waiting for an answer")
    assert lines_of(priya, ".app-matrix__cell") == [asked if cell == hers else cell for cell in before]
    assert hers in before


def is_asked_to_sign_in_first(shabana: Person) -> None:
    """Whoever has her email reads no figures, and no yes is taken there."""
    shabana.opens_link("Yes, I can come", to=SHABANA, subject=f"Can you join us? {PANEL}").presses("Send my answer")
    assert "Before you say yes, sign in and tell us what to do about the fee" in shabana.text
    assert "£" not in shabana.text


def reads_what_it_comes_to(shabana: Person, week: Week) -> None:
    """£75 and £150 in the week of the panels, and once more in the week in which they are paid; no expenses."""
    shabana.opens(f"/events/{week.event_id}").follows("Say how you will take part, or change your answer")
    of_week = f"With this, £225 in the week from {uk_short_date(MONDAY)}. You asked to stay under £150 in a week."
    assert of_week in shabana.text
    assert "With this, £225 would be paid to you in the week from" in shabana.text
    shabana.chooses("Yes, I can come").presses("Send my answer")
    assert "Before you say yes, sign in and tell us what to do about the fee" in shabana.text
    shabana.follows("Say what to do about the fee")
    assert "The fee for this is £150. Expenses come on top and do not count." in shabana.text
    assert lines_of(shabana, ".nhsuk-radios__label") == [
        "Do not pay me a fee for this one",
        "Pay me less for this one",
        "Pay me the fee all the same",
        "Not this one: ask me for another week",
        "Please ring me first",
    ]


def takes_less_and_says_yes(shabana: Person) -> None:
    """With half the fee she stays within her limit: now her yes is taken."""
    shabana.chooses("Pay me less for this one").page.get_by_label("How much, if you want less").fill("75")
    shabana.presses("Continue")
    assert "Saved. Now you can say yes." in shabana.page.inner_text("body")
    assert "£" not in shabana.text
    shabana.presses("Send my answer")
    assert "You are going" in shabana.text
