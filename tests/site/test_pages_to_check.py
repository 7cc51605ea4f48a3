"""The pages that somebody looks at again after a time, on the coordinator's to-do list."""

from datetime import date
from typing import NamedTuple

import pytest

from coproduction.core.dated_settings import set_number
from coproduction.site.kinds import PAGE_CHECK_DAYS
from coproduction.site.queries.to_do.pages import pages_to_check
from tests.factories import (
    MemberFactory,
    StaffFactory,
)


@pytest.fixture
def pages_of(noon):
    """Look at the pages to check, of those checked on these days, as (what, why, when)."""

    def _pages_of(pages, easy_pages=(), viewer=None):
        lists = pages_to_check(pages, easy_pages=easy_pages, viewer=viewer or StaffFactory(), now=noon)
        return {tasks.name: [tuple(task)[:4] for task in tasks.tasks] for tasks in lists}

    return _pages_of


class Checked(NamedTuple):
    name: str
    checked: date
    title: str = "Cookies"
    owner: str = "Co-production lead"


def test_a_page_that_was_checked_a_year_ago_is_to_be_checked_again(pages_of):
    a_year_ago = Checked("legal/cookies", date(2026, 1, 4))
    longer_ago = Checked("legal/privacy", date(2026, 1, 3), title="Privacy")

    assert pages_of([a_year_ago, longer_ago]) == {
        "pages": [
            (
                "legal/privacy",
                "Check Privacy",
                "Is it still right? Co-production lead looks after it.",
                "Checked 3 January 2026",
            )
        ]
    }


def test_the_page_that_was_checked_longest_ago_comes_first(pages_of):
    pages = [Checked("b", date(2025, 2, 1)), Checked("a", date(2025, 2, 1)), Checked("c", date(2025, 1, 1))]

    assert [task[0] for task in pages_of(pages)["pages"]] == ["c", "a", "b"]


def test_easy_read_pages_are_checked_too(pages_of):
    assert list(pages_of([], [Checked("join", date(2025, 1, 1))])) == ["easy-pages"]


def test_how_long_a_page_stands_is_a_number_that_people_set(pages_of, noon):
    page = Checked("legal/cookies", date(2026, 12, 1))
    set_number(PAGE_CHECK_DAYS, 30, from_day=noon.date(), account_id=None, now=noon)

    assert list(pages_of([page])) == ["pages"]


def test_pages_to_check_are_for_staff_alone(pages_of):
    assert pages_of([Checked("a", date(2025, 1, 1))], viewer=MemberFactory().account) == {}
