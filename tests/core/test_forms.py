"""The base of every form: refusals, the list of errors, tokens, and several forms on one page."""

from __future__ import annotations

import pytest
from wtforms.validators import InputRequired

from coproduction.core.forms import ConfirmForm, Form
from coproduction.core.nhs.fields import NHSDateInput, NHSTextInput
from coproduction.core.refusals import Refusal
from tests.core.form_pages import site
from tests.pages import Browser


class EventForm(Form):
    """A form with two fields."""

    title = NHSTextInput("Title", [InputRequired("Enter a title")])
    day = NHSDateInput("Date", [InputRequired("Enter a date")])


@pytest.fixture
def form() -> EventForm:
    """A form that nobody has filled in."""
    with site().test_request_context():
        return EventForm()


def test_a_refusal_about_a_field_stands_beside_it(form: EventForm) -> None:
    form.refuse(Refusal("The date has passed.", field="day"))

    assert form.error_list == [{"text": "The date has passed.", "href": "#day-day"}]
    assert list(form.day.errors) == ["The date has passed."]


def test_a_refusal_about_nothing_in_particular_comes_first(form: EventForm) -> None:
    form.refuse(Refusal("Enter a better title.", field="title"))
    form.refuse(Refusal("All the places have been taken."))
    form.refuse(Refusal("No such field.", field="nowhere"))

    assert form.error_list == [
        {"text": "All the places have been taken.", "href": None},
        {"text": "No such field.", "href": None},
        {"text": "Enter a better title.", "href": "#title"},
    ]


def test_errors_are_listed_in_the_order_of_the_page() -> None:
    page = Browser(site(EventForm)).post("/form")

    assert page.errors == ["Enter a title", "Enter a date"]
    assert page.title == "Error: Try a form - My Life Choices"


def test_the_button_stands_last_also_where_a_form_adds_to_another() -> None:
    class NamedConfirmForm(ConfirmForm):
        name = NHSTextInput("Name")

    with site().test_request_context():
        assert [field.name for field in NamedConfirmForm().drawn if field.name != "csrf_token"] == ["name", "submit"]


def test_what_was_right_stays_when_something_else_was_wrong() -> None:
    page = Browser(site(EventForm)).post("/form", title="Monthly meeting")

    assert page.errors == ["Enter a date"]
    assert page.values["title"] == ["Monthly meeting"]


def test_a_form_without_its_token_is_not_read() -> None:
    page = Browser(site(EventForm)).send("/form", {"title": "Monthly meeting"}, with_token=False)

    assert (page.status, page.heading) == (400, "The page was open for too long")


def test_a_confirmation_is_one_button_with_its_own_words() -> None:
    class Come(ConfirmForm):
        def __init__(self) -> None:
            super().__init__(button="Yes, I can come")

    browser = Browser(site(Come))

    assert browser.get("/form").press("Yes, I can come").messages == ["We have your answer."]
    assert browser.app.config["TAKEN"] == {"submit": True}


def test_several_forms_on_one_page_share_no_id() -> None:
    with site().test_request_context():
        hidden = str(ConfirmForm().hidden_tag())

    assert 'name="csrf_token"' in hidden
    assert "id=" not in hidden
