"""Asking to join: what must be answered, wrong answers, changes, and answering for somebody else."""

from __future__ import annotations

import pytest

from coproduction.members.models import ApplicationState, FilledInBy
from coproduction.members.rules import shares_email
from tests.members.conftest import ANSWERS, applications

SEND = "Send my answers"


def back_of(page):
    """Return where the page's way back leads."""
    return page.soup.select_one(".nhsuk-back-link")["href"]


def test_only_what_we_cannot_do_without_has_to_be_answered(stranger, answer_all, later):
    blank: dict[str, dict[str, object]] = {
        slug: {} for slug in ANSWERS if slug not in ("who", "name", "connection", "contact", "email")
    }
    page = answer_all(stranger, **blank)
    later()

    assert [row[1] for row in page.rows].count("Not provided") == 22 - 5
    assert page.press(SEND, agreed="yes").heading == "We have your answers"


def test_the_agreement_must_be_ticked(stranger, draft):
    page = stranger.get("/join/check-answers").press(SEND)

    assert page.errors == ["Tick the box if the person is 18 or over and agrees to how the group works"]
    assert draft.state is ApplicationState.DRAFT


def test_a_postal_address_is_asked_only_of_somebody_who_wants_letters(stranger, draft):
    assert stranger.get("/join/phone").press("Continue").heading == "When is a good time to contact you? (optional)"
    assert stranger.get("/join/address").address == "/join/tasks"

    stranger.get("/join/contact").press("Continue", channel="letter")
    assert stranger.get("/join/address").heading == "What is your address?"


@pytest.mark.parametrize(
    ("channel", "following"),
    [("letter", "/join/check-answers/address"), ("text", "/join/check-answers"), ("phone", "/join/check-answers")],
)
def test_a_change_leads_back_by_whatever_it_made_necessary(stranger, draft, channel, following):
    page = stranger.get("/join/check-answers").follow("Change way of contact")

    page = page.press("Continue", channel=channel)

    assert page.address == following


def test_of_a_postcode_that_is_typed_only_the_first_half_is_kept(stranger, draft):
    stranger.get("/join/area").press("Continue", area=" ng18  1aa ")

    assert draft.area == "NG18"


def test_a_change_leads_back_to_check_your_answers(stranger, draft):
    page = stranger.get("/join/check-answers").follow("Change area").press("Continue", area="Mansfield")

    assert (page.address, draft.area) == ("/join/check-answers", "Mansfield")
    assert back_of(page.follow("Change area")) == "/join/check-answers"


@pytest.mark.parametrize(
    ("slug", "fields", "error"),
    [
        ("who", {"filled_in_by": None}, "Select who is filling this in"),
        ("name", {"name": ""}, "Enter the full name"),
        ("name", {"name": "   "}, "Enter the full name"),
        ("name", {"name": "x" * 101}, "Full name must be 100 characters or less"),
        ("contact", {"channel": None}, "Select a way of contact"),
        ("email", {"email": ""}, "Enter the email address that we write to"),
        ("email", {"email": "piotr"}, "Enter an email address in the correct format, like name@example.com"),
        ("email", {"email": "piotr@"}, "Enter an email address in the correct format, like name@example.com"),
        ("phone", {"phone": "no phone"}, "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        ("connection", {"connection": None}, "Select a connection to health and care services"),
        ("about", {"about": "x" * 2001}, "What you tell us must be 2,000 characters or less"),
        ("venues", {"kinds": ["diet"]}, "Food and drink: answer “What can be eaten, and what cannot?”"),
        (
            "formats",
            {"kinds": None, "detail_braille": "Grade 2"},
            "Braille: keep this ticked, or untick it and delete these words",
        ),
    ],
)
def test_a_wrong_answer_is_kept_and_says_what_is_wrong(stranger, draft, slug, fields, error):
    draft.needs.clear()

    page = stranger.get(f"/join/{slug}").press("Continue", **fields)

    assert error in page.errors
    typed = {name: [value.strip()] for name, value in fields.items() if isinstance(value, str)}
    assert typed.items() <= page.values.items()


def test_whoever_asks_for_somebody_else_is_asked_about_them(stranger, inbox, answer_all, later):
    supporter = {"name": "Mo Patel", "relation": "nephew", "email": "mo@example.org", "has_agreement": "yes"}
    page = answer_all(stranger, who={"filled_in_by": "for somebody else"}, supporter=supporter)

    assert page.heading == "Check the answers"
    assert ["Connection to services", "Both: they use services, and they care for somebody"] in [
        row[:2] for row in page.rows
    ]
    assert stranger.get("/join/name").heading == "What is their full name?"
    assert stranger.get("/join/email").heading == "What is their email address?"
    later()
    page = page.press("Send their answers", agreed="yes")

    assert page.items[1] == "We email the person within 10 working days."
    [sent] = applications()
    assert sent.supporter
    assert (sent.filled_in_by, sent.supporter.name, sent.supporter.email) == (
        FilledInBy.FOR_SOMEBODY,
        "Mo Patel",
        "mo@example.org",
    )
    assert (sent.name, sent.email) == ("Piotr Zielinski", "piotr@example.org")
    assert [to for to, _ in inbox.letters] == ["piotr@example.org"]


def test_nobody_is_signed_up_without_their_agreement(stranger):
    page = stranger.get("/join/who").press("Continue", filled_in_by="for somebody else")
    assert page.heading == "Who helps them?"

    page = page.press("Continue", name="Mo Patel")

    assert page.errors == ["Tick the box to show that the person knows of this and agrees"]
    assert page.values["name"] == ["Mo Patel"]


def test_who_helps_has_to_be_named_when_somebody_helps(stranger):
    page = stranger.get("/join/who").press("Continue", filled_in_by="with help")

    page = page.press("Continue", relation="sister")

    assert page.errors == ["Enter the name of whoever helps, or go back and change who fills this in"]


NAMED = {"supporter": {"name": "Mo Patel"}, "email": {}}
SHARED = (
    "The person who asks to join and the supporter have the same email address here. "
    "Change one of them, or tick the box if they share it"
)


@pytest.mark.parametrize(
    ("first", "second", "details"),
    [
        ("supporter", "email", {"email": "HOME@example.org"}),
        ("email", "supporter", {"name": "Mo Patel", "email": "home@example.org"}),
    ],
)
def test_one_email_address_for_two_is_asked_about_whichever_is_given_last(stranger, draft, first, second, details):
    stranger.get(f"/join/{first}").press("Continue", **NAMED[first], email="home@example.org")
    page = stranger.get(f"/join/{second}")
    assert "share this email address" not in page.text

    page = page.press("Continue", **details)

    assert page.errors == [SHARED]
    assert page.values["email"] == [details["email"]]
    assert page.press("Continue", email="other@example.org").errors == []
    assert not shares_email(draft)
    page = stranger.get(f"/join/{second}").press("Continue", **details).press("Continue", is_shared="yes")
    assert page.errors == []
    assert shares_email(draft)
    assert stranger.get(f"/join/{second}").press("Continue").errors == [], "it is asked once"


def test_the_same_is_asked_about_somebody_else_in_words_about_them(stranger, draft):
    draft.filled_in_by = FilledInBy.FOR_SOMEBODY

    page = stranger.get("/join/supporter").press(
        "Continue", name="Mo Patel", email="piotr@example.org", has_agreement="yes"
    )

    assert "The person and the supporter share this email address" in page.text
    assert "Both can read what we send to it." in page.text
