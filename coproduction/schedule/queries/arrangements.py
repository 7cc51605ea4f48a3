"""Arrangements: what is compared when somebody answers, and what an action locks before it changes one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from coproduction.core.database import db, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.members.models import Need, NeedKind
from coproduction.schedule import rules
from coproduction.schedule.kinds.arrangements import ARRANGED, THIS_TIME
from coproduction.schedule.models import AnswerDetail, Arrangement, ArrangementState, Event, Place
from coproduction.schedule.rules.arrangements import Planned, book_by, is_needed_by, lead_of


class Coming(NamedTuple):
    """Somebody who comes, or may still come, and what they said beside their answer."""

    member_id: int
    detail: AnswerDetail | None


def lock_event_shared(event_id: int) -> Event:
    """Return the event as it is now. It is not cancelled or moved between this and our commit."""
    return db.session.scalars(
        select(Event)
        .where(Event.id == event_id)
        .with_for_update(read=True, of=Event)
        .execution_options(populate_existing=True)
    ).one()


def lock_event(event_id: int) -> Event:
    """Return the event as it is now, and make every other change to it and every answer wait."""
    return db.session.scalars(
        select(Event)
        .where(Event.id == event_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def events_to_come(*, now: datetime) -> Sequence[int]:
    """Return the published events to come, by id."""
    return db.session.scalars(
        select(Event.id).where(rules.is_published(), Event.starts_at > now).order_by(Event.id)
    ).all()


def people_coming(event_id: int, member_ids: Collection[int] | None) -> list[Coming]:
    """Return who comes to the event, or may still come; of the members named, or of everybody."""
    found = db.session.execute(
        select(Place.member_id, AnswerDetail)
        .outerjoin(AnswerDetail, AnswerDetail.place_id == Place.id)
        .where(Place.event_id == event_id, is_one_of(Place.state, rules.COMING), _of(Place.member_id, member_ids))
        .order_by(Place.id)
    )
    return [Coming(*row) for row in found]


def needs_of_members(member_ids: Iterable[int]) -> Sequence[Need]:
    """Return all that these members need, in the order in which it was told."""
    return db.session.scalars(select(Need).where(Need.member_id.in_(sorted(member_ids))).order_by(Need.id)).all()


def days_to_book(planned: Planned, coming: Iterable[Coming], *, today: date) -> dict[tuple[int, NeedKind | None], date]:
    """Return by which day each thing must be booked for each of these people, by member and kind of need.

    None stands for what is different this time.
    """
    said = dict(coming)
    if not said:
        return {}
    needs = [need for need in needs_of_members(said) if is_needed_by(need.kind, said[need.member_id], planned)]
    usual = {kind: value_of(ARRANGED[kind].lead, on=today) for kind in {need.kind for need in needs}}
    this_time = [who for who, detail in said.items() if detail and detail.needs]
    days: dict[tuple[int, NeedKind | None], date] = {}
    if this_time:
        days = dict.fromkeys(((who, None) for who in this_time), book_by(planned, value_of(THIS_TIME.lead, on=today)))
    for need in needs:
        day = book_by(planned, lead_of(need, usual[need.kind]))
        key = need.member_id, need.kind
        days[key] = min(day, days.get(key, day))
    return days


def numbers_late(event_ids: Collection[int], *, today: date) -> dict[int, int]:
    """Count, by event, what is still to book for it after its day, and nobody has said yet what to do."""
    rows = db.session.execute(
        select(Arrangement.event_id, func.count())
        .where(
            Arrangement.event_id.in_(event_ids),
            Arrangement.state == ArrangementState.TO_BOOK,
            Arrangement.book_by < today,
            Arrangement.late_choice.is_(None),
        )
        .group_by(Arrangement.event_id)
    )
    return dict(rows.all())


def lock_arrangements(event_id: int, member_ids: Collection[int] | None) -> Sequence[Arrangement]:
    """Return the arrangements of the event as they are now, and make everybody else who changes them wait."""
    return db.session.scalars(
        select(Arrangement)
        .where(Arrangement.event_id == event_id, _of(Arrangement.member_id, member_ids))
        .order_by(Arrangement.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def lock_arrangement(arrangement_id: int) -> Arrangement:
    """Return the arrangement as it is now, and make everybody else who changes it wait."""
    return db.session.scalars(
        select(Arrangement)
        .where(Arrangement.id == arrangement_id)
        .with_for_update(key_share=True)
        .options(joinedload(Arrangement.event, innerjoin=True))
        .execution_options(populate_existing=True)
    ).one()


def arrangements_of_record(member_id: int) -> Sequence[Arrangement]:
    """Return every arrangement that stands under this very record."""
    return db.session.scalars(
        select(Arrangement)
        .where(Arrangement.member_id == member_id)
        .order_by(Arrangement.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def events_to_come_of(member_id: int, *, now: datetime) -> Sequence[int]:
    """Return the events to come, by id, that the member has a part in or something arranged for."""
    has_part = select(Place.id).where(Place.event_id == Event.id, Place.member_id == member_id)
    has_some = select(Arrangement.id).where(Arrangement.event_id == Event.id, Arrangement.member_id == member_id)
    return db.session.scalars(
        select(Event.id)
        .where(rules.is_published(), Event.starts_at > now, has_part.exists() | has_some.exists())
        .order_by(Event.id)
    ).all()


def _of(column: InstrumentedAttribute[int], member_ids: Collection[int] | None) -> ColumnElement[bool]:
    return true() if member_ids is None else column.in_(sorted(member_ids))
