"""A series of meetings that a coordinator is about to make."""

from __future__ import annotations

import pytest

from tests.meetings.year_of_meetings import YEAR
from tests.pages import Browser, Page


@pytest.fixture
def dates(coordinator: Browser) -> Page:
    """The page on which the dates are chosen."""
    page = coordinator.get("/manage/events").follow("Plan a series of meetings").follow("Plan a series of meetings")
    return page.press("Show the dates", **YEAR)
