"""Every public page and every email reads easily; Easy Read more easily still."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template
from werkzeug.test import TestResponse

from tests.every_page import every_public_page
from tests.pages import Browser
from tests.reading_age import (
    Reading,
    is_passage,
    passages_of,
    reading_of,
    sentences_in,
    sentences_of,
    syllables_of,
    terms,
)

COPRODUCTION = Path(__file__).parent.parent / "coproduction"
EMAILS = COPRODUCTION / "templates" / "emails"
FAULTS = sorted({path.stem for path in (COPRODUCTION / "templates" / "errors").glob("*.html")} - {"page"})
WRITTEN = [
    *COPRODUCTION.rglob("*.md"),
    *COPRODUCTION.rglob("*.html"),
    *COPRODUCTION.parent.glob("*.toml"),
    COPRODUCTION.parent / "config.py",
]
HIGHEST, HIGHEST_EASY_READ = 8, 5  # grades
SAID = re.compile(r"\{\{\s*link\(\"([^\"]*)\".*?\}\}")
SHOWN = re.compile(r"\{\{.*?\}\}")
LOGIC = re.compile(r"\{%.*?%\}\n?")


def refuse(hard: dict[str, Reading]) -> None:
    """Fail with each page that is too hard, its grade, and the sentences to begin with."""
    lines = [
        f"{name} has grade {reading.grade:.1f}. Its hardest sentences:\n"
        + "\n".join(f"    {sentence}" for sentence in reading.hardest[:5])
        for name, reading in hard.items()
    ]
    assert not lines, "These are too hard to read:\n" + "\n".join(lines)


def test_every_public_page_can_be_read(app: Flask, stranger: Browser) -> None:
    hard: dict[str, Reading] = {}
    read = dict[str, bytes]()
    for address, response in every_public_page(app, stranger):
        if read.get(address) != response.data:  # most pages are the same both times
            hard |= too_hard(address, response)
        read[address] = response.data

    refuse(hard)


def too_hard(address: str, response: TestResponse) -> dict[str, Reading]:
    """Return the page with its reading if it is too hard."""
    if response.mimetype != "text/html" or response.status_code != 200:
        return {}
    [main] = BeautifulSoup(response.get_data(as_text=True), "html.parser").find_all("main")
    return too_hard_in(main, address, highest=HIGHEST_EASY_READ if address.startswith("/easy-read") else HIGHEST)


def too_hard_in(main: Tag, name: str, *, highest: int) -> dict[str, Reading]:
    """Return the whole page if it is too hard, and each passage that is: on a long easy page one could hide."""
    passages = list(passages_of(main))
    readings = {name: reading_of(sentence for _, sentences in passages for sentence in sentences)} | {
        f"{name}, under “{heading}”": reading_of(sentences) for heading, sentences in passages if is_passage(sentences)
    }
    return {name: reading for name, reading in readings.items() if reading.grade > highest}


def test_every_part_of_an_easy_read_page_can_be_read(app: Flask) -> None:
    """A page of many short sentences would hide a hard one, so here each heading is measured by itself."""
    parts = {
        f"{page.name}: {part.heading}": reading_of(
            words
            for idea in part.ideas
            for sentence in idea.sentences
            for words in sentences_in(BeautifulSoup(sentence, "html.parser").get_text())
        )
        for page in app.extensions["easy_pages"].values()
        for part in page.parts
    }

    refuse({name: reading for name, reading in parts.items() if reading.grade > HIGHEST_EASY_READ})


@pytest.mark.parametrize("template", FAULTS)
def test_every_page_about_a_fault_can_be_read(app: Flask, template: str) -> None:
    with app.test_request_context():
        [main] = BeautifulSoup(render_template(f"errors/{template}.html"), "html.parser").find_all("main")

    reading = reading_of(sentences_of(main))

    refuse({template: reading} if reading.grade > HIGHEST else {})


@pytest.mark.parametrize("template", sorted(path.relative_to(EMAILS).as_posix() for path in EMAILS.rglob("*.md")))
def test_every_email_can_be_read(template: str) -> None:
    reading = reading_of(sentences_in_email((EMAILS / template).read_text(encoding="utf-8")))

    refuse({template: reading} if reading.grade > HIGHEST else {})


def sentences_in_email(source: str) -> Iterator[str]:
    """Return all the sentences that an email can hold, whichever of them it sends: a name stands for each value."""
    words = LOGIC.sub("\n\n", SHOWN.sub("Sam", SAID.sub(r"\1", source))).replace("**", "")
    for block in re.split(r"\n\s*\n|\n(?=[-\d])", words):
        yield from sentences_in(re.sub(r"^(?:#+|-|\d+\.|Subject:)\s+", "", block.strip()))


def test_hard_words_and_long_sentences_have_a_high_grade() -> None:
    hard = "Participation necessitates comprehensive consideration of organisational accountability."
    reading = reading_of(["We meet in the hall.", hard])

    assert reading_of(["We meet in the hall."]).grade < 0
    assert reading.grade > 18
    assert reading.hardest == [hard, "We meet in the hall."]


def test_the_grade_is_that_of_kincaid() -> None:
    reading = reading_of(["The cat sat on the mat.", "The rabbit ate a green leaf there."])

    assert reading.grade == pytest.approx(0.39 * 13 / 2 + 11.8 * 14 / 13 - 15.59)  # 13 words with 14 syllables


@pytest.mark.parametrize(
    ("word", "syllables"), [("idea", 3), ("people", 2), ("care", 1), ("equals", 2), ("Zielinski", 3), ("table", 2)]
)
def test_syllables_are_those_that_people_say(word: str, syllables: int) -> None:
    assert syllables_of(word) == syllables


EASY = "<p>We meet in the hall.</p>" * 60
HARD = "Participation necessitates comprehensive consideration of organisational accountability. " * 3


def test_one_hard_passage_cannot_hide_on_an_easy_page() -> None:
    page = BeautifulSoup(f"<main><h1>Us</h1>{EASY}<h2>The law</h2><p>{HARD}</p></main>", "html.parser")

    assert reading_of(sentences_of(page)).grade < HIGHEST
    assert list(too_hard_in(page, "/about", highest=HIGHEST)) == ["/about, under “The law”"]


def test_a_hard_table_cannot_hide_either() -> None:
    table = f"<table><tbody><tr><th>What</th><td>{HARD}</td></tr></tbody></table>"
    page = BeautifulSoup(f"<main><h1>Us</h1>{EASY}<h2>The law</h2>{table}</main>", "html.parser")

    assert list(too_hard_in(page, "/about", highest=HIGHEST)) == ["/about, under “The law”"]


def test_a_passage_is_measured_from_20_words_on() -> None:
    assert [is_passage(["We meet in the big hall."] * times) for times in (3, 4)] == [False, True]  # 18 words, 24


def test_a_term_with_a_full_stop_in_it_is_one_term() -> None:
    [law] = [term for term in terms() if "(No. 2)" in term.words]

    assert list(sentences_in(f"We keep to the {law.words}.")) == [f"We keep to the {law.say}."]


def test_scraps_menus_and_addresses_do_not_count() -> None:
    page = BeautifulSoup(
        "<main><nav><p>Please read the other incomprehensible considerations.</p></nav><p>Yes please do.</p>"
        "<p>Write to hello@example.org or ring 0115 496 0000 now.</p></main>",
        "html.parser",
    )

    assert list(sentences_of(page)) == ["Yes please do.", "Write to it or ring it now."]
    assert reading_of(["Yes please do."]) == Reading(0.0, [])


def test_a_block_inside_a_block_is_read_once() -> None:
    page = BeautifulSoup("<ul><li><p>We meet in the hall.</p></li></ul>", "html.parser")

    assert list(sentences_of(page)) == ["We meet in the hall."]


def test_a_question_in_a_heading_is_read_and_a_heading_of_a_few_words_is_not() -> None:
    page = BeautifulSoup("<main><h1>Who can join our group?</h1><h2>Who can join our group</h2></main>", "html.parser")

    assert list(sentences_of(page)) == ["Who can join our group?"]


def test_every_term_that_we_allow_has_a_reason_and_something_easier_in_its_place() -> None:
    for term in terms():
        assert term.why.endswith("."), term
        assert reading_of([f"We talk about {term.say} here."]).grade < HIGHEST, term
        assert len(term.say.split()) >= len(term.words.split()) - 4, term


def test_every_term_that_we_allow_is_used() -> None:
    written = " ".join(file.read_text(encoding="utf-8").lower() for file in WRITTEN)

    assert [term.words for term in terms() if term.words.lower() not in written] == []


def test_an_email_is_read_with_all_that_it_may_say() -> None:
    source = (
        'Subject: Hi\n\nDear {{ name }},\n\n{% if a %}\nYou are in.\n{% endif %}\n- {{ link("Go there now", url) }}\n'
    )

    assert list(sentences_in_email(source)) == ["Hi", "Dear Sam,", "You are in.", "Go there now"]
