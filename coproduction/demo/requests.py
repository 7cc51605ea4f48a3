"""What recruiting managers asked for in the demonstration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dates import uk_moment
from coproduction.demo.book import Book
from coproduction.demo.notice import ONE_STEP, notice_given
from coproduction.demo.people import TOM
from coproduction.panels.models import (
    Panel,
    PanelCase,
    PanelMove,
    PanelRequest,
    PanelStage,
    RequestedTime,
    Say,
    TimePart,
)
from coproduction.panels.rules.stages import UNDER_WAY
from coproduction.schedule.models import Event, EventFormat

_S = PanelStage
Span = tuple[datetime, datetime]
SITE = "Example House, Nottingham"
LIFT = "Is there a lift to the interview room? One of our members uses a power chair."
NO_TIME = (
    "All members who could come are on another panel that week.\n\n"
    "You could interview a week later. Or members can help you to write the questions."
)
PUT_OFF = "The team is looking at the post again."


@dataclass(frozen=True, slots=True)
class Asked:
    """A request without a panel yet: the post, how many days ahead it is, and the steps since it was sent."""

    post: str
    band: str
    team: str
    manager: str
    in_days: int
    members: int
    sent_days_ago: int
    steps: Sequence[tuple[PanelStage, str]] = ()
    has_chair: bool = False
    shadows: int = 0


OPEN = (
    Asked(
        "Clinical Psychologist", "Consultant", "Mental health team", "Joy Ellis", 45, 3, 2, has_chair=True, shadows=1
    ),
    Asked("Personal Health Budget Adviser", "Band 5", "Personal health budget team", "Sam Lowe", 4, 2, 1),
    Asked(
        "Social Prescribing Link Worker",
        "Band 5",
        "Primary care network",
        "Joy Ellis",
        38,
        2,
        5,
        ((_S.NEEDS_INFORMATION, LIFT),),
    ),
    Asked("Quality Improvement Lead", "Band 7", "Quality team", "Alan Reid", 30, 3, 9, ((_S.POSTPONED, PUT_OFF),)),
    Asked(
        "Case Manager Assistant",
        "Band 4",
        "Continuing healthcare team",
        "Bea Finch",
        6,
        2,
        8,
        ((_S.DECLINED, NO_TIME),),
    ),
)
# What every request of the demonstration says.
ALIKE: Mapping[str, Any] = {
    "format": EventFormat.IN_PERSON,
    "site": SITE,
    "access": ["step-free", "toilet"],
    "access_notes": "",
    "say": Say.EQUAL,
    "say_notes": "",
    "budget_code": "PC-204",
}
MANAGERS = ("Sam Lowe", "Joy Ellis", "Alan Reid", "Bea Finch")


def keep_requests(book: Book) -> None:
    """Write the requests that Tom's panels came from, and requests that have no panel yet.

    Of one panel to come the manager asks for other dates.
    """
    book.rows.write()
    cases = db.session.scalars(
        select(PanelCase)
        .join(Event, Event.id == PanelCase.event_id)
        .where(Event.organiser_id == TOM)
        .order_by(Event.starts_at, Event.id)
    ).all()
    to_come = [case for case in cases if case.stage in UNDER_WAY]
    for case in cases:
        if case.panel:
            _write_request_of(book, case.panel, case_id=case.id, asks_anew=case in to_come[-1:])
    for asked in OPEN:
        _write_open(book, asked)
    book.rows.write()


def _write_steps(
    book: Book, steps: Sequence[tuple[PanelStage, str]], at: Sequence[datetime], *, first: datetime
) -> int:
    """Write a case without a panel, whose interviews would be first at a time: the manager asks, and Tom answers."""
    case_id = book.rows.add(
        PanelCase,
        event_id=None,
        stage=steps[-1][0],
        moved_at=at[-1],
        owner_id=TOM if len(steps) > 1 else None,
        **notice_given(first, chosen_at=at[0], because=""),
    )
    before = None
    for (stage, why), moved_at in zip(steps, at, strict=True):
        book.rows.add(
            PanelMove,
            case_id=case_id,
            from_stage=before,
            to_stage=stage,
            moved_at=moved_at,
            moved_by_id=TOM if before else None,
            by_manager=before is None,
            reason=why,
            message_key=None,
        )
        before = stage
    return case_id


def _write_request_of(book: Book, panel: Panel, *, case_id: int, asks_anew: bool) -> None:
    event = panel.event
    sent_at = min(event.created_at - ONE_STEP, book.now)
    wanted = sum(role.minimum for role in event.roles) or 1
    _write_request(
        book,
        Asked(panel.post, panel.band, panel.team, MANAGERS[event.id % len(MANAGERS)], 0, wanted, 0),
        case_id=case_id,
        sent_at=sent_at,
        span=(event.starts_at, event.ends_at),
        candidates=panel.candidates,
    )
    if asks_anew:
        later = timedelta(days=7)
        proposed = event.starts_at + later, event.ends_at + later
        _write_time(book, case_id, proposed, asked_at=book.moment(1), is_proposed=True)


def _write_open(book: Book, asked: Asked) -> None:
    sent_at = book.moment(asked.sent_days_ago)
    day: date = book.day(asked.in_days)
    while day.weekday() > 4:
        day += timedelta(days=1)
    span = uk_moment(day, time(9, 30)), uk_moment(day, time(16))
    before = day - timedelta(days=7)
    steps = [(_S.REQUESTED, ""), *asked.steps]
    at = [sent_at, *(book.moment(asked.sent_days_ago - 1) for _ in asked.steps)]
    case_id = _write_steps(book, steps, at, first=span[0])
    _write_request(
        book,
        asked,
        case_id=case_id,
        sent_at=sent_at,
        span=span,
        candidates=4,
        shortlisting_on=before if before > book.day(1) else None,
    )


def _write_request(
    book: Book,
    asked: Asked,
    *,
    case_id: int,
    sent_at: datetime,
    span: Span,
    candidates: int,
    shortlisting_on: date | None = None,
) -> None:
    book.rows.add(
        PanelRequest,
        case_id=case_id,
        seed=f"demonstration-{case_id}",
        sent_at=sent_at,
        post=asked.post,
        band=asked.band,
        team=asked.team,
        candidates=candidates,
        members=asked.members,
        has_chair=asked.has_chair,
        shadows=asked.shadows,
        shortlisting_on=shortlisting_on,
        **_from(asked.manager),
        **ALIKE,
    )
    _write_time(book, case_id, span, asked_at=sent_at)


def _from(manager: str) -> dict[str, str]:
    return {
        "contact_name": manager,
        "contact_email": f"{manager.lower().replace(' ', '.')}@example.org",
        "contact_phone": f"0115 496 0{150 + MANAGERS.index(manager)}",
    }


def _write_time(book: Book, case_id: int, span: Span, *, asked_at: datetime, is_proposed: bool = False) -> None:
    book.rows.add(
        RequestedTime,
        case_id=case_id,
        part=TimePart.INTERVIEWS,
        starts_at=span[0],
        ends_at=span[1],
        asked_at=asked_at,
        is_proposed=is_proposed,
    )
