"""A coordinator brings the group's own list in, mends it on the way, finds people, and makes one of two records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.journeys.people import Person
from tests.journeys.platform import Platform, until

SHEETS = Path(__file__).parent.parent / "members" / "sheets"


def test_a_group_is_brought_in_and_looked_after(
    platform: Platform, person_without_scripts: Callable[[], Person]
) -> None:
    priya = signs_in(platform, person_without_scripts())
    sends_a_broken_list(priya)
    sends_the_list(priya)
    finds_those_with_something_to_book(priya)
    writes_and_reads_a_restricted_note(priya)
    makes_one_of_two_records(priya)


def signs_in(platform: Platform, priya: Person) -> Person:
    """Priya leads on safeguarding too."""
    words = ("--name", "Priya Nair", "--email", "priya@example.org", "--safeguarding-lead")
    link = platform.flask("staff", "create", *words).strip().splitlines()[-1]
    priya.opens(link.removeprefix(platform.url)).presses("Sign in").follows("Carry on without a password")
    return priya


def sends_a_broken_list(priya: Person) -> None:
    """Every fault is named, and there is no way on but to correct them."""
    priya.follows("Members").follows("Bring in a list of members").presses("Continue")
    assert "Choose a file" in priya.text
    priya.page.set_input_files("input[type=file]", SHEETS / "broken.csv")
    priya.presses("Continue").presses("Check the list")
    assert priya.heading == "Correct the list"
    assert "“31/02/2020” is not a date that we can read." in priya.text
    assert priya.page.get_by_role("button", name="Bring these members in").count() == 0


def sends_the_list(priya: Person) -> None:
    """The right list comes in as it is; one column is matched by hand."""
    priya.follows("send it again")
    priya.page.set_input_files("input[type=file]", SHEETS / "sample.csv")
    priya.presses("Continue").picks("Remarks", "Leave this column out").presses("Check the list")
    assert "10 people are added" in priya.text
    assert "These columns are left out: Remarks." in priya.text
    priya.presses("Bring these members in")
    until(lambda: has_come_in(priya), lambda: f"the list to come in, on {priya.heading}: {priya.text}")
    priya.follows("See all members")
    assert "10 members" in priya.text


def has_come_in(priya: Person) -> bool:
    """The worker brings the list in, and the page says how far it is whenever somebody looks again."""
    if priya.heading == "The list is being brought in":
        priya.presses("Look again")
    return priya.heading == "The list is brought in"


def finds_those_with_something_to_book(priya: Person) -> None:
    """What is searched for stands in no address."""
    priya.page.get_by_text("More to choose from").click()
    priya.picks("Needs something booked", "British Sign Language (BSL) interpreter").presses("Search")
    assert "1 member." in priya.text
    assert "BSL" not in priya.path
    priya.follows("Ruth Adeyemi-Clarke")
    assert "Brought in from the group’s own list" in priya.text


def writes_and_reads_a_restricted_note(priya: Person) -> None:
    """A worry waits on the to-do list; reading it is a button."""
    priya.follows("Write a restricted note").answers("Ruth told me that she is afraid").presses("Save this note")
    priya.follows("To do").follows("Read a restricted note")
    assert "afraid" not in priya.text
    priya.presses("Open this note")
    assert "afraid" in priya.text
    priya.presses("Settle this note")


def makes_one_of_two_records(priya: Person) -> None:
    """Jo and Lee share an address, and are offered as perhaps one; here they are."""
    priya.opens("/members").follows("See members who may be one person").follows("Compare Jo Marsden and Lee Marsden")
    priya.presses("Continue")
    assert priya.heading == "Merge these two records?"
    priya.presses("Merge these records")
    assert priya.heading == "Jo Marsden"
    assert "These two records of Jo are one now." in priya.text
    priya.opens("/members")
    assert "9 members" in priya.text
