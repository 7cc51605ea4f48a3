"""The words of each email about a request for training, as stored in `emails/`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from coproduction.schedule.models import EventKind
from coproduction.training.emails import requests as emails
from coproduction.training.models import RequestStage, TrainingRequest
from coproduction.training.words.requests import TOLD
from tests.factories import (
    CourseFactory,
    EventFactory,
    SessionBookingsFactory,
    StaffFactory,
    TrainingRequestFactory,
    TrainingSessionFactory,
)

STORED = Path(__file__).parent / "emails"
STARTS, ENDS = datetime(2027, 3, 2, 10, tzinfo=UTC), datetime(2027, 3, 2, 12, tzinfo=UTC)
REASONS = {
    RequestStage.NEEDS_INFORMATION: "Is there a lift?",
    RequestStage.SUGGESTED: "Two trainers are free then.",
    RequestStage.WAITING: "All our trainers are booked until May.",
    RequestStage.DECLINED: "Nobody can travel so far.\n\nWe can do it online.",
    RequestStage.POSTPONED: "Too few trainers could come.",
    RequestStage.CANCELLED: "The hall is shut.",
}


def made(**request: object) -> TrainingRequest:
    course = CourseFactory(name="Accessible meetings")
    session = TrainingSessionFactory(
        course=course, event=EventFactory(kind=EventKind.TRAINING, starts_at=STARTS, ends_at=ENDS)
    )
    made: TrainingRequest = TrainingRequestFactory(seed="seed", course=course, session=session, **request)
    return made


def received(noon: datetime, **request: object) -> None:
    emails.stage_reached(made(**request), None, reason="", key="k", now=noon)


def received_without_course(noon: datetime) -> None:
    request = TrainingRequestFactory(seed="seed", course=None, need="We talk about people, and not with them.")
    emails.stage_reached(request, None, reason="", key="k", now=noon)


def reached(noon: datetime, stage: RequestStage) -> None:
    suggested = {}
    if stage is RequestStage.SUGGESTED:
        suggested = {
            "suggested_course": CourseFactory(name="Better meetings"),
            "suggested_starts_at": STARTS,
            "suggested_ends_at": ENDS,
        }
    request = made(stage=stage, **suggested)
    emails.stage_reached(request, RequestStage.REQUESTED, reason=REASONS.get(stage, "Not told"), key="k", now=noon)


def moved(noon: datetime) -> None:
    request = made()
    assert request.session
    emails.session_moved(request, request.session.event, now=noon)


def can_book(noon: datetime) -> None:
    request = made()
    bookings = SessionBookingsFactory(session=request.session, code="seed")
    emails.can_book(request, bookings, now=noon)


MESSAGES: dict[str, Callable[[datetime], None]] = {
    "request_received": received,
    "request_received_at_short_notice": lambda noon: received(noon, is_short_notice=True),
    "request_received_without_a_course": received_without_course,
    "request_session_moved": moved,
    "request_can_book": can_book,
    "request_days_kept": lambda noon: emails.days_kept(made(), "The room is booked.", now=noon),
    "request_link_again": lambda noon: emails.link_again([made()], key="k", now=noon),
    "request_withdrawn": lambda noon: emails.withdrawn_by_team(
        made(owner=StaffFactory(name="Tom Hesketh")), "We lost our budget.", now=noon
    ),
    **{f"request_{stage.replace(' ', '_')}": partial(reached, stage=stage) for stage in TOLD},
}


@pytest.mark.parametrize("name", MESSAGES)
def test_an_email_about_a_request_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    assert inbox.as_stored((r"requests/[0-9]+", "requests/1")) == (STORED / f"{name}.txt").read_text()
