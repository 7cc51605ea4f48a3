"""When papers are due, who is told that they are late, and what the report counts of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.meetings.rules import CLEAR_DAYS, is_late, papers_due
from coproduction.schedule.models import EventState
from coproduction.site.queries.to_do.papers import papers_to_send
from tests.factories import (
    MeetingFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.meetings.sent_papers import EASY, STANDARD, add_paper, meeting_with, send


@pytest.mark.parametrize(
    ("starts_at", "clear_days", "due"),
    [
        (datetime(2027, 1, 14, 10, 30, tzinfo=UTC), 7, date(2027, 1, 6)),
        (datetime(2027, 3, 31, 23, 30, tzinfo=UTC), 7, date(2027, 3, 24)),  # 1 April by the UK's clocks
        (datetime(2027, 1, 14, 10, 30, tzinfo=UTC), 1, date(2027, 1, 12)),
    ],
)
def test_clear_days_lie_between_the_day_papers_go_and_the_day_of_the_meeting(starts_at, clear_days, due):
    assert papers_due(starts_at, clear_days=clear_days) == due


@pytest.mark.parametrize(
    ("sent_at", "late"),
    [
        (datetime(2027, 6, 1, 22, 59, tzinfo=UTC), False),
        (datetime(2027, 6, 1, 23, 1, tzinfo=UTC), True),  # after midnight by the UK's clocks
        (None, True),
    ],
)
def test_a_paper_is_late_from_the_day_after_it_was_due(sent_at, late):
    assert is_late(sent_at, date(2027, 6, 1), now=datetime(2027, 6, 5, tzinfo=UTC)) is late


def test_what_is_due_stands_on_the_to_do_list_until_it_has_gone(noon):
    priya = StaffFactory()
    meeting = meeting_with(STANDARD, EASY, title="Budgets")
    meeting.event.title = "Work plan"
    MeetingFactory(event__title="Later", event__starts_at=noon + timedelta(days=60))
    MeetingFactory(event__title="Empty", event__starts_at=noon + timedelta(days=20))
    MeetingFactory(event__title="Off", event__state=EventState.CANCELLED)

    def tasks():
        return [(task.what, task.when) for task in papers_to_send(viewer=priya, now=noon).tasks]

    wanted = [("Write the agenda of Empty", "Papers must go by 16 January 2027")]
    assert tasks() == [("Send the papers of Work plan", "Papers must go by 6 January 2027"), *wanted]

    send(meeting, noon)
    assert tasks() == wanted
    set_number(CLEAR_DAYS, 10, from_day=date(2027, 1, 1), account_id=None, now=noon)
    assert tasks() == [("Write the agenda of Empty", "Papers must go by 13 January 2027")]


def test_the_report_counts_late_papers_and_easy_read_that_came_later(coordinator, monkeypatch):
    for title, sent_on, formats in (
        ("In time", datetime(2027, 1, 6, 12, tzinfo=UTC), (STANDARD, EASY)),
        ("Late", datetime(2027, 1, 7, 12, tzinfo=UTC), (STANDARD, EASY)),
        ("No Easy Read", datetime(2027, 1, 4, 12, tzinfo=UTC), (STANDARD,)),
    ):
        meeting = meeting_with(*formats, title=title)
        meeting.event.title = title
        send(meeting, sent_on, reason="None")
    meeting_with(STANDARD).event.title = "Never went"
    MeetingFactory(event__title="No papers")
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 1, 20, 12, tzinfo=UTC))

    page = coordinator.get("/meetings/papers")

    assert page.rows == [
        ["Never went", "14 January 2027", "1", "1", "1"],
        ["No Easy Read", "14 January 2027", "1", "0", "1"],
        ["Late", "14 January 2027", "1", "1", "0"],
        ["In time", "14 January 2027", "1", "0", "0"],
    ]
    assert "In the last year, 2 of 4 papers were late. 2 had no Easy Read version on the day they went." in page.text
    assert page.items == ["No Easy Read, 14 January 2027: None"]


def test_one_late_paper_is_said_as_one(coordinator, monkeypatch):
    send(meeting_with(STANDARD, EASY), datetime(2027, 1, 7, 12, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 1, 20, 12, tzinfo=UTC))

    assert "In the last year, 1 of 1 papers was late." in coordinator.get("/meetings/papers").text


@pytest.mark.parametrize("papers", [1, 3])
def test_the_page_of_papers_and_the_report_cost_the_same_however_many(coordinator, count_statements, papers, noon):
    meeting = MeetingFactory()
    for _ in range(papers):
        add_paper(meeting, STANDARD, EASY)
        PlaceFactory(role__event=meeting.event)
    send(meeting, noon)
    costs = {}
    for path in (f"/meetings/{meeting.event_id}/papers", "/meetings/papers"):
        db.session.expire_all()
        with count_statements() as statements:
            coordinator.get(path)
        costs[path.rpartition("/")[0]] = len(statements)

    assert list(costs.values()) == [14, 4]
