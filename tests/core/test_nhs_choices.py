"""Fields that people choose in: what they make of a choice, and what they refuse."""

from __future__ import annotations

import enum
from typing import Any

import pytest
from bs4 import BeautifulSoup
from wtforms.validators import InputRequired

from coproduction.core.nhs.fields import Choice, NHSCheckbox, NHSCheckboxes, NHSRadios, NHSSelect, NHSTextInput
from tests.core.form_pages import browser_of, taken


class Channel(enum.StrEnum):
    """Ways to reach people."""

    EMAIL = "email"
    PHONE = "phone"


CHANNELS = [Choice(Channel.EMAIL, "Email"), Choice(Channel.PHONE, "Phone", "We ring between 9am and 5pm")]


def channel_field(kind: Any) -> Any:
    """Make a field that offers the channels."""
    return kind("Channel", [InputRequired("Select a channel")], choices=CHANNELS, coerce=Channel)


@pytest.mark.parametrize("kind", [NHSRadios, NHSSelect])
def test_a_choice_becomes_what_it_stands_for(kind: Any) -> None:
    assert taken(channel_field(kind), "phone") is Channel.PHONE


@pytest.mark.parametrize("kind", [NHSRadios, NHSSelect, NHSCheckboxes])
def test_a_choice_that_was_not_offered_is_refused(kind: Any) -> None:
    browser = browser_of(answer=channel_field(kind))

    assert browser.send("/form", {"answer": "pigeon"}).errors == ["Select an answer from the list"]
    assert browser.send("/form", {}).errors == ["Select a channel"]


def test_a_number_that_was_not_offered_is_refused() -> None:
    browser = browser_of(answer=NHSRadios("Role", choices=[(1, "Chair")], coerce=int))

    assert browser.send("/form", {"answer": "2"}).errors == ["Select an answer from the list"]
    assert taken(NHSRadios("Role", choices=[(1, "Chair")], coerce=int), "1") == 1


def test_several_boxes_can_be_ticked_and_none() -> None:
    field = NHSCheckboxes("Channels", choices=CHANNELS, coerce=Channel)

    assert taken(field, ["email", "phone"]) == [Channel.EMAIL, Channel.PHONE]
    assert taken(field, None) == []


def test_the_error_of_a_choice_leads_to_its_first_control() -> None:
    page = browser_of(answer=channel_field(NHSRadios), other=channel_field(NHSCheckboxes)).send("/form", {})

    assert [link["href"] for link in page.soup.select(".nhsuk-error-summary a")] == ["#answer", "#other"]
    assert [page.soup.find(id=name)["value"] for name in ("answer", "other")] == ["email", "email"]  # type: ignore[index]


def test_one_box_is_ticked_or_not() -> None:
    assert taken(NHSCheckbox("I agree"), "yes") is True
    assert taken(NHSCheckbox("I agree"), None) is False


def test_another_field_can_stand_beneath_the_box_that_needs_it() -> None:
    with browser_of().app.test_request_context():
        form = browser_of(channel=channel_field(NHSCheckboxes), number=NHSTextInput("Number")).app.config["FORM"]()
        drawn = BeautifulSoup(form.channel(reveal={"phone": form.number}), "html.parser")

    assert [box["data-aria-controls"] for box in drawn.select("[data-aria-controls]")] == ["conditional-channel-2"]
    assert drawn.select_one("#conditional-channel-2 input#number")
