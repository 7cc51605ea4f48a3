"""The main job: from a stranger's sign-up to a filled panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from email.message import EmailMessage

from icalendar import Calendar

from coproduction.core.dates import uk_date, uk_moment
from tests.journeys.panel_job import (
    AMARA,
    LATER,
    NEXT_MONTH,
    PANEL,
    fills_when_and_where,
    plain,
    plans_a_panel_and_asks_who_could_come,
    publishes_the_panel_and_asks,
    sees_the_roster_fill,
)
from tests.journeys.people import Person
from tests.journeys.platform import Platform


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
    plans_a_panel_and_asks_who_could_come(coordinator)
    says_that_she_can(amara)
    publishes_the_panel_and_asks(coordinator)
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
    """A stranger reads what the group is, answers one question a page, and sends the answers."""
    stranger.opens("/")
    assert "My Life Choices is a group of local people" in stranger.text
    answers_question_by_question(stranger)
    stranger.follows("Check your answers and send them")
    stranger.follows("Change interests").chooses("Interview panels that choose new staff").presses("Continue")
    assert stranger.heading == "Check your answers"
    stranger.chooses("I am 18 or over, and I agree to how the group works").takes_time_to_read()
    stranger.presses("Send my answers")
    assert stranger.heading == "We have your answers"
    assert "We email you within 10 working days" in stranger.text
    told = stranger.platform.email(to=AMARA, subject="You asked to join My Life Choices")
    assert "We email you within 10 working days" in plain(told)
    assert "steps" not in plain(told)
    return stranger


def answers_question_by_question(stranger: Person) -> None:
    """A stranger answers what the group asks; a slip keeps what was typed."""
    stranger.follows("Get involved").follows("What members do").follows("Ask to join").presses("Start now")
    stranger.follows("Who fills this in, and who helps").chooses("I ask for myself").presses("Continue")
    stranger.presses("Continue").follows("About you").presses("Continue")
    assert "Enter the full name" in stranger.text
    stranger.answers("Amara Okafor").presses("Continue")
    stranger.answers("Amara").presses("Continue").presses("Continue")
    stranger.answers("NG7").presses("Continue")
    stranger.chooses("I use health or care services").presses("Continue")
    stranger.follows("How to contact you").chooses("By email").presses("Continue")
    stranger.answers("amara.okafor.example.org").presses("Continue")
    assert stranger.page.locator("main input:not([type=hidden])").first.input_value() == "amara.okafor.example.org"
    stranger.answers("amara.okafor@example.org").presses("Continue")
    stranger.answers("07700 900101").presses("Continue").presses("Continue")
    stranger.follows("What you would like to do").presses("Continue")
    stranger.chooses("Meetings that help to plan services", "Training for staff").presses("Continue")
    stranger.opens("/join/venues").chooses("No steps").presses("Continue")
    assert stranger.heading == "Who may know what you need? (optional)"
    stranger.chooses("Coordinators, and people who run meetings and events").presses("Continue")


def accepts_the_application(coordinator: Person) -> None:
    """The application stands on the to-do list; accepting it makes a member."""
    coordinator.opens("/to-do").follows("Answer Amara Okafor")
    assert "No steps" in coordinator.text
    coordinator.presses("Accept").presses("Accept and welcome them")
    assert "Amara Okafor" in coordinator.text


def sets_up_sign_in(amara: Person) -> Person:
    """The welcome email leads to a page with a button, and from there to the member's own page."""
    amara.opens_link("Set up your sign-in", to=AMARA, subject="Welcome to My Life Choices")
    amara.presses("Sign in").follows("Carry on without a password")
    assert amara.path == "/my-page"
    return amara


def publishes_a_meeting(coordinator: Person) -> None:
    """A meeting with its open role, after a slip with the date; everybody who likes meetings is asked."""
    coordinator.opens("/manage/events").presses("New meeting")
    coordinator.types(Title="Work plan for the year", Main_focus="Our work plan")
    fills_when_and_where(coordinator, day=31, month=6, year=NEXT_MONTH.year + 1)
    coordinator.presses("Save event")
    assert "Date must be a real date" in coordinator.text
    assert coordinator.page.get_by_label("Title", exact=True).input_value() == "Work plan for the year"
    fills_when_and_where(coordinator, day=NEXT_MONTH.day, month=NEXT_MONTH.month, year=NEXT_MONTH.year)
    coordinator.presses("Save event").presses("Publish")
    coordinator.chooses("Ask every active member who likes this kind of event to come").presses("Publish")
    assert "Published. 1 member is being asked." in coordinator.text


def publishes_a_training_session(coordinator: Person) -> None:
    """A training session needs a course first, and starts with the course's roles."""
    coordinator.opens("/courses").presses("Add a course")
    coordinator.types(Name_of_the_course="Doing with", Usual_length_in_minutes="120", Most_people_who_can_attend="24")
    coordinator.presses("Save course")
    assert "Lead trainer 1. Leads the session." in coordinator.text
    coordinator.opens("/courses").presses("New training session")
    coordinator.picks("Course", "Doing with (2 hours, 1 to 24 people)").types(Team_that_is_trained="Community nursing")
    fills_when_and_where(coordinator, day=LATER.day, month=LATER.month, year=LATER.year)
    coordinator.presses("Save event")
    assert coordinator.heading == "Doing with, for Community nursing"
    coordinator.presses("Publish").presses("Publish")


def answers_the_invitation(amara: Person) -> None:
    """Amara sees the meeting waiting on her page, and says yes; the answer is confirmed with a calendar file."""
    amara.opens("/my-page").follows("Work plan for the year")
    assert uk_date(NEXT_MONTH) in amara.text
    assert "Priya Nair" in amara.text
    assert "https://example.org/join" not in amara.text
    amara.presses("Yes, I can come")
    assert "You are going" in amara.text
    assert "https://example.org/join" in amara.text
    confirmed = amara.platform.email(to=AMARA, subject="You have a place: Work plan for the year")
    entry = calendar_in(confirmed).events[0]
    assert entry["STATUS"] == "CONFIRMED"
    assert entry.start == uk_moment(NEXT_MONTH, time(10, 30))


def puts_herself_forward_and_changes_her_mind(amara: Person) -> None:
    """The schedule, as a list and month by month; putting oneself forward; and I can't make it."""
    amara.opens("/schedule").follows("See it month by month")
    amara.opens(f"/schedule/{NEXT_MONTH.year}/{NEXT_MONTH.month}")
    assert "Work plan for the year" in amara.text
    amara.opens("/schedule").follows("Doing with, for Community nursing")
    amara.presses("Put myself forward as Co-trainer").answers("I have done it twice.").presses("Put myself forward")
    assert "You put yourself forward" in amara.text
    amara.presses("I can’t make it")
    assert "It does not count against you" in amara.text
    told = amara.platform.email(to=AMARA, subject="We have taken your name off: Doing with, for Community nursing")
    assert calendar_in(told)["METHOD"] == "CANCEL"


def gives_a_qualification(coordinator: Person, name: str) -> None:
    """The coordinator records what a member holds, so that a panel can require it."""
    coordinator.opens("/qualifications").answers(name).presses("Add qualification")
    coordinator.opens("/members").follows("Amara Okafor").follows("Add or renew a qualification")
    coordinator.picks("Qualification", name)
    day = coordinator.page.get_by_role("group").first
    for box, typed in (("Day", "5"), ("Month", "1"), ("Year", str(NEXT_MONTH.year - 1))):
        day.get_by_label(box, exact=True).fill(typed)
    coordinator.presses("Save qualification")


def says_that_she_can(amara: Person) -> None:
    """Amara says yes on one page behind the link in the email: the panel itself is hidden from her still."""
    amara.opens_link("Say when you could take part", to=AMARA, subject="When could you take part? 1 date")
    assert PANEL in amara.text
    amara.chooses("Yes").presses("Send my answers")
    assert amara.heading == "We have your answers"


def answers_from_the_email(amara: Person) -> None:
    """The offer's link opens a page; only the button answers, and it needs nobody to sign in."""
    amara.context.clear_cookies()
    amara.opens_link("Yes, I can come", to=AMARA, subject=f"Can you join us? {PANEL}")
    assert amara.heading == f"Your answer for {PANEL}"
    amara.presses("Send my answer")
    assert amara.heading == "You are going"
    amara.platform.email(to=AMARA, subject=f"You have a place: {PANEL}")


def calendar_in(email: EmailMessage) -> Calendar:
    """Return the calendar file that came with an email."""
    attached = next(part for part in email.iter_attachments() if part.get_content_type() == "text/calendar")
    return Calendar.from_ical(attached.get_content())
