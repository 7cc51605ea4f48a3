"""What teams asked for in the demonstration: requests that led to sessions, and some in every other stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.working_days import working_days_left
from coproduction.demo.book import Book
from coproduction.demo.courses import COURSES
from coproduction.demo.people import TOM
from coproduction.schedule.models import Event, EventFormat, EventState
from coproduction.training.kinds import LEAD_DAYS
from coproduction.training.models import (
    Course,
    PartOfDay,
    RequestedDay,
    RequestMove,
    RequestStage,
    TrainingRequest,
    TrainingSession,
)
from coproduction.training.queries.requests import has_enough_trainers

_S = RequestStage
Step = tuple[RequestStage, str]
ONE_STEP = timedelta(days=1, hours=3)
ASKERS = ("Grace Holt", "Imran Shah", "Wendy Clay", "Leo Park")
LIFT = "Is there a lift to the training room? One of our trainers uses a power chair."
SUGGESTED = "Your first day is a bank holiday week. Three trainers are free on this day."
LIST = "All trainers for this course are booked until the summer."
FAR = "This is a course for teams in Nottinghamshire.\n\nYou can join one of our open sessions online."
PUT_OFF = "Two trainers cannot come, and nobody else could."
BRIEFING = "Please come 20 minutes early. The host shows you the room, the quiet room and the toilets."
ALIKE: Mapping[str, Any] = {
    "part_of_day": PartOfDay.MORNING,
    "format": EventFormat.IN_PERSON,
    "site": "Example House, Nottingham",
    "access": ["step-free", "toilet"],
    "access_notes": "",
    "cost_code": "PC-118",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request without a session: the course by its place in the list or a need, and the answers since it was sent."""

    team: str
    audience: str
    numbers: int
    in_days: int
    sent_days_ago: int
    course: int | None = None
    need: str = ""
    host: str = ""
    steps: Sequence[Step] = ()


OPEN = (
    Asked(
        team="Rushcliffe district nurses",
        audience="Nurses and healthcare assistants",
        numbers=14,
        in_days=50,
        sent_days_ago=2,
        course=1,
        need="We would like to hear what people notice that we do not.",
        host="Grace Holt, at the front desk",
    ),
    Asked(
        team="Stroke rehabilitation team",
        audience="Therapists",
        numbers=6,
        in_days=16,
        sent_days_ago=1,
        need="We set goals for people, and not with them.",
    ),
    Asked(
        team="Mansfield social care desk",
        audience="Social workers",
        numbers=12,
        in_days=47,
        sent_days_ago=6,
        course=6,
        steps=((_S.NEEDS_INFORMATION, LIFT),),
    ),
    Asked(
        team="Newark GP surgeries",
        audience="Receptionists and care navigators",
        numbers=18,
        in_days=44,
        sent_days_ago=5,
        course=1,
        steps=((_S.SUGGESTED, SUGGESTED),),
    ),
    Asked(
        team="Community dental service",
        audience="Dentists and dental nurses",
        numbers=10,
        in_days=58,
        sent_days_ago=8,
        course=5,
        steps=((_S.SUGGESTED, SUGGESTED), (_S.AGREED, "Thank you, that suits us.")),
    ),
    Asked(
        team="Hospital discharge hub",
        audience="Discharge nurses",
        numbers=16,
        in_days=60,
        sent_days_ago=45,
        course=3,
        steps=((_S.WAITING, LIST),),
    ),
    Asked(
        team="Sheffield outpatients",
        audience="Clinic staff",
        numbers=20,
        in_days=30,
        sent_days_ago=12,
        course=4,
        steps=((_S.DECLINED, FAR),),
    ),
    Asked(
        team="Ashfield memory service",
        audience="Nurses and support workers",
        numbers=11,
        in_days=52,
        sent_days_ago=30,
        course=3,
        steps=((_S.ACCEPTED, ""), (_S.POSTPONED, PUT_OFF)),
    ),
    Asked(
        team="Beeston health visitors",
        audience="Health visitors",
        numbers=9,
        in_days=40,
        sent_days_ago=9,
        course=2,
        steps=((_S.WITHDRAWN, "We merge with another team."),),
    ),
)


def write_training_requests(book: Book) -> None:
    """Write what the sessions of Tom came from, with what their trainers are told, and requests without a session."""
    book.rows.write()
    sessions = db.session.scalars(
        select(TrainingSession)
        .join(TrainingSession.event)
        .join(TrainingSession.course)
        .where(Event.organiser_id == TOM, Course.is_on_request)
        .order_by(Event.starts_at, Event.id)
    ).all()
    for session in sessions:
        session.briefing = BRIEFING
        _write_request_of(book, session, asks_anew=session is sessions[-1])
    db.session.flush()
    for asked in OPEN:
        _write_open(book, asked)
    book.rows.write()


def _write_request_of(book: Book, session: TrainingSession, *, asks_anew: bool) -> None:
    """Write what a session came from; of the last, its team asks for another day."""
    event = session.event
    begun = min(event.created_at, book.now)
    steps: list[tuple[RequestStage, str, datetime]] = [(_S.REQUESTED, "", begun - ONE_STEP), (_S.ACCEPTED, "", begun)]
    if event.state is EventState.CANCELLED:
        steps.append((_S.CANCELLED, event.cancelled_because, begun))
    elif event.state is not EventState.DRAFT:
        steps.append((_S.RECRUITING, "", begun))
        if has_enough_trainers(event.id):
            steps.append((_S.READY, "", begun))
        if event.ends_at <= book.now:
            steps.append((_S.HELD, "", event.ends_at))
    day = uk_wall(event.starts_at).date()
    about: dict[str, Any] = {
        "course_id": session.course_id,
        "team": session.team,
        "audience": "The whole team",
        "numbers": 12,
    }
    _write(book, steps, day=day, event_id=event.id, host="Wendy Clay, at the front desk", **about)
    if asks_anew and event.starts_at > book.now:
        later = day + timedelta(days=7)
        request_id = book.rows.counts[TrainingRequest.__tablename__]
        book.rows.add(RequestedDay, request_id=request_id, day=later, is_proposed=True)


def _write_open(book: Book, asked: Asked) -> None:
    day = book.day(asked.in_days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    at = [book.moment(asked.sent_days_ago - number) for number in range(len(asked.steps) + 1)]
    steps = [
        (stage, why, moved_at) for (stage, why), moved_at in zip([(_S.REQUESTED, ""), *asked.steps], at, strict=True)
    ]
    course_id = book.courses[COURSES[asked.course - 1].name] if asked.course else None
    is_suggested = any(stage is _S.SUGGESTED for stage, _why in asked.steps)
    _write(
        book,
        steps,
        day=day,
        suggested_course_id=course_id if is_suggested else None,
        course_id=course_id,
        need=asked.need,
        team=asked.team,
        audience=asked.audience,
        numbers=asked.numbers,
        host=asked.host,
    )


def _write(
    book: Book,
    steps: Sequence[tuple[RequestStage, str, datetime]],
    *,
    day: date,
    event_id: int | None = None,
    suggested_course_id: int | None = None,
    **about: Any,
) -> None:
    stage, _why, moved_at = steps[-1]
    sent_at = steps[0][2]
    number = book.rows.counts[TrainingRequest.__tablename__] + 1
    later = day + timedelta(days=7)
    suggested = (uk_moment(later, time(10)), uk_moment(later, time(12))) if suggested_course_id else (None, None)
    request_id = book.rows.add(
        TrainingRequest,
        seed=f"training-demonstration-{number}",
        stage=stage,
        moved_at=moved_at,
        owner_id=TOM if len(steps) > 1 else None,
        event_id=event_id,
        sent_at=sent_at,
        is_short_notice=working_days_left(uk_wall(sent_at).date(), day) < LEAD_DAYS.seed,
        suggested_course_id=suggested_course_id,
        suggested_starts_at=suggested[0],
        suggested_ends_at=suggested[1],
        **{"need": "", **about},
        **_from(ASKERS[number % len(ASKERS)]),
        **ALIKE,
    )
    asked_for = uk_wall(suggested[0]).date() if stage is _S.AGREED and suggested[0] else day
    book.rows.add(RequestedDay, request_id=request_id, day=asked_for, is_proposed=False)
    _write_moves(book, request_id, steps)


def _write_moves(book: Book, request_id: int, steps: Sequence[tuple[RequestStage, str, datetime]]) -> None:
    before = None
    for stage, why, moved_at in steps:
        by_team = stage in (_S.REQUESTED, _S.AGREED, _S.WITHDRAWN)
        by_itself = stage in (_S.READY, _S.HELD)
        book.rows.add(
            RequestMove,
            request_id=request_id,
            from_stage=before,
            to_stage=stage,
            moved_at=moved_at,
            moved_by_id=None if by_team or by_itself else TOM,
            by_team=by_team,
            reason=why,
            message_key=None,
            event_id=None,
        )
        before = stage


def _from(asker: str) -> dict[str, str]:
    return {
        "contact_name": asker,
        "contact_email": f"{asker.lower().replace(' ', '.')}@example.org",
        "contact_phone": f"0115 496 0{180 + ASKERS.index(asker)}",
    }
