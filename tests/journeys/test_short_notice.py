"""Three days' notice: a recruiting manager asks for a panel, without an account, and follows it to its members."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from coproduction.core.dates import uk_moment
from tests.factories import PanelRequestFactory, StaffFactory
from tests.journeys.panel_job import plain
from tests.journeys.people import Person
from tests.journeys.platform import Platform
from tests.journeys.stage import SAM, keep_times, setting

SOON = date.today() + timedelta(days=3)  # noqa: DTZ011 - the platform's own clock runs, so dates follow it
KIM = "kim.reed@example.org"
PANEL = "Co-production Officer, Band 5"
OTHER = "Care Coordinator, Band 4"
TEAM = "Personalised care team"


@pytest.fixture
def tom(platform: Platform, walker: Callable[[], Person]) -> Person:
    """A coordinator who has signed in. Kim Reed has asked for a panel at short notice."""
    with setting(platform) as session_of:
        post, band = OTHER.split(", ")
        asked = {"contact_name": "Kim Reed", "contact_email": KIM, "post": post, "band": band, "team": TEAM}
        keep_times(PanelRequestFactory(case__is_short_notice=True, **asked), uk_moment(SOON, time(9, 30)))
        session = session_of(StaffFactory(name="Tom Hesketh"))
    return walker().is_signed_in(session)


def test_three_days_notice_is_accepted_only_with_a_reason_and_counted(
    platform: Platform, person_without_scripts: Callable[[], Person], tom: Person
) -> None:
    manager = asks_for_a_panel(person_without_scripts())
    one_is_declined_with_what_else_they_can_do(tom)
    one_is_accepted_with_a_reason(tom)
    follows_the_link(manager)
    both_are_counted(tom)
    cancels(manager)


def asks_for_a_panel(sam: Person) -> Person:
    """The first page states how much notice we ask for; what is short is said before it is sent."""
    sam.opens("/get-involved/interview-panels").follows("Ask members to sit on your interview panel")
    assert "We ask for 10 working days before the first interview." in sam.text
    sam.presses("Start now")
    sam.types(Post="Co-production Officer", Team_that_is_recruiting="Personalised care team")
    sam.types(Number_of_candidates="5").picks("Band or grade", "Band 5").presses("Continue")
    first = sam.page.get_by_role("group", name="First day")
    for box, typed in (("Day", SOON.day), ("Month", SOON.month), ("Year", SOON.year)):
        first.get_by_label(box, exact=True).fill(str(typed))
    sam.types(Start="9:30am", End="4pm").presses("Continue").presses("Continue")
    sam.chooses("In person").types(Name_and_address_of_the_site="Example House, Nottingham").presses("Continue")
    sam.page.get_by_label("How many members should sit on the panel?").fill("2")
    sam.chooses("Members score, and their scores count as much as anybody’s").presses("Continue")
    sam.types(Your_name="Sam Lowe", Your_work_email_address=SAM, Your_work_phone_number="0115 496 0150")
    sam.presses("Continue")
    assert "This is short notice" in sam.text
    sam.follows("Change budget code").types(**{"Budget_code_(optional)": "PC-204"}).presses("Continue")
    sam.takes_time_to_read().presses("Send the request")
    assert sam.heading == "We have your request"
    return sam


def one_is_declined_with_what_else_they_can_do(tom: Person) -> None:
    """To say no asks what else the manager can do, and they are told that."""
    tom.opens("/to-do").follows(f"Answer {TEAM}: {OTHER}")
    assert "Short notice" in tom.text
    tom.follows("Decline the request").presses("Decline and tell them")
    assert "Enter what they can do instead" in tom.text
    tom.types(**{"Why_do_you_decline?": "No members are free that soon."})
    tom.types(**{"What_can_they_do_instead?": "We could come two weeks later."}).presses("Decline and tell them")
    assert "Declined. The manager is being told." in tom.text
    told = tom.platform.email(to=KIM, subject="Your interview panel: we cannot do this one")
    assert "No members are free that soon. We could come two weeks later." in plain(told)


def one_is_accepted_with_a_reason(tom: Person) -> None:
    """To say yes asks why."""
    tom.opens("/to-do").follows(f"Answer {TEAM}: {PANEL}")
    tom.follows("Accept the request").presses("Accept and make the panel")
    assert "Enter why we say yes at short notice" in tom.text
    tom.types(**{"Why_do_we_say_yes_at_short_notice?": "Two members are free."}).presses("Accept and make the panel")
    assert tom.heading == f"Interview panel: {PANEL}"
    tom.presses("Publish").presses("Publish")


def follows_the_link(sam: Person) -> None:
    """The email has the manager's own link; nobody is named before they have said yes."""
    sam.context.clear_cookies()
    sam.opens_link("See your request", to=SAM, subject="Your interview panel: we are asking members")
    assert "We are asking members" in sam.text
    assert "Who is coming" not in sam.text


def both_are_counted(tom: Person) -> None:
    """The report says of each how short the notice was, whatever came of it."""
    tom.opens(f"/panels/report/{SOON.year}")
    assert f"Interview panel: {PANEL}, {TEAM}: " in tom.text
    assert f"Care Coordinator, {TEAM}: 3 working days of notice" in tom.text


def cancels(sam: Person) -> None:
    """The manager is told how many people it touches, and cancels."""
    sam.follows("Cancel the panel")
    assert "0 members have a place on it." in sam.text
    sam.presses("Cancel the panel")
    assert "It is cancelled" in sam.text
