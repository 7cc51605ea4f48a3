"""What teams that ask for training wait for, on the coordinators' list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.schedule.actions.events import cancel_event
from coproduction.schedule.actions.publishing import publish_event
from coproduction.site.queries.to_do import to_do
from coproduction.training.actions.hosting import BookingDetails, change_bookings, open_bookings
from coproduction.training.models import RequestedDay, RequestStage
from tests.factories import DelegateFactory, SessionBookingsFactory, StaffFactory, TrainingRequestFactory
from tests.training.requesting import accepted

_S = RequestStage
_SILENT = ((_S.NEEDS_INFORMATION, 15), (_S.SUGGESTED, 14), (_S.POSTPONED, 13), (_S.SUGGESTED, 1))
TEAM = "Mansfield community nurses"


@pytest.fixture
def tasks_of(noon):
    """Look at one kind of task as (what, why, when)."""
    priya = StaffFactory(name="Priya Nair")

    def _tasks_of(name, *, now=noon):
        return [
            tuple(task)[1:4] for tasks in to_do(viewer=priya, now=now) if tasks.name == name for task in tasks.tasks
        ]

    return _tasks_of


def test_requests_for_training_come_oldest_first_and_say_why_now(tasks_of, noon):
    TrainingRequestFactory(course=None, need="x", is_short_notice=True, moved_at=noon - timedelta(days=1))
    TrainingRequestFactory(course__name="Better meetings", moved_at=noon - timedelta(days=20))
    TrainingRequestFactory(course__name="Plans", stage=_S.AGREED, moved_at=noon - timedelta(days=2))
    TrainingRequestFactory(stage=_S.SUGGESTED, moved_at=noon)

    assert tasks_of("training-requests") == [
        (
            f"Answer {TEAM}: Better meetings",
            "This answer is late. The first day they asked for is 2 February 2027.",
            "Asked 20 days ago. We answer within 5 working days",
        ),
        (
            f"Plan {TEAM}: Plans",
            "They said yes to what we suggested. Make the session.",
            "Agreed 2 days ago. We answer within 5 working days",
        ),
        (
            f"Answer {TEAM}: something else",
            "Short notice. The first day they asked for is 2 February 2027.",
            "Asked yesterday. We answer within 5 working days",
        ),
    ]


def test_teams_that_do_not_answer_are_rung_after_the_time_in_which_we_answer(tasks_of, noon):
    for stage, days_ago in _SILENT:
        TrainingRequestFactory(
            course__name=f"{stage} {days_ago}", stage=stage, moved_at=noon - timedelta(days=days_ago)
        )

    assert [why for _what, why, _when in tasks_of("training-teams")] == [
        "They have not answered our question.",
        "They have not said if our suggestion suits them.",
        "It is put off, and they have not chosen other days.",
    ]


def test_the_waiting_list_is_looked_at_again_after_some_weeks(tasks_of, noon):
    TrainingRequestFactory(course__name="Better meetings", stage=_S.WAITING, moved_at=noon)

    assert tasks_of("training-list", now=noon + timedelta(weeks=4)) == []
    assert tasks_of("training-list", now=noon + timedelta(weeks=4, seconds=1)) == [
        (
            f"Look again at {TEAM}: Better meetings",
            "Can it be now? If not, tell them how long it may take.",
            "On the list since 4 January 2027",
        )
    ]


def test_other_days_that_a_team_asks_for_wait_for_an_answer(tasks_of, noon):
    request = accepted(noon, by=StaffFactory())
    assert tasks_of("training-days") == []

    request.days = [*request.days, RequestedDay(day=date(2027, 3, 9), is_proposed=True)]

    assert tasks_of("training-days") == [
        (
            f"Answer about another day: Better meetings, for {TEAM}",
            "The team asks for another day. Until you move the session the old one holds.",
            "It is on 2 March 2027",
        )
    ]


def test_a_session_that_nobody_published_is_on_the_list_from_its_day_until_it_is_cancelled(tasks_of, noon):
    request = accepted(noon, by=StaffFactory(), is_published=False)
    event = request.session.event
    assert tasks_of("missed-training", now=event.starts_at - timedelta(minutes=1)) == []

    assert tasks_of("missed-training", now=event.starts_at) == [
        (
            "Find another day, or cancel: Better meetings, for Mansfield community nurses",
            "We said yes, and members never saw it.",
            "It was to be on 2 March 2027",
        )
    ]
    cancel_event(event, "Nobody published it.", by=StaffFactory(), now=event.starts_at)
    assert tasks_of("missed-training", now=event.starts_at) == []


def test_a_team_that_cannot_book_its_session_is_on_the_list_until_it_can(tasks_of, noon):
    staff = StaffFactory()
    request = accepted(noon, by=staff, is_published=False)
    assert tasks_of("unbooked-training") == []
    publish_event(request.session.event, invite=False, by=staff, now=noon)
    title = request.session.event.title
    line = (f"Let the team book: {title}", f"Nobody of {TEAM} can book a place yet.", "It is on 2 March 2027")
    assert tasks_of("unbooked-training") == [line]

    open_bookings(request.session, BookingDetails(12, is_open=False), by=staff, now=noon)
    assert tasks_of("unbooked-training") == [line]
    change_bookings(request.event_id, BookingDetails(12), by=staff, now=noon)
    assert tasks_of("unbooked-training") == []


def test_a_session_that_was_closed_when_some_had_booked_and_one_for_members_are_not_on_the_list(tasks_of, noon):
    session = accepted(noon, by=StaffFactory()).session
    session.course.is_for_members, session.course.is_on_request = True, False
    assert tasks_of("unbooked-training") == []

    session.course.is_for_members = False
    DelegateFactory(bookings=SessionBookingsFactory(session=session, is_open=False))
    assert tasks_of("unbooked-training") == []
