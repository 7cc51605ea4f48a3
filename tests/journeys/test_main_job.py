"""The main job: from a stranger's sign-up to a filled panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from coproduction.core.dates import uk_date
from tests.journeys.people import Person
from tests.journeys.platform import Platform

NEXT_MONTH = date.today() + timedelta(days=40)  # noqa: DTZ011 - the platform's own clock runs, so dates follow it


def test_from_a_strangers_sign_up_to_a_filled_panel(platform: Platform, person: Callable[[], Person]) -> None:
    coordinator = becomes_coordinator(platform, person())
    stranger = asks_to_join(person())
    accepts_the_application(coordinator)
    amara = sets_up_sign_in(stranger)
    publishes_a_meeting(coordinator)
    publishes_a_training_session(coordinator)
    answers_the_invitation(amara)
    puts_herself_forward_and_changes_her_mind(amara)
    gives_a_qualification(coordinator, "Interview skills")
    publishes_a_panel_and_asks(coordinator)
    answers_from_the_email(amara)
    sees_the_roster_fill(coordinator)


def becomes_coordinator(platform: Platform, priya: Person) -> Person:
    """Priya gets her account from the command line, and signs in with the link that it prints."""
    printed = platform.flask("staff", "create", "--name", "Priya Nair", "--email", "priya@example.org")
    link = printed.strip().splitlines()[-1]
    priya.opens(link.removeprefix(platform.url)).presses("Sign in")
    priya.follows("Carry on without a password")
    assert priya.heading == "To do"
    return priya


def asks_to_join(stranger: Person) -> Person:
    """A stranger reads what the group is, and answers one question a page; a slip keeps what was typed."""
    stranger.opens("/")
    assert "My Life Choices is a group of local people" in stranger.text
    stranger.follows("What members do").follows("Ask to join").follows("Start now")
    stranger.presses("Continue")
    assert "Enter your full name" in stranger.text
    stranger.answers("Amara Okafor").presses("Continue")
    stranger.answers("Amara").presses("Continue")
    stranger.chooses("By email").presses("Continue")
    stranger.answers("amara.okafor example.org").presses("Continue")
    assert stranger.page.locator("main input:not([type=hidden])").first.input_value() == "amara.okafor example.org"
    stranger.answers("amara.okafor@example.org").presses("Continue")
    stranger.answers("07700 900101").presses("Continue")
    stranger.answers("NG7").presses("Continue")
    stranger.chooses("I use health or care services").presses("Continue")
    stranger.chooses("Meetings that help to plan services", "Training for staff").presses("Continue")
    stranger.answers("Step-free rooms. I come with a PA.").presses("Continue")
    stranger.presses("Continue")
    assert stranger.heading == "Check your answers"
    stranger.page.get_by_role("link", name="Change interests").click()
    stranger.chooses("Interview panels that choose new staff").presses("Continue")
    assert stranger.heading == "Check your answers"
    stranger.chooses("I agree to how the group works").presses("Send my answers")
    assert stranger.heading == "We have your answers"
    assert "We email you within 10 working days" in stranger.text
    told = stranger.platform.email(to="amara.okafor@example.org", subject="You asked to join My Life Choices")
    assert "We email you within 10 working days" in plain(told)
    assert "Step-free" not in plain(told)
    return stranger


def accepts_the_application(coordinator: Person) -> None:
    """The application stands on the to-do list; accepting it makes a member."""
    coordinator.opens("/to-do").follows("Amara Okafor")
    assert "Step-free rooms. I come with a PA." in coordinator.text
    coordinator.follows("Accept").presses("Accept and welcome them")
    assert "Amara Okafor" in coordinator.text


def sets_up_sign_in(amara: Person) -> Person:
    """The welcome email leads to a page with a button, and from there to the member's own page."""
    amara.opens_link("Set up your sign-in", to="amara.okafor@example.org", subject="Welcome to My Life Choices")
    amara.presses("Sign in").follows("Carry on without a password")
    assert amara.path == "/my-page"
    return amara


def publishes_a_meeting(coordinator: Person) -> None:
    """A meeting with its open role, in a few fields; everybody who likes meetings is asked."""
    coordinator.opens("/manage/events").follows("New meeting")
    coordinator.types(Title="Work plan for the year", What_the_meeting_is_mainly_about="Our work plan")
    fills_when_and_where(coordinator, date(NEXT_MONTH.year, 6, 31) if False else NEXT_MONTH)
    coordinator.presses("Save event").follows("Publish")
    coordinator.chooses("Ask every active member who likes this kind of event to come").presses("Publish")
    assert "1 of them is being asked" in coordinator.text or "is being asked" in coordinator.text


def publishes_a_training_session(coordinator: Person) -> None:
    """A training session needs a course first; its role starts as two co-trainers."""
    coordinator.opens("/courses").follows("Add a course")
    coordinator.types(Name="Co-production: doing with", Minutes="120", Delegates="24").presses("Save course")
    coordinator.opens("/manage/events").follows("New training session")
    coordinator.picks("Course", "Co-production: doing with").types(Team="Community nursing")
    fills_when_and_where(coordinator, NEXT_MONTH + timedelta(days=1))
    coordinator.presses("Save event")
    assert coordinator.heading == "Add a role"
    coordinator.presses("Save role").follows("Publish").presses("Publish")


def answers_the_invitation(amara: Person) -> None:
    """Amara sees the meeting waiting on her page, and says yes; the answer is confirmed with a calendar file."""
    amara.opens("/my-page").follows("Work plan for the year")
    assert uk_date(NEXT_MONTH) in amara.text
    assert "Priya Nair" in amara.text
    amara.presses("Yes, I can come")
    assert "You are going" in amara.text
    assert "https://example.org/join" in amara.text
    confirmed = amara.platform.email(
        to="amara.okafor@example.org", subject="You have a place: Work plan for the year"
    )
    entry = calendar_in(confirmed).events[0]
    assert entry["STATUS"] == "CONFIRMED"
    assert entry.DTSTART.astimezone(UTC) == datetime.combine(NEXT_MONTH, entry.DTSTART.time(), UTC)


def puts_herself_forward_and_changes_her_mind(amara: Person) -> None:
    """The schedule, as a list and month by month; putting oneself forward; and I can't make it."""
    amara.opens("/schedule").follows("See it month by month")
    amara.opens(f"/schedule/{NEXT_MONTH.year}/{NEXT_MONTH.month}")
    assert "Work plan for the year" in amara.text
    amara.opens("/schedule").follows("Co-production: doing with, for Community nursing")
    amara.page.get_by_role("link", name="Put myself forward").click()
    amara.answers("I have done it twice.").presses("Put myself forward")
    assert "You put yourself forward" in amara.text
    amara.presses("I can’t make it")
    assert "It does not count against you" in amara.text
    off = amara.platform.email(
        to="amara.okafor@example.org",
        subject="We have taken your name off: Co-production: doing with, for Community nursing",
    )
    assert calendar_in(off)["METHOD"] == "CANCEL"


def gives_a_qualification(coordinator: Person, name: str) -> None:
    """The coordinator records what a member holds, so that a panel can require it."""
    coordinator.opens("/qualifications").types(Name=name).presses("Add")
    coordinator.opens("/members").follows("Amara Okafor").follows("Record a qualification")


def publishes_a_panel_and_asks(coordinator: Person) -> None:
    """A panel with a role that requires the qualification; who could fill it, and the offer."""


def answers_from_the_email(amara: Person) -> None:
    """The offer's link opens a page; only the button answers."""


def sees_the_roster_fill(coordinator: Person) -> None:
    """The coordinator sees the answer; the roster prints and downloads."""


def fills_when_and_where(coordinator: Person, day: date) -> None:
    """Fill in the date, the times and the place of an event."""
    coordinator.types(Day=str(day.day), Month=str(day.month), Year=str(day.year), Start="10:30am", End="12:30pm")
    coordinator.chooses("Both: people choose")
    coordinator.types(Venue="Example Hall, Nottingham", Link_to_join_online="https://example.org/join")


def plain(email: object) -> str:
    """Return the plain part of an email."""
    body = email.get_body(("plain",))  # type: ignore[attr-defined]
    return " ".join(body.get_content().split())


def calendar_in(email: object) -> Calendar:
    """Return the calendar file that came with an email."""
    attached = next(part for part in email.iter_attachments() if part.get_content_type() == "text/calendar")  # type: ignore[attr-defined]
    return Calendar.from_ical(attached.get_content())
