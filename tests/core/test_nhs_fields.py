"""Each kind of field: what it takes, what it refuses and in which words, and what it shows again."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wtforms.validators import InputRequired

from coproduction.core.nhs.fields import (
    Choice,
    NHSCheckbox,
    NHSCheckboxes,
    NHSDateInput,
    NHSEmailInput,
    NHSHidden,
    NHSIntegerInput,
    NHSPasswordInput,
    NHSRadios,
    NHSSelect,
    NHSSubmit,
    NHSTelInput,
    NHSTextarea,
    NHSTextInput,
    NHSTimeInput,
)
from tests.core.form_pages import browser_of, sent, taken

UNSAFE = "<script>alert('&\"')</script>"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:30", time(10, 30)),
        ("10.30am", time(10, 30)),
        ("10:30 a.m.", time(10, 30)),
        ("2pm", time(14)),
        ("2 PM", time(14)),
        ("2:30pm", time(14, 30)),
        ("14:00", time(14)),
        ("1400", time(14)),
        ("02:30", time(2, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("Midnight", time(0)),
        ("", None),
    ],
)
def test_a_time_is_taken_as_people_write_it(typed: str, meant: time | None) -> None:
    assert taken(NHSTimeInput("Start time"), typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "10:60", "13pm", "0am", "10", "soon", "10:3", "1:2:3", "٢pm"])
def test_a_time_that_is_none_is_refused_and_stays_in_its_box(typed: str) -> None:
    page = sent(NHSTimeInput("Start time"), typed)

    assert page.errors == ["Start time must be a time, like 10:30am or 2pm"]
    assert page.values == {"answer": [typed]}


def test_half_past_two_is_asked_whether_it_is_morning_or_afternoon() -> None:
    assert sent(NHSTimeInput("Start time"), "2.30").errors == ["Start time must say am or pm, like 2:30pm"]


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("14", "1", "2027"), ("14", "01", "2027"), ("14", "jan", "2027"), ("14", "January", "2027")],
)
def test_a_date_is_taken_with_its_month_as_a_number_or_a_word(day: str, month: str, year: str) -> None:
    browser = browser_of(answer=NHSDateInput("Date"))

    browser.post("/form", {"answer[day]": day, "answer[month]": month, "answer[year]": year})

    assert browser.app.config["TAKEN"] == {"answer": date(2027, 1, 14)}


@pytest.mark.parametrize(
    ("day", "month", "year", "error"),
    [
        ("31", "6", "2027", "Date must be a real date"),
        ("29", "2", "2027", "Date must be a real date"),
        ("0", "1", "2027", "Date must be a real date"),
        ("x", "y", "2027", "Date must be a real date"),
        ("-1", "1", "2027", "Date must be a real date"),
        ("", "6", "2027", "Date must include a day"),
        ("", "", "2027", "Date must include a day and month"),
        ("1", "6", "", "Date must include a year"),
        ("1", "6", "27", "Year must include 4 numbers"),
        ("", "", "", "Enter the date"),
    ],
)
def test_a_wrong_date_is_explained_and_stays_in_its_boxes(day: str, month: str, year: str, error: str) -> None:
    browser = browser_of(answer=NHSDateInput("Date", [InputRequired("Enter the date")]))

    page = browser.post("/form", {"answer[day]": day, "answer[month]": month, "answer[year]": year})

    assert page.errors == [error]
    assert page.values == {"answer[day]": [day], "answer[month]": [month], "answer[year]": [year]}


def test_the_error_of_a_date_leads_to_the_part_that_is_missing() -> None:
    browser = browser_of(answer=NHSDateInput("Date of birth", birthday=True))

    page = browser.post("/form", {"answer[day]": "1", "answer[month]": "6", "answer[year]": ""})

    assert page.links == {"Date of birth must include a year": "#answer-year"}
    wrong = page.soup.select(".nhsuk-input--error")
    assert [(box["id"], box["autocomplete"]) for box in wrong] == [("answer-year", "bday-year")]


def test_a_question_about_a_date_is_called_by_its_name_in_errors() -> None:
    field = NHSDateInput("When were you born?", called="Date of birth")

    page = browser_of(answer=field).post("/form", {"answer[day]": "31", "answer[month]": "6", "answer[year]": "1984"})

    assert page.errors == ["Date of birth must be a real date"]


@pytest.mark.parametrize(("typed", "meant"), [("12", 12), (" 1,200 ", 1200), ("-3", -3), ("0", 0), ("", None)])
def test_a_whole_number_is_taken_with_its_commas(typed: str, meant: int | None) -> None:
    assert taken(NHSIntegerInput("Number of places"), typed) == meant


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("2.5", "Number of places must be a whole number, like 12"),
        ("two", "Number of places must be a whole number, like 12"),
        ("٣", "Number of places must be a whole number, like 12"),
        ("99999999999", "Number of places must be a smaller number"),
        ("9" * 5000, "Number of places must be a smaller number"),
    ],
)
def test_a_number_that_cannot_be_kept_is_refused_and_stays_in_its_box(typed: str, error: str) -> None:
    page = sent(NHSIntegerInput("Number of places"), typed)

    assert page.errors == [error]
    assert page.values == {"answer": [typed]}


def test_text_is_kept_without_stray_spaces_and_lines_keep_their_ends() -> None:
    assert taken(NHSTextInput("Name"), "  Amina   Rahman\r\n") == "Amina Rahman"
    assert taken(NHSTextarea("Why"), "\r\n One\r\n\r\nTwo  ") == "One\n\nTwo"
    assert taken(NHSPasswordInput("Password"), "  a  b ") == "  a  b "


def test_spaces_alone_are_no_answer() -> None:
    assert sent(NHSTextInput("Name", [InputRequired("Enter your name")]), "   ").errors == ["Enter your name"]


@pytest.mark.parametrize(
    ("field", "length", "error"),
    [
        (NHSTextInput("Name"), 201, "Name must be 200 characters or less"),
        (NHSTextInput("Name", max_length=10), 11, "Name must be 10 characters or less"),
        (NHSTextInput("What is your name?"), 201, "Your answer must be 200 characters or less"),
        (NHSTextarea("Why"), 4001, "Why must be 4,000 characters or less"),
        (NHSEmailInput("Email address"), 255, "Email address must be 254 characters or less"),
        (NHSTelInput("Phone"), 41, "Phone must be 40 characters or less"),
    ],
)
def test_an_answer_that_is_too_long_is_refused_in_words_and_kept(field: Any, length: int, error: str) -> None:
    page = sent(field, "y" * length)

    assert page.errors == [error]
    assert page.values == {"answer": ["y" * length]}


@pytest.mark.parametrize(
    "field", [NHSTextInput("Name"), NHSTextarea("Name"), NHSEmailInput("Name"), NHSTelInput("Name")]
)
def test_a_character_that_no_database_should_hold_is_refused(field: Any) -> None:
    page = sent(field, "07700\x00900982")

    assert page.errors == ["Name has a character that we cannot keep. Type it again"]
    assert page.values == {"answer": ["07700900982"]}


@pytest.mark.parametrize("typed", ["amina", "amina@", "@example.org", "a b@example@org", "amina@example"])
def test_an_email_address_without_its_parts_is_refused_and_stays(typed: str) -> None:
    page = sent(NHSEmailInput("Email address"), typed)

    assert page.errors == ["Enter an email address in the correct format, like name@example.com"]


def test_a_good_email_address_is_taken_without_spaces() -> None:
    assert taken(NHSEmailInput("Email address"), " amina @Example.ORG ") == "amina@example.org"


@pytest.mark.parametrize("typed", ["0115 496 0000", "+44 (0)115 496 0000", "07700 900 982", "0115 496 0000 ext 12"])
def test_a_phone_number_is_taken_as_people_write_it(typed: str) -> None:
    assert taken(NHSTelInput("Phone number"), typed) == typed


@pytest.mark.parametrize("typed", ["12", "my mobile", "1" * 30])
def test_a_phone_number_that_cannot_be_rung_is_refused(typed: str) -> None:
    assert sent(NHSTelInput("Phone number"), typed).errors == [
        "Enter a phone number, like 01632 960 001 or 07700 900 982"
    ]


def test_a_form_knows_which_button_was_pressed() -> None:
    browser = browser_of(yes=NHSSubmit("Yes, I can come"), no=NHSSubmit("No, I cannot", variant="secondary"))

    browser.get("/form").press("No, I cannot")

    assert browser.app.config["TAKEN"] == {"yes": False, "no": True}


def test_a_hidden_value_that_no_page_of_ours_sends_is_refused_without_a_link() -> None:
    browser = browser_of(answer=NHSHidden())

    page = browser.send("/form", {"answer": "a\x00b"})

    assert page.errors == ["Something went wrong with this page. Open it again and try once more"]
    assert page.links == {}


def test_a_password_is_never_sent_back() -> None:
    browser = browser_of(
        answer=NHSPasswordInput("Password"), name=NHSTextInput("Name", [InputRequired("Enter a name")])
    )

    page = browser.post("/form", answer="correct horse battery staple")

    assert "horse" not in page.html


def every_field(text: str) -> dict[str, Any]:
    """Make one field of each kind, with the text wherever words can stand."""
    words: dict[str, Any] = {"label": text, "description": text, "validators": [InputRequired(text)]}
    choices: dict[str, Any] = {"choices": [Choice("a", text, text), Choice(text, "b")]}
    return {
        "text": NHSTextInput(**words, prefix=text, suffix=text),
        "area": NHSTextarea(**words, spellcheck=False),
        "email": NHSEmailInput(**words),
        "phone": NHSTelInput(**words),
        "password": NHSPasswordInput(**words),
        "number": NHSIntegerInput(**words),
        "time": NHSTimeInput(**words),
        "date": NHSDateInput(**words),
        "radios": NHSRadios(**words, **choices),
        "boxes": NHSCheckboxes(**words, **choices),
        "box": NHSCheckbox(**words),
        "select": NHSSelect(**words, **choices, blank=text),
        "hidden": NHSHidden(),
        "button": NHSSubmit(text),
    }


def test_labels_hints_values_and_errors_cannot_smuggle_in_html() -> None:
    browser = browser_of(**every_field(UNSAFE))
    answers = dict.fromkeys(
        ("text", "area", "email", "phone", "password", "number", "time", "hidden", "radios"), UNSAFE
    )

    empty = browser.get("/form")
    failed = browser.send("/form", answers | {"date[day]": UNSAFE})

    assert len(failed.errors) > 5
    for page in (empty, failed):
        assert [str(script["src"]).split("?")[0] for script in page.soup.find_all("script")] == ["/static/app.js"]
        assert "<script>alert" not in page.html


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from([*every_field("x"), "date[day]", "date[month]", "date[year]"]), st.text(max_size=300)
    )
)
def test_whatever_is_sent_the_answer_is_a_page_we_would_show(answers: dict[str, str]) -> None:
    assert browser_of(**every_field("Something")).send("/form", answers).status == 200
