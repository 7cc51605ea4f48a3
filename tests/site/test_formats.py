"""Asking for another format: what becomes a task for a coordinator, and what is said back."""

from datetime import timedelta

import pytest

from coproduction.core.dated_settings import set_number
from coproduction.notifications.models import Channel
from coproduction.site import actions
from coproduction.site.kinds import REPLY_DAYS, FormatRequest

ASK = "/contact/another-format"
FILLED = {"about": "What is a personal health budget?", "formats": ["Large print", "Audio"], "name": "Dennis Whitlock"}


def asks(**changed):
    usual = {
        "about": "Payment and costs",
        "formats": ("Easy Read",),
        "details": "",
        "name": "Kieran Doyle",
        "channel": Channel.EMAIL,
        "where": "kieran@example.org",
    }
    return FormatRequest(**{**usual, **changed})


def test_by_phone_it_is_a_call_to_make(stranger, coordinator, inbox):
    page = stranger.get(ASK).press("Send my request", **FILLED, channel="phone", where="0115 496 0102")

    assert page.heading == "We have your request"
    assert "within 5 working days" in page.text
    [call] = inbox.messages
    assert (call.channel, call.to_address) == (Channel.PHONE, "0115 496 0102")
    assert "Ring Dennis Whitlock" in coordinator.get("/to-do").links
    assert "Large print, Audio" in coordinator.get(f"/contact-tasks/{call.id}").text


def test_by_text_it_is_a_text_to_send(stranger, coordinator, inbox):
    stranger.get(ASK).press("Send my request", **FILLED, channel="text", where="07700 900 982")

    assert [(message.channel, message.to_address) for message in inbox.messages] == [(Channel.TEXT, "07700 900 982")]
    assert "Send a text to Dennis Whitlock" in coordinator.get("/to-do").links


def test_by_letter_it_is_a_letter_to_post(stranger, inbox):
    stranger.get(ASK).press("Send my request", **FILLED, channel="letter", where="1 Example Street")

    assert [(message.channel, message.to_address) for message in inbox.messages] == [
        (Channel.LETTER, "1 Example Street")
    ]


def test_by_email_the_coordinators_are_told_and_so_is_the_person(stranger, inbox):
    stranger.get(ASK).press("Send my request", **FILLED, channel="email", where="Dennis@Example.org")

    assert inbox.letters == [
        ("dennis@example.org", "You asked for another format"),
        ("hello@example.org", "Somebody asked for another format"),
    ]


def test_what_somebody_typed_is_not_sent_to_an_address_that_they_typed(noon, inbox):
    actions.ask_for_format(asks(about="Win a prize", details="Ring 0900 now", name="You won"), now=noon)

    to_them, to_us = inbox.messages
    everything = f"{to_them.to_name} {to_them.subject} {to_them.text} {to_them.html}"
    assert [typed for typed in ("prize", "0900", "You won") if typed in everything] == []
    assert "Win a prize" in to_us.text


def test_a_second_press_changes_nothing(noon, inbox):
    actions.ask_for_format(asks(), now=noon)
    actions.ask_for_format(asks(), now=noon)

    assert len(inbox.messages) == 2


def test_an_address_gets_one_email_a_day_whatever_is_asked_for_it(noon, inbox):
    for about in ("Meetings", "Training", "Payment and costs"):
        actions.ask_for_format(asks(about=about), now=noon)
    actions.ask_for_format(asks(), now=noon + timedelta(days=1))

    to = [message.to_address for message in inbox.messages]
    assert (to.count("kieran@example.org"), to.count("hello@example.org")) == (2, 4)


def test_how_soon_we_answer_is_a_number_that_people_set(noon, inbox):
    set_number(REPLY_DAYS, 8, from_day=noon.date(), account_id=None, now=noon)
    actions.ask_for_format(asks(), now=noon)

    assert "within 8 working days" in inbox.messages[0].text


@pytest.mark.parametrize(
    ("channel", "where", "error"),
    [
        ("email", "", "Enter your email address, phone number or address"),
        ("email", "0115 496 0102", "Enter an email address in the correct format, like name@example.com"),
        ("phone", "dennis@example.org", "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        ("text", "dennis@example.org", "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        ("letter", "", "Enter your email address, phone number or address"),
    ],
)
def test_where_to_reach_somebody_fits_the_way_they_chose_and_what_was_typed_stays(
    stranger, inbox, channel, where, error
):
    page = stranger.get(ASK).press("Send my request", **FILLED, channel=channel, where=where)

    assert page.errors == [error]
    assert page.values["name"] == ["Dennis Whitlock"]
    assert page.values["formats"] == ["Large print", "Audio"]
    assert page.values["where"] == [where]
    assert inbox.messages == []


def test_an_empty_form_says_what_is_missing(stranger):
    page = stranger.get(ASK).press("Send my request")

    assert page.errors == [
        "Enter what you would like to read",
        "Select a format",
        "Enter your name",
        "Select how we should contact you",
        "Enter your email address, phone number or address",
    ]


def test_the_form_knows_from_which_page_somebody_came(stranger):
    page = stranger.get("/get-involved/payment").follow("Get this page in another format")

    assert page.values["about"] == ["Payment and costs"]
    assert stranger.get(f"{ASK}?about=<b>").values["about"] == [""]


def test_a_request_writes_nothing_until_it_is_sent(stranger, inbox):
    stranger.get(ASK)

    assert inbox.messages == []


def test_one_place_cannot_ask_without_end(stranger, inbox):
    for number in range(20):
        page = stranger.get(ASK).press(
            "Send my request", **FILLED, details=f"{number}", channel="letter", where="1 Example Street"
        )
        assert page.heading == "We have your request"

    assert stranger.post(ASK).status == 429
    assert stranger.get(ASK).status == 200
    assert len(inbox.messages) == 20


def test_the_form_says_what_it_is_not_for(stranger):
    page = stranger.get(ASK)

    assert "In an emergency, call 999." in page.text
    assert page.links["who to tell if somebody is not safe"] == "/contact/not-safe"
