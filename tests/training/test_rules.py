"""How long a course is, in words, and who reads the courses."""

from __future__ import annotations

import pytest

from coproduction.training.models import Course
from coproduction.training.queries.courses import all_courses
from coproduction.training.rules.courses import length_in_words
from tests.factories import MemberFactory


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


def test_only_coordinators_read_the_list_of_courses():
    with pytest.raises(PermissionError):
        all_courses(viewer=MemberFactory().account)
