"""What is kept apart from everything else: a worry for the safeguarding lead, and the equality answers of last year."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.demo.book import Book
from coproduction.demo.people import EWA, NUMBER_OF
from coproduction.members.kinds.equality import PREFER_NOT
from coproduction.members.models import EqualityCount, RestrictedNote

ABOUT = "Dennis"
WORRY = "Dennis told me that somebody comes to his door each week and asks for money. He gives it, and is afraid."
NOTED_DAYS_AGO = 3
# How often each answer was given, most of them often enough to be shown.
GIVEN: Mapping[str, Mapping[str, int]] = {
    "age": {"25-34": 7, "35-44": 6, "45-54": 11, "55-64": 9, "65-74": 3},
    "condition": {"yes": 27, "no": 9},
    "effect": {"a-lot": 16, "a-little": 13, "not-at-all": 7},
    "ethnic_group": {"white": 19, "asian": 8, "black": 7, "mixed": 2},
    "ethnic_background_asian": {"asian-pakistani": 6, "asian-indian": 2},
    "religion": {"none": 12, "christian": 14, "muslim": 7, PREFER_NOT: 3},
    "sex": {"female": 21, "male": 15},
    "gender": {"yes": 31, PREFER_NOT: 2},
}


def write_confidences(book: Book) -> None:
    """Write a restricted note that waits for the safeguarding lead, and what was counted in the year that is over."""
    book.rows.add(
        RestrictedNote,
        member_id=NUMBER_OF[ABOUT],
        written_at=book.moment(NOTED_DAYS_AGO),
        written_by_id=EWA,
        words=WORRY,
        settled_at=None,
    )
    for question, answers in GIVEN.items():
        for answer, given in answers.items():
            book.rows.add(EqualityCount, year=book.today.year - 1, question=question, answer=answer, given=given)
