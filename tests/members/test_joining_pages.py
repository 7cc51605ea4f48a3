"""Asking to join, as a stranger meets it."""

from __future__ import annotations

import pytest

from coproduction.core.dated_settings import set_number
from coproduction.members.forms.questions import SECTIONS
from coproduction.members.kinds.needs import SEEN_BY
from coproduction.members.models import ApplicationState
from coproduction.members.rules import DAYS_TO_ANSWER
from coproduction.notifications.models import Channel
from tests.members.conftest import applications

SEND = "Send my answers"


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


AS_ANSWERED = [
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
    ["Formats", "Large print: 20 point"],
    ["People who help with communication", "Not provided"],
    ["Support to talk and listen", "Not provided"],
    ["Venues", "No steps Breaks: Every hour"],
    ["Who may know", "Large print: {} No steps: {} Breaks: {}".format(*SEEN_BY.values())],
    ["Emergency contact", "Ewa, 07700 900125, my sister"],
    ["Heard about us from", "A poster"],
]


def test_a_stranger_asks_to_join_one_question_at_a_time(stranger, answer_all, inbox, later):
    stranger.get("/join").follow("Start now").follow("Who fills this in, and who helps")
    page = answer_all(stranger)

    assert [row[:2] for row in page.rows] == AS_ANSWERED
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

    page = page.follow("Who fills this in, and who helps").press("Continue", filled_in_by="myself")
    assert page.heading == "Who helps you? (optional)"
    assert dict(states(stranger.get("/join/tasks")))["Who fills this in, and who helps"] == "Optional"
    page = page.press("Continue")
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
    assert dict(states(page))["What you would like to do"] == "Optional"
    assert page.follow("What you would like to do").heading == "What would you like to do? (optional)"


def under(page, heading):
    """Return the lines of the list that follows a heading."""
    found = page.main.find("h2", string=heading).find_next("ul")
    return [item.get_text(" ", strip=True) for item in found.find_all("li")]


def test_the_start_says_how_long_it_takes_and_what_is_asked(stranger):
    page = stranger.get("/join")

    assert under(page, "Before you start")[:2] == [
        "It takes 10 to 20 minutes.",
        "There is one question on each page. You can leave out most of them.",
    ]
    assert under(page, "What we ask") == [section.title for section in SECTIONS]
    assert page.links["read all the questions"] == "/join/form"
    assert "We do not ask for your title, your NHS number, your benefits or your bank details." in page.text


def test_the_start_leads_to_a_chat_the_phone_a_letter_the_form_on_paper_and_email(stranger):
    page = stranger.get("/join")

    assert [item.partition(".")[0].replace(" ,", ",").strip() for item in under(page, "Other ways to ask")] == [
        "Ask for a chat first",
        "Phone us on 0115 496 0000",
        "Print the form, fill it in by hand, and post it to My Life Choices, 1 Example Street, Nottingham NG1 0AA",
        "Email hello@example",
    ]
    assert "We can also post the form to you." in page.text
    other = page.main.find("h2", string="Other ways to ask").find_next("ul")
    assert [link["href"] for link in other.find_all("a")] == [
        "/join/chat",
        "tel:01154960000",
        "/join/form",
        "mailto:hello@example.org",
    ]


def test_the_first_view_of_the_parts_has_a_button_to_begin(stranger):
    page = stranger.get("/join/tasks")
    assert page.follow("Begin with the first question").address == "/join/who"

    stranger.get("/join/who").press("Continue", filled_in_by="myself")

    assert "Begin with the first question" not in stranger.get("/join/tasks").links


@pytest.mark.parametrize("path", ["/join", "/join/tasks", "/join/chat", "/join/form"])
def test_the_pages_around_the_questions_are_searched_from_and_shared_as_public_pages_are(stranger, path):
    page = stranger.get(path)

    assert page.soup.select("search input[name=q]")
    assert {tag["property"] for tag in page.soup.select("meta[property]")} == {
        "og:title",
        "og:description",
        "og:type",
        "og:site_name",
        "og:url",
    }


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


def test_own_answers_can_be_read_and_printed_after_sending(stranger, draft):
    page = stranger.get("/join/check-answers").press(SEND, agreed="yes").follow("Read or print your answers")

    assert ["Who may know", "Large print: Coordinators only"] in page.rows
    assert "Change" not in page.text


@pytest.mark.parametrize(
    ("path", "cost"),
    [("/join", 2), ("/join/tasks", 2), ("/join/about", 1), ("/join/venues", 2), ("/join/check-answers", 2)],
)
def test_a_page_of_asking_to_join_costs_few_statements(stranger, draft, count_statements, path, cost):
    stranger.get(path)

    with count_statements() as statements:
        stranger.get(path)

    assert len(statements) == cost


def test_what_happens_next_is_two_steps_and_a_number_to_press(stranger, draft, later):
    later()
    page = stranger.get("/join/check-answers").press("Send my answers", agreed="yes")

    assert len(page.main.select("ol li")) == 2
    assert [link.get_text() for link in page.main.select("a[href^='tel:']")] == ["0115 496 0000"]
