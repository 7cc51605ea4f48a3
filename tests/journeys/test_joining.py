"""Asking to join, from the home page to an accepted membership: by keyboard, by phone, and with a supporter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.keyboard import KeyboardPerson
from tests.journeys.people import Person
from tests.journeys.platform import Platform, platform_running

PIOTR = "piotr.zielinski@example.org"
MO = "mo.patel@example.org"
AGREES = "I am 18 or over, and I agree to how the group works"


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """One platform for these journeys."""
    with platform_running(tmp_path_factory.mktemp("platform")) as running:
        yield running


@pytest.fixture(scope="module")
def sign_in_link(platform: Platform) -> str:
    """The link that signs the coordinator in."""
    printed = platform.flask("staff", "create", "--name", "Priya Nair", "--email", "priya@example.org")
    return printed.strip().splitlines()[-1].removeprefix(platform.url)


@pytest.fixture(scope="module")
def cookies() -> list[Any]:
    """The cookies of the coordinator, once she has signed in."""
    return []


@pytest.fixture
def arrives(chromium: Browser, platform: Platform) -> Iterator[Callable[[type[Person]], Person]]:
    """Makes people, each with a browser of their own."""
    people: list[Person] = []

    def arrives(kind: type[Person]) -> Person:
        people.append(kind(chromium, platform))
        return people[-1]

    yield arrives
    for somebody in people:
        somebody.context.close()


def signs_in(priya: Person, link: str, cookies: list[Any]) -> Person:
    """Let the coordinator sign in, the first time with her link."""
    if cookies:
        priya.context.add_cookies(cookies)
    else:
        priya.opens(link).presses("Sign in")
        cookies += priya.context.cookies()
    return priya


def opens_task(priya: Person, words: str) -> None:
    """Open the first call or letter of the list that begins so."""
    task = priya.opens("/contact-tasks").page.get_by_role("link", name=words).first
    priya.opens(task.get_attribute("href") or "")


def test_by_keyboard_alone_from_the_home_page_to_a_membership(platform, arrives, sign_in_link, cookies):
    stranger = arrives(KeyboardPerson)
    stranger.opens("/").follows("Ask to join").presses("Start now")
    answers_the_first_parts(stranger)
    link = stops_and_asks_for_a_link(stranger)

    on_a_phone = arrives(KeyboardPerson)
    on_a_phone.opens(link).presses("Open my answers")
    assert on_a_phone.heading == "Ask to join: what to fill in"
    answers_the_rest(on_a_phone)
    finds_every_answer(on_a_phone)
    on_a_phone.ticks(AGREES).takes_time_to_read().presses("Send my answers")
    assert on_a_phone.heading == "We have your answers"
    on_a_phone.presses("See the equality questions").presses("Skip these questions")
    assert on_a_phone.heading == "You are finished"
    looks_at_what_was_sent(on_a_phone)

    priya = signs_in(arrives(KeyboardPerson), sign_in_link, cookies)
    priya.opens("/to-do").follows("Answer Piotr Zielinski").presses("Accept").presses("Accept and welcome them")
    assert priya.heading == "Piotr Zielinski"
    on_a_phone.opens_link("Set up your sign-in", to=PIOTR, subject="Welcome to My Life Choices").presses("Sign in")
    on_a_phone.follows("Carry on without a password")
    assert "Piotr" in on_a_phone.text


def answers_the_first_parts(stranger):
    """Who fills it in, about the person, and how to reach them."""
    stranger.follows("Who fills this in, and who helps").selects("I ask for myself").goes_on().goes_on()
    stranger.follows("About you").goes_on()
    assert "Enter the full name" in stranger.text
    stranger.writes("Piotr Zielinski", into="What is your full name?").goes_on()
    stranger.writes("Piotr", into="What would you like us to call you? (optional)").goes_on()
    stranger.writes("he/him", into="What are your pronouns? (optional)").goes_on()
    stranger.writes("Newark", into="What is the first half of your postcode? (optional)").goes_on()
    stranger.selects("Both: I use services, and I care for somebody").goes_on()
    stranger.follows("How to contact you").selects("By email").goes_on()
    stranger.writes(PIOTR, into="What is your email address?").goes_on()
    stranger.goes_on().writes("Mornings", into="When is a good time to contact you? (optional)").goes_on()


def stops_and_asks_for_a_link(stranger):
    """Leave in the middle of a question, and return the link that comes by email."""
    stranger.follows("What you would like to do")
    stranger.writes("Buses matter to me", into="What would you like to bring to the group? (optional)")
    stranger.presses("Save and come back later").presses("Email me a link")
    assert "We are sending the email" in stranger.text
    email = stranger.platform.email(to=PIOTR, subject="Come back to your answers")
    return stranger.platform.link_in(email, "Open my answers")


def answers_the_rest(person):
    """What they would like to do, what they need, and the last questions."""
    person.follows("What you would like to do").ticks("Interview panels that choose new staff").goes_on()
    person.writes("Tuesdays", into="When can you take part? (optional)").goes_on()
    person.writes("By bus", into="How far can you travel, and how? (optional)").goes_on()
    person.follows("What you need to take part").goes_on()
    person.ticks("Large print").writes("20 point", into="Which size? For example, 20 point").goes_on()
    person.goes_on().goes_on().ticks("No steps").goes_on()
    assert person.heading == "Who may know what you need? (optional)"
    person.selects("Coordinators only").selects("Coordinators, and people who run meetings and events").goes_on()
    person.follows("Last questions").goes_on().goes_on()


def finds_every_answer(person):
    """Check the answers of both devices, and change one."""
    person.follows("Check your answers and send them")
    for answer in (
        "Piotr Zielinski",
        "he/him",
        "Newark",
        PIOTR,
        "Mornings",
        "Buses matter to me",
        "Large print: 20 point",
        "No steps: Coordinators, and people who run meetings and events",
    ):
        assert answer in person.text
    person.follows("Change area").writes("Mansfield", into="What is the first half of your postcode? (optional)")
    person.goes_on()
    assert (person.heading, "Mansfield" in person.text) == ("Check your answers", True)


def looks_at_what_was_sent(person):
    """Read the answers once more, and think again about joining."""
    person.follows("See again what happens next").follows("Read or print your answers")
    person.follows("I do not want to join now").follows("Back to your answers")
    assert (person.heading, "Mansfield" in person.text) == ("Your answers", True)


def test_a_coordinator_signs_up_somebody_with_no_email_by_phone(platform, arrives, sign_in_link, cookies):
    priya = signs_in(arrives(Person), sign_in_link, cookies)
    priya.opens("/applications").follows("Enter a sign-up for somebody")
    priya.chooses("By phone").types(Day="1", Month="6", Year="2026").presses("Start")
    priya.follows("About the person").answers("Dennis Whitlock").presses("Continue")
    for _ in range(3):
        priya.presses("Continue")
    priya.chooses("They use health or care services").presses("Continue")
    priya.follows("How to contact them").chooses("By phone").presses("Continue").presses("Continue")
    priya.answers("0115 496 0102").presses("Continue").presses("Continue")
    priya.follows("Check the answers and send them")
    assert "By phone, on 1 June 2026" in priya.text
    priya.chooses("The person is 18 or over. They know how the group works, and agree").presses("Send their answers")
    assert priya.heading == "Dennis Whitlock"
    opens_task(priya, "Ring Dennis Whitlock")
    assert "We phone you within 10 working days." in priya.text
    priya.presses("Mark as done")
    priya.opens("/to-do").follows("Answer Dennis Whitlock").presses("Accept").presses("Accept and welcome them")
    opens_task(priya, "Ring Dennis Whitlock")
    assert "you are now a member of My Life Choices" in priya.text


def test_a_supporter_asks_for_somebody_who_gets_all_that_is_theirs(platform, arrives, sign_in_link, cookies):
    mo = arrives(Person)
    mo.opens("/join").presses("Start now").follows("Who fills this in, and who helps")
    mo.chooses("I ask for somebody else, who agrees").presses("Continue").presses("Continue")
    assert "Tick the box to show that the person knows of this and agrees" in mo.text
    mo.types(Name_of_the_supporter="Mo Patel", **{"The supporter’s email address (optional)": MO})
    mo.chooses("The person who asks to join knows that I do this, and agrees").presses("Continue")
    mo.follows("About the person").answers("Kieran Doyle").presses("Continue")
    for _ in range(3):
        mo.presses("Continue")
    mo.chooses("They use health or care services").presses("Continue")
    mo.follows("How to contact them").chooses("By letter").presses("Continue").presses("Continue").presses("Continue")
    mo.answers("3 Example Row, Newark").presses("Continue").presses("Continue")
    mo.opens("/join/formats").chooses("Easy Read").presses("Continue")
    mo.opens("/join/check-answers")
    mo.chooses("The person is 18 or over. They know how the group works, and agree").takes_time_to_read()
    mo.presses("Send their answers")
    assert "We write to the person within 10 working days." in mo.text

    priya = signs_in(arrives(Person), sign_in_link, cookies)
    opens_task(priya, "Post a letter to Kieran Doyle")
    assert "A copy of your answers comes with this letter." in priya.text
    priya.opens("/to-do").follows("Answer Kieran Doyle").follows("Print a copy for them")
    assert "Easy Read" in priya.text
    priya.follows("Back to their answers").presses("Accept").presses("Accept and welcome them")
    priya.opens("/contact-tasks")
    assert "Kieran Doyle" in priya.text
    assert [email["To"] for email in platform.postbox.emails if MO in str(email["To"])] == []
