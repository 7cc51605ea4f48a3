"""A supporter answers for a member, as themselves, until the member removes them; and the member's own pages."""

from __future__ import annotations

import re
from collections.abc import Callable

from coproduction.demo.commands import PASSWORD
from tests.journeys.people import Person
from tests.journeys.platform import Platform

KIERAN = "kieran.doyle@example.org"
MO = "mo.brennan@example.org"
BESIDE_A_PANEL = re.compile("Pre-meet|Debrief")  # answered with the panel


def test_a_supporter_answers_for_a_member_until_they_are_removed(
    platform: Platform, person_without_scripts: Callable[[], Person]
) -> None:
    platform.flask("demo", "load")
    kieran = signs_in(person_without_scripts(), KIERAN)
    looks_after_their_details(kieran)
    mo = signs_in(person_without_scripts(), MO)
    event = answers_for_kieran(mo)
    sees_who_answered(platform, kieran, event)
    is_removed_with_the_page_open(kieran, mo, event)


def signs_in(somebody: Person, email: str) -> Person:
    """Somebody of the demonstration signs in with the password."""
    somebody.opens("/sign-in/password").types(Email_address=email)
    somebody.page.locator("input[type=password]").fill(PASSWORD)
    return somebody.presses("Sign in")


def looks_after_their_details(kieran: Person) -> None:
    """Kieran reads what is held about him and who sees it, adds a need, chooses about payment, looks back."""
    kieran.opens("/my-details")
    assert "Who can see this about me? You, coordinators and Mo Brennan." in kieran.text
    kieran.follows("Change what you need").follows("Support to talk and listen")
    kieran.chooses("Extra time", "Coordinators, and people who run meetings and events").presses("Save")
    assert "Extra time" in kieran.text
    kieran.presses("Everything is still right")
    kieran.follows("Back to my details").follows("Change what you would like")
    kieran.chooses("Ask me each time").types(**{"Most I would like to be paid in a week (optional)": "20"})
    kieran.presses("Save")
    assert "£20" in kieran.text
    for link in ("Change your name", "Change your supporters", "See what you have taken part in"):
        kieran.opens("/my-details").follows(link)
    assert "1 training session" in kieran.text or "meeting" in kieran.text


def answers_for_kieran(mo: Person) -> str:
    """Mo finds Kieran, one thing that he goes to, and says that he is not sure yet."""
    assert mo.path == "/supporting"
    mo.follows("Kieran")
    assert "Extra time" in mo.text
    assert "£" not in mo.text
    asked = mo.page.locator("main .nhsuk-task-list__link").filter(has_not_text=BESIDE_A_PANEL)
    event = asked.nth(1).inner_text()  # the first is today, and may have begun
    mo.follows(event)
    assert "You answer as yourself, Mo Brennan." in mo.text
    mo.chooses("Kieran is not sure yet").presses("Send my answer")
    assert "Kieran is not sure yet. We are telling them that you answered." in mo.text
    return event


def sees_who_answered(platform: Platform, kieran: Person, event: str) -> None:
    """Kieran is told by email and on the page, and Mo gets the copy that Kieran chose."""
    told = platform.email(to=KIERAN, subject=f"You are not sure yet: {event}").get_body(("plain",))
    assert told is not None
    assert "Mo Brennan answered for you, as your supporter." in " ".join(told.get_content().split())
    copy = platform.email(to=MO, subject=f"Copy of what we told Kieran: You are not sure yet: {event}")
    body = copy.get_body(("plain",))
    assert body is not None
    assert "/answers/" not in body.get_content()
    kieran.opens("/my-page").follows(event)
    assert "Mo Brennan answered for you, as your supporter." in kieran.text


def is_removed_with_the_page_open(kieran: Person, mo: Person, event: str) -> None:
    """Mo has the page open when Kieran removes him: the answer is refused, and nothing of Kieran is left to see."""
    mo.follows(event).chooses("No, Kieran can’t make it")
    kieran.opens("/my-details/supporters").presses("Remove Mo Brennan").presses("Remove Mo Brennan")
    mo.presses("Send my answer")
    assert "You cannot answer this now. Nothing has changed." in mo.text
    assert "You support nobody here at the moment." in mo.text
    kieran.opens("/my-page").follows(event)
    assert "You are not sure yet" in kieran.text
