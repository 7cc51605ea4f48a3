"""The dates of a session: those that follow it belong to it, whether or not they have a roster of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from coproduction.core.database import db
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import is_of_set


def last_end_of(event_id: int | InstrumentedAttribute[int]) -> ScalarSelect[datetime]:
    """Return when the last date of the session ends that is not called off, as a column: beside that of its id too."""
    dated = aliased(Event)
    ends = select(func.max(dated.ends_at, type_=Event.ends_at.type))
    return (
        ends.where(is_of_set(event_id, event=dated), dated.state != EventState.CANCELLED)
        .correlate_except(dated)
        .scalar_subquery()
    )


def dates_of(event_id: int) -> Sequence[Event]:
    """Return the dates of the session that are not called off, the first one first."""
    return db.session.scalars(
        select(Event)
        .where(is_of_set(event_id), Event.state != EventState.CANCELLED)
        .order_by(Event.starts_at, Event.id)
    ).all()


def last_end(event_id: int) -> datetime | None:
    """Return when the last date of the session ends that is not called off; None if all are."""
    return db.session.scalar(select(last_end_of(event_id)))
