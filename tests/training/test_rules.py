"""How long a course is, in words."""

from __future__ import annotations

import pytest

from coproduction.training.models import Course
from coproduction.training.rules import length_in_words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (90, "1 hour 30 minutes"),
        (180, "3 hours"),
    ],
)
def test_a_length_reads_as_people_say_it(minutes, words):
    assert length_in_words(Course(minutes=minutes)) == words
