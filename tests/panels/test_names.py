"""Which words of a text name a candidate, and which are words."""

from __future__ import annotations

import pytest

from coproduction.core.refusals import Refusal
from coproduction.panels.rules.names import named_in, refuse_names_in, without_names

NAMES = (
    "Jo Bloggs",
    "Jordan Lee",
    "Zo\u00eb Fox",
    "Grace Obi",
    "May Hill",
    "Ann Young",
    "Dr Will Power (internal, 2pm)",
    "Thi An Do",
    "Ludwig van Beek",
    "nia price",
    "M\u00e1ir\u00edn O\u2019Shea",
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("They chose Jo Bloggs.", "Jo Bloggs"),
        ("Bloggs starts soon.", "Bloggs"),
        ("they chose BLOGGS", "Bloggs"),
        ("jordan was close", "Jordan"),
        ("JORDAN WAS CLOSE", "Jordan"),
        ("They chose Zoe\u0308.", "Zo\u00eb"),
        ("they chose zoe", "Zo\u00eb"),
        ("M\u00c1IR\u00cdN was", "M\u00e1ir\u00edn"),
        ("We liked shea best", "Shea"),
        ("The team chose Grace.", "Grace"),
        ("Grace was close.", "Grace"),
        ("We met. Grace\u2019s answers were kind.", "Grace"),
        ("They chose GRACE.", "Grace"),
        ("They chose grace obi.", "Grace Obi"),
        ("OBI, GRACE", "Grace Obi"),
        ("They chose May.", "May"),
        ("In the end May, who starts soon", "May"),
        ("It was May Hill", "May Hill"),
        ("They chose Young.", "Young"),
        ("The best was Will.", "Will"),
        ("will power was close", "Dr Will Power"),
        ("Thi Do was close", "Thi An Do"),
        ("They asked van Beek", "Beek"),
        ("They chose Price", "price"),
    ],
)
def test_a_name_is_found_however_it_is_written(words, name):
    assert name in [named.name for named in named_in(words, NAMES)]
    with pytest.raises(Refusal, match="Leave out"):
        refuse_names_in(words, NAMES, field="words")


@pytest.mark.parametrize(
    "words",
    [
        "The team may ask again. May we ask you too? They will start in May.",
        "Somebody starts in early May or June, on 3 May, by the 4th of May, or May 2027.",
        "The grace with which you asked made the day. Good questions!",
        "Young people liked your questions. Young at heart!",
        "Will you come again? You have the power to change things, at no price.",
        "We do thank you. An answer to a question: do it again.",
        "The van was late, and the internal candidate rang at 2pm.",
        "Foxes and the leeway of a joke. They rose to it.",
        "Dr is not a name. O is a letter.",
    ],
)
def test_a_word_that_is_a_name_by_chance_is_taken(words):
    assert [named.name for named in named_in(words, NAMES)] == []


def test_names_are_taken_out_of_words_that_stay():
    words = "Jo Bloggs was kind. grace obi may come in May; Grace\u2019s answers and zo\u00eb\u2019s."

    assert without_names(words, NAMES) == (
        "(a candidate) was kind. (a candidate) may come in May; (a candidate)\u2019s answers and (a candidate)\u2019s."
    )
