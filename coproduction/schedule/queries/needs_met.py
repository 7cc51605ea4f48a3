"""The question after an event: whom to ask, one answer, and what of all the answers can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Date, Integer, bindparam, cast, exists, func, not_, null, select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db, is_one_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import belongs, published, require_staff
from coproduction.schedule.models import (
    Arrangement,
    ArrangementState,
    Event,
    EventState,
    Met,
    NeedsArranged,
    NeedsMet,
    Place,
    PlaceState,
)
from coproduction.schedule.rules.arrangements import is_live

ASKED_WITHIN = timedelta(days=14)  # later nobody remembers
# The questions that wait for the viewer's own answer.
QUESTIONS_TO_ANSWER = (
    select(NeedsMet.id, Event.title.label("words"), cast(null(), Date).label("due_on"))
    .join(Event, Event.id == NeedsMet.event_id)
    .where(NeedsMet.member_id == bindparam("viewer_id", type_=Integer), NeedsMet.answered_at.is_(None))
)


class Quarter(NamedTuple):
    """Three months that are over: what was needed and confirmed at their events, and what people answered in them.

    Numbers go to the nearest 5; None is one too small to show. `words` are shown only with enough answers.
    """

    starts: date
    needed: int | None
    confirmed: int | None
    met: dict[Met, int | None]
    words: Sequence[str]


def events_to_ask_about(*, now: datetime) -> Sequence[int]:
    """Return the events, by id, that ended lately, took place, and of which nobody has been asked."""
    return db.session.scalars(
        select(Event.id)
        .where(Event.ends_at <= now, Event.ends_at > now - ASKED_WITHIN)
        .where(is_one_of(Event.state, (EventState.PUBLISHED, EventState.HELD)))
        .where(not_(exists().where(NeedsArranged.event_id == Event.id)))
        .order_by(Event.id)
    ).all()


def number_arranged(event_id: int) -> tuple[int, int]:
    """Count what those who came to the event needed, and what of it was confirmed."""
    confirmed = func.count().filter(is_one_of(Arrangement.state, [ArrangementState.CONFIRMED]))
    row = db.session.execute(
        select(func.count(), confirmed).select_from(Arrangement).where(Arrangement.event_id == event_id, is_live())
    ).one()
    return row[0], row[1]


def members_to_ask(event_id: int) -> Sequence[Member]:
    """Return who came to the event, needed something there, and still belongs to the group."""
    came = (PlaceState.HELD, PlaceState.ATTENDED)
    needed = exists().where(Arrangement.event_id == event_id, Arrangement.member_id == Member.id, is_live())
    was_there = exists().where(Place.event_id == event_id, Place.member_id == Member.id, is_one_of(Place.state, came))
    return db.session.scalars(select(Member).where(needed, was_there, belongs()).order_by(Member.id)).all()


def find_question(question_id: int, member_id: int) -> NeedsMet | None:
    """Return the question of that id if it is still that member's."""
    return db.session.scalar(
        select(NeedsMet)
        .where(NeedsMet.id == question_id, NeedsMet.member_id == member_id)
        .options(joinedload(NeedsMet.event), joinedload(NeedsMet.member))
    )


def lock_question(question_id: int) -> NeedsMet:
    """Return the question as it is now, and make every other answer to it wait."""
    return db.session.scalars(
        select(NeedsMet)
        .where(NeedsMet.id == question_id)
        .with_for_update(of=NeedsMet, key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def questions_about(event_id: int, *, viewer: Account) -> Sequence[NeedsMet]:
    """Return the questions about an event that nobody has answered yet, with their members. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(NeedsMet)
        .where(NeedsMet.event_id == event_id, NeedsMet.answered_at.is_(None), NeedsMet.member_id.is_not(None))
        .order_by(NeedsMet.id)
        .options(joinedload(NeedsMet.member))
    ).all()


def unanswered_question(question_id: int, *, viewer: Account) -> NeedsMet | None:
    """Return a question that nobody has answered, for a coordinator who writes down what they were told."""
    require_staff(viewer)
    return db.session.scalar(
        select(NeedsMet)
        .where(NeedsMet.id == question_id, NeedsMet.answered_at.is_(None), NeedsMet.member_id.is_not(None))
        .options(joinedload(NeedsMet.event), joinedload(NeedsMet.member))
    )


def quarters(*, viewer: Account, today: date) -> list[Quarter]:
    """Return the quarters that are over and have something to show, the newest first. For coordinators.

    A quarter that is shown changes no more, so no two looks at it can be compared: it waits until everything that
    happened in it has been counted.
    """
    require_staff(viewer)
    needed: dict[date, tuple[int, int]] = {}
    for starts_at, number, confirmed in db.session.execute(
        select(Event.starts_at, NeedsArranged.needed, NeedsArranged.confirmed).join(
            Event, Event.id == NeedsArranged.event_id
        )
    ):
        before = needed.get(_quarter(starts_at), (0, 0))
        needed[_quarter(starts_at)] = (before[0] + number, before[1] + confirmed)
    answers: dict[date, list[tuple[Met, str]]] = {}
    for answered_at, met, words in db.session.execute(
        select(NeedsMet.answered_at, NeedsMet.met, NeedsMet.words).where(NeedsMet.met.is_not(None))
    ):
        if met and answered_at:
            answers.setdefault(_quarter(answered_at), []).append((met, words))
    open_still = {_quarter_of(today), _quarter_of(today - ASKED_WITHIN)}
    over = sorted({*needed, *answers} - open_still, reverse=True)
    return [_shown(starts, needed.get(starts, (0, 0)), answers.get(starts, [])) for starts in over]


def _shown(starts: date, arranged: tuple[int, int], answers: Sequence[tuple[Met, str]]) -> Quarter:
    numbers = published([sum(met is each for met, _ in answers) for each in Met])
    confirmed, missing = published([arranged[1], arranged[0] - arranged[1]])
    known = None not in (confirmed, missing)
    return Quarter(
        starts=starts,
        needed=(confirmed or 0) + (missing or 0) if known else None,
        confirmed=confirmed if known else None,
        met=dict(zip(Met, numbers, strict=True)),
        words=sorted(filter(None, (words for _, words in answers))) if any(number for number in numbers) else [],
    )


def _quarter(moment: datetime) -> date:
    return _quarter_of(uk_wall(moment).date())


def _quarter_of(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
