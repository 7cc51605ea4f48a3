"""Asking to join, as a stranger meets it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.members.models import Application, ApplicationState
from coproduction.members.rules import DAYS_TO_ANSWER
from coproduction.notifications.models import Channel
from tests.factories import MemberFactory
from tests.members.conftest import ANSWERS
from tests.pages import Browser


def applications():
    """Return every application there is."""
    return list(db.session.scalars(select(Application).order_by(Application.id)))


def test_a_stranger_asks_to_join_one_question_at_a_time(stranger, answer_all, inbox):
    page = answer_all(stranger)

    assert [row[:2] for row in page.rows] == [
        ["Full name", "Piotr Zielinski"],
        ["Likes to be called", "Piotr"],
        ["Way of contact", "By email"],
        ["Email address", "piotr@example.org"],
        ["Phone number", "07700 900123"],
        ["Area", "Newark"],
        ["Connection to services", "Both: I use services, and I care for somebody"],
        ["Interests", "Meetings that help to plan services Interview panels that choose new staff"],
        ["Support needed", "Home by 5pm"],
        ["Anything else to say", "Buses matter to me"],
    ]
    page = page.press("Send my answers", agreed="yes")

    assert page.heading == "We have your answers"
    assert page.items[1] == "We email you within 10 working days."
    assert inbox.letters == [("piotr@example.org", "You asked to join My Life Choices")]
    assert [(one.name, one.state) for one in applications()] == [("Piotr Zielinski", ApplicationState.SUBMITTED)]


def test_everything_that_can_be_is_left_out(stranger, answer_all):
    page = answer_all(
        stranger,
        **{
            slug: {next(iter(ANSWERS[slug])): None if slug == "interests" else ""}
            for slug in ("known-as", "phone", "area", "interests", "support", "about")
        },
    )

    assert [row[0] for row in page.rows if row[1] == "Not provided"] == [
        "Likes to be called",
        "Phone number",
        "Area",
        "Interests",
        "Support needed",
        "Anything else to say",
    ]
    assert page.press("Send my answers", agreed="yes").heading == "We have your answers"


@pytest.mark.parametrize(
    ("contact", "promise"),
    [
        ({"contact": {"channel": "phone"}, "email": {"email": ""}}, "We phone you within 10 working days."),
        (
            {
                "contact": {"channel": "letter"},
                "email": {"email": ""},
                "phone": {"phone": ""},
                "address": {"address": "1 Example Street\nNG22 8AA"},
            },
            "We write to you within 10 working days.",
        ),
    ],
)
def test_nobody_needs_an_email_address(stranger, answer_all, inbox, contact, promise):
    page = answer_all(stranger, **contact).press("Send my answers", agreed="yes")

    assert page.items[1] == promise
    assert promise in inbox.messages[0].text
    assert [message.channel for message in inbox.messages] == [contact["contact"]["channel"]]


def test_the_promise_follows_the_groups_own_number(stranger, answer_all, noon):
    set_number(DAYS_TO_ANSWER, 15, from_day=noon.date(), account_id=None, now=noon)

    page = answer_all(stranger).press("Send my answers", agreed="yes")

    assert page.items[1] == "We email you within 15 working days."


def test_looking_writes_nothing(stranger):
    stranger.get("/join").follow("Start now")
    stranger.get("/join/support")
    stranger.get("/join/check-answers")
    stranger.get("/join/sent")

    assert applications() == []


@pytest.mark.parametrize("path", ["/join/support", "/join/check-answers", "/join/check-answers/name", "/join/sent"])
def test_a_stranger_who_comes_in_the_middle_starts_at_the_beginning(stranger, path):
    assert stranger.get(path).heading in {"Ask to join", "What is your full name?"}


def test_a_question_that_is_not_asked_is_not_found(stranger):
    assert stranger.get("/join/shoe-size").status == 404


def test_back_leads_to_the_question_before_and_leaves_out_what_is_not_asked(stranger, draft):
    ways_back = {
        slug: stranger.get(f"/join/{slug}").soup.select_one(".nhsuk-back-link")["href"]
        for slug in ("name", "known-as", "area")
    }

    assert ways_back == {"name": "/join", "known-as": "/join/name", "area": "/join/phone"}


def test_leaving_and_coming_back_in_the_same_browser_finds_the_answers(stranger, draft):
    draft.connection = draft.interests = draft.support = draft.about = None

    page = stranger.get("/join").follow("Carry on")

    assert page.heading == "How do you know health and care services?"
    assert stranger.get("/join/name").values == {"name": ["Piotr Zielinski"]}


def test_the_browser_keeps_the_draft_after_it_is_closed(stranger):
    stranger.get("/join/name").press("Continue", name="Piotr Zielinski")

    with stranger.client.session_transaction() as session:
        assert session.permanent
        assert session["application"] != applications()[0].digest


def test_another_browser_sees_none_of_it(app, draft):
    assert Browser(app).get("/join/name").values == {"name": [""]}


def test_starting_again_deletes_the_draft(stranger, draft):
    page = stranger.get("/join").press("Start again")

    assert (page.heading, page.values, applications()) == ("What is your full name?", {"name": [""]}, [])


def test_a_change_leads_back_to_all_the_answers(stranger, draft):
    page = stranger.get("/join/check-answers").follow("Change area")
    assert page.values == {"area": ["Newark"]}

    page = page.press("Continue", area="Mansfield")

    assert page.heading == "Check your answers"
    assert ["Area", "Mansfield"] in [row[:2] for row in page.rows]


def test_a_new_way_of_contact_asks_for_what_it_needs_before_going_back(stranger, draft):
    page = stranger.get("/join/check-answers").follow("Change way of contact")

    page = page.press("Continue", channel="letter")
    assert page.heading == "What is your address?"
    page = page.press("Continue", address="1 Example Street")

    assert page.heading == "Check your answers"


def test_nothing_is_sent_without_the_agreement(stranger, draft, inbox):
    page = stranger.get("/join/check-answers").press("Send my answers")

    assert page.errors == ["Tick the box to show that you agree to how the group works"]
    assert inbox.messages == []


def test_nothing_is_sent_while_an_answer_is_missing(stranger, draft, inbox):
    draft.connection = None

    page = stranger.send("/join/check-answers", {"agreed": "yes"})

    assert page.heading == "How do you know health and care services?"
    assert inbox.messages == []


def test_a_double_click_sends_one_application_and_one_email(stranger, draft, inbox):
    page = stranger.get("/join/check-answers")

    first, second = (page.press("Send my answers", agreed="yes") for _ in range(2))

    assert first.heading == second.heading == "We have your answers"
    assert (len(applications()), len(inbox.messages)) == (1, 1)


def test_an_old_page_cannot_change_what_was_sent(stranger, draft):
    page, old = stranger.get("/join/check-answers"), stranger.get("/join/name")
    page.press("Send my answers", agreed="yes")

    page = old.press("Continue", name="Somebody Else")

    assert page.messages == [
        "You have sent us your answers, so they cannot be changed here. Contact us if something is wrong."
    ]
    assert [one.name for one in applications()] == ["Piotr Zielinski"]


def test_somebody_else_can_ask_from_the_same_browser(stranger, draft):
    draft.state = ApplicationState.SUBMITTED

    page = stranger.get("/join").press("Start for somebody else")
    page.press("Continue", name="Lee Marsden")

    assert [(one.name, one.state) for one in applications()] == [
        ("Piotr Zielinski", ApplicationState.SUBMITTED),
        ("Lee Marsden", ApplicationState.DRAFT),
    ]


@pytest.mark.parametrize(
    ("slug", "fields", "error"),
    [
        ("name", {"name": ""}, "Enter your full name"),
        ("name", {"name": "   "}, "Enter your full name"),
        ("name", {"name": "x" * 101}, "Full name must be 100 characters or less"),
        ("contact", {}, "Select how you would like us to contact you"),
        ("email", {"email": ""}, "Enter your email address, so that we can contact you by email"),
        ("email", {"email": "piotr"}, "Enter an email address in the correct format, like name@example.com"),
        ("email", {"email": "piotr@"}, "Enter an email address in the correct format, like name@example.com"),
        ("phone", {"phone": "no phone"}, "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        ("connection", {}, "Select how you know health and care services"),
        ("support", {"support": "x" * 2001}, "Support you need must be 2,000 characters or less"),
    ],
)
def test_a_wrong_answer_is_kept_and_says_what_is_wrong(stranger, draft, slug, fields, error):
    draft.channel, draft.connection = Channel.EMAIL if slug == "email" else None, None

    page = stranger.get(f"/join/{slug}").press("Continue", **fields)

    assert page.errors == [error]
    typed = {name: [value.strip()] for name, value in fields.items()}
    assert typed.items() <= page.values.items()


def test_an_answer_that_was_not_offered_is_refused(stranger, draft):
    page = stranger.send("/join/contact", {"channel": "pigeon"})

    assert page.errors == ["Select an answer from the list"]
    assert draft.channel == Channel.EMAIL


def test_markup_in_an_answer_is_only_text(stranger, draft):
    stranger.get("/join/name").press("Continue", name="<script>alert(1)</script>")

    page = stranger.get("/join/check-answers")

    assert page.rows[0][1] == "<script>alert(1)</script>"
    assert not page.soup.main.find("script")


def test_the_answer_never_says_who_is_a_member(stranger, draft):
    MemberFactory(name="Piotr Zielinski", email="piotr@example.org")

    page = stranger.get("/join/check-answers").press("Send my answers", agreed="yes")

    assert page.heading == "We have your answers"


@pytest.mark.parametrize("path", ["/join", "/join/support", "/join/check-answers"])
def test_a_page_of_asking_to_join_costs_one_statement(stranger, draft, count_statements, path):
    stranger.get(path)

    with count_statements() as statements:
        stranger.get(path)

    assert len(statements) == 1
