"""Asking to join, as a stranger meets it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.members.models import Application, ApplicationState, FilledInBy
from coproduction.members.rules import DAYS_TO_ANSWER
from coproduction.notifications.models import Channel
from tests.factories import MemberFactory
from tests.members.conftest import ANSWERS
from tests.pages import Browser

SEND = "Send my answers"


@pytest.fixture
def later(monkeypatch, noon):
    """Let time pass between the first answer and the last, as it does."""
    return lambda minutes=20: monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=minutes))


def applications():
    """Return every application there is."""
    return list(db.session.scalars(select(Application).order_by(Application.id)))


def back_of(page):
    """Return where the page's way back leads."""
    return page.soup.select_one(".nhsuk-back-link")["href"]


def states(page):
    """Return the task list: each part with its state."""
    items = page.soup.select(".nhsuk-task-list__item")
    return [
        (
            " ".join(item.select_one(".nhsuk-task-list__name-and-hint").text.split()),
            " ".join(item.select_one(".nhsuk-task-list__status").text.split()),
        )
        for item in items
    ]


def test_a_stranger_asks_to_join_one_question_at_a_time(stranger, answer_all, inbox, later):
    stranger.get("/join").follow("Start now").follow("Who fills this in, and who helps")
    page = answer_all(stranger)

    assert [row[:2] for row in page.rows] == [
        ["Who fills this in", "I ask for myself"],
        ["Supporter", "Marek Zielinski brother 07700 900124"],
        ["Full name", "Piotr Zielinski"],
        ["Likes to be called", "Piotr"],
        ["Pronouns", "he/him"],
        ["Area", "Newark"],
        ["Connection to services", "Both: I use services, and I care for somebody"],
        ["Way of contact", "By email"],
        ["Email address", "piotr@example.org"],
        ["Phone number", "07700 900123"],
        ["Good times for contact", "Mornings"],
        ["Bringing to the group", "Buses matter to me"],
        ["Interests", "Meetings that help to plan services Interview panels that choose new staff"],
        ["Times to take part", "Tuesdays"],
        ["Travel", "By bus"],
        ["Ways of contact", "Not provided"],
        ["Formats", "Large print: 20 point Seen by: Coordinators only"],
        ["People who help with communication", "Not provided"],
        ["Support to talk and listen", "Not provided"],
        ["Venues", "No steps Breaks: Every hour Seen by: Coordinators, and people who run meetings and events"],
        ["Emergency contact", "Ewa, 07700 900125, my sister"],
        ["Heard about us from", "A poster"],
    ]
    later()
    page = page.press(SEND, agreed="yes")

    assert page.heading == "We have your answers"
    assert page.items[1] == "We email you within 10 working days."
    assert inbox.letters == [("piotr@example.org", "You asked to join My Life Choices")]
    assert [(one.name, one.state) for one in applications()] == [("Piotr Zielinski", ApplicationState.SUBMITTED)]


def test_the_task_list_says_how_far_each_part_is(stranger):
    page = stranger.get("/join/tasks")
    assert states(page) == [
        ("Who fills this in, and who helps", "Incomplete"),
        ("About you", "Cannot start yet"),
        ("How to contact you", "Cannot start yet"),
        ("What you would like to do", "Cannot start yet"),
        ("What you need to take part", "Cannot start yet"),
        ("Last questions", "Cannot start yet"),
        ("Check your answers and send them", "Cannot start yet"),
    ]

    page = page.follow("Who fills this in, and who helps").press("Continue", filled_in_by="myself").press("Continue")
    assert [state for _, state in states(page)] == [
        "Completed",
        "Incomplete",
        "Incomplete",
        "Optional",
        "Optional",
        "Optional",
        "Cannot start yet",
    ]

    page = page.follow("What you would like to do").press("Continue", about="Buses")
    assert page.heading == "What would you like to do? (optional)"
    page = stranger.get("/join/tasks")
    assert dict(states(page))["What you would like to do"] == "Incomplete"
    assert page.follow("What you would like to do").heading == "What would you like to do? (optional)"


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


def test_a_change_leads_back_to_check_your_answers(stranger, draft):
    page = stranger.get("/join/check-answers").follow("Change area").press("Continue", area="Mansfield")

    assert (page.address, draft.area) == ("/join/check-answers", "Mansfield")
    assert back_of(page.follow("Change area")) == "/join/check-answers"


def test_back_leads_to_the_question_before_and_then_to_the_task_list(stranger, draft):
    assert back_of(stranger.get("/join/known-as")) == "/join/name"
    assert back_of(stranger.get("/join/name")) == "/join/tasks"


def test_questions_without_a_draft_lead_to_the_start(stranger):
    for path in ("/join/name", "/join/check-answers", "/join/sent", "/join/save", "/join/answers"):
        assert stranger.get(path).address == "/join"


def test_nothing_is_asked_before_we_know_who_answers(stranger, draft):
    draft.filled_in_by = None

    assert stranger.get("/join/name").address == "/join/tasks"


def test_a_question_that_there_is_not_is_not_found(stranger):
    assert stranger.get("/join/diagnosis").status == 404


def test_nothing_is_asked_that_we_may_not_ask(stranger):
    words = stranger.get("/join/form").text.lower()

    for forbidden in ("nhs number", "diagnosis", "benefit", "national insurance", "bank", "mr, mrs", "your title"):
        assert forbidden not in words


def test_the_promise_is_the_number_that_the_group_has_set(stranger, draft, noon):
    set_number(DAYS_TO_ANSWER, 5, from_day=noon.date(), account_id=None, now=noon)

    page = stranger.get("/join/check-answers").press(SEND, agreed="yes")

    assert page.items[1] == "We email you within 5 working days."


@pytest.mark.parametrize(
    ("channel", "words"),
    [(Channel.PHONE, "We phone you"), (Channel.TEXT, "We text you"), (Channel.LETTER, "We write to you")],
)
def test_the_answer_comes_in_the_way_that_was_chosen(stranger, draft, channel, words):
    draft.channel, draft.address = channel, "1 Example Street"

    page = stranger.get("/join/check-answers").press(SEND, agreed="yes")

    assert page.items[1] == f"{words} within 10 working days."


def test_a_double_click_sends_one_application_and_one_email(stranger, draft, inbox):
    page = stranger.get("/join/check-answers")

    first, second = (page.press(SEND, agreed="yes") for _ in range(2))

    assert first.heading == second.heading == "We have your answers"
    assert (len(applications()), len(inbox.messages)) == (1, 1)


def test_an_old_page_cannot_change_what_was_sent(stranger, draft):
    page, old = stranger.get("/join/check-answers"), stranger.get("/join/name")
    page.press(SEND, agreed="yes")

    page = old.press("Continue", name="Somebody Else")

    assert page.messages == [
        "We have these answers already, so they cannot be changed here. Contact us if something is wrong."
    ]
    assert [one.name for one in applications()] == ["Piotr Zielinski"]


def test_an_old_page_of_one_draft_never_writes_into_another(stranger, draft):
    old = stranger.get("/join/area")
    stranger.client.delete_cookie("session")
    stranger.get("/join/who").press("Continue", filled_in_by="myself")

    old.press("Continue", area="Mansfield")  # with the token of the session that is gone
    assert [one.area for one in applications()] == ["Newark", None]


def test_somebody_else_can_ask_from_the_same_browser(stranger, draft):
    draft.state = ApplicationState.SUBMITTED

    page = stranger.get("/join").press("Start for somebody else")
    page.press("Continue", filled_in_by="myself")

    assert [(one.name, one.state) for one in applications()] == [
        ("Piotr Zielinski", ApplicationState.SUBMITTED),
        (None, ApplicationState.DRAFT),
    ]


def test_starting_again_deletes_what_was_answered(stranger, draft):
    page = stranger.get("/join").press("Start again")

    assert (page.address, applications()) == ("/join/who", [])


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


def test_an_answer_that_was_not_offered_is_refused(stranger, draft):
    page = stranger.send("/join/contact", {"channel": "pigeon"})

    assert page.errors == ["Select an answer from the list"]
    assert draft.channel == Channel.EMAIL


def test_markup_in_an_answer_is_only_text(stranger, draft):
    stranger.get("/join/name").press("Continue", name="<script>alert(1)</script>")

    page = stranger.get("/join/check-answers")

    assert page.rows[2][1] == "<script>alert(1)</script>"
    assert not page.soup.main.find("script")


def test_the_answer_never_says_who_is_a_member(stranger, draft):
    MemberFactory(name="Piotr Zielinski", email="piotr@example.org", area="Newark")

    page = stranger.get("/join/check-answers").press(SEND, agreed="yes")

    assert page.heading == "We have your answers"
    assert "already a member" not in page.text


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


def test_a_token_that_is_lost_costs_no_words(stranger, draft):
    page = stranger.send("/join/about", {"about": "My long story"}, with_token=False)

    assert page.status == 400
    assert page.errors == ["The page was open for too long. Your answers are still here: try again"]
    assert page.values["about"] == ["My long story"]
    page = page.press("Continue")
    assert (page.errors, draft.about) == ([], "My long story")


def test_a_cookie_that_is_lost_costs_no_words_and_no_answers(stranger, draft):
    page = stranger.get("/join/about")
    stranger.client.delete_cookie("session")

    page = page.press("Continue", about="My long story")
    assert (page.status, page.values["about"]) == (400, ["My long story"])
    page = page.press("Continue")

    assert (page.errors, draft.about) == ([], "My long story")
    assert stranger.get("/join/name").values["name"] == ["Piotr Zielinski"]


def test_ticks_come_back_when_the_token_of_the_last_page_is_lost(stranger, draft):
    page = stranger.send("/join/check-answers", {"agreed": "yes"}, with_token=False)

    assert (page.status, page.values["agreed"]) == (400, ["yes"])
    assert draft.state is ApplicationState.DRAFT
    assert page.press(SEND).heading == "We have your answers"


def test_a_robot_that_fills_in_every_box_sends_nothing_and_a_person_tries_again(stranger, draft, inbox):
    page = stranger.get("/join/check-answers").press(SEND, agreed="yes", website="https://example.org")

    assert page.errors == [
        (
            "A box that should stay empty was filled in, perhaps by your browser. We have emptied it. "
            "Your answers are still here. Press the button again"
        )
    ]
    assert (draft.state, inbox.messages) == (ApplicationState.DRAFT, [])
    assert page.press(SEND).heading == "We have your answers"


def test_a_robot_does_not_even_begin(stranger):
    page = stranger.get("/join/who").press("Continue", filled_in_by="myself", website="spam")

    assert len(page.errors) == 1
    assert applications() == []


def test_what_is_filled_in_quicker_than_anybody_reads_waits(stranger, answer_all, inbox, later):
    page = answer_all(stranger).press(SEND, agreed="yes")

    assert page.errors == [
        (
            "That was very quick, so we want to be sure that you are a person. Your answers are saved. "
            "Wait 10 seconds, then press the button again"
        )
    ]
    assert inbox.messages == []
    later(minutes=1)
    assert page.press(SEND).heading == "We have your answers"


def test_the_box_for_robots_is_out_of_reach_for_people(stranger):
    box = stranger.get("/join/who").soup.find(id="website")

    assert (box["tabindex"], box["autocomplete"], box.parent["aria-hidden"]) == ("-1", "off", "true")


def test_one_address_cannot_begin_without_end(app):
    for _ in range(60):
        assert Browser(app).send("/join/who", {"filled_in_by": "myself"}).status == 200

    assert Browser(app).send("/join/who", {"filled_in_by": "myself"}).status == 429


def test_the_form_on_paper_has_every_question(stranger):
    page = stranger.get("/join").follow("Print the form")

    headings = [heading.text for heading in page.soup.main.find_all("h3")]
    assert headings[:3] == ["Who is filling this in?", "Who helps you?", "How do you know each other?"]
    assert "What do you need at a venue?" in headings
    assert "Hearing loop" in page.items


def test_own_answers_can_be_read_and_printed_after_sending(stranger, draft):
    page = stranger.get("/join/check-answers").press(SEND, agreed="yes").follow("Read or print your answers")

    assert ["Formats", "Large print: 20 point Seen by: Coordinators only"] in page.rows
    assert "Change" not in page.text


@pytest.mark.parametrize(
    ("path", "cost"),
    [("/join", 1), ("/join/tasks", 1), ("/join/about", 1), ("/join/venues", 2), ("/join/check-answers", 2)],
)
def test_a_page_of_asking_to_join_costs_few_statements(stranger, draft, count_statements, path, cost):
    stranger.get(path)

    with count_statements() as statements:
        stranger.get(path)

    assert len(statements) == cost
