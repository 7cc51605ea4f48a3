"""Series of meetings, and the meetings that came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.meetings.models import Meeting, MeetingSeries
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventState, Place

A_MOMENT = timedelta(minutes=1)


def all_series(*, viewer: Account) -> Sequence[MeetingSeries]:
    """Return every series, the one that ends last first. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(select(MeetingSeries).order_by(MeetingSeries.last_day.desc(), MeetingSeries.id)).all()


def find_series(series_id: int, *, viewer: Account) -> MeetingSeries | None:
    """Return the series, or None if there is none of that id. For coordinators."""
    require_staff(viewer)
    return db.session.get(MeetingSeries, series_id)


def lock_series(series_id: int) -> MeetingSeries:
    """Return the series as it is now, and make everybody else who changes it wait."""
    return db.session.scalars(
        select(MeetingSeries)
        .where(MeetingSeries.id == series_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def lock_meetings(series: MeetingSeries) -> None:
    """Read the meetings of the series as they are now, and make everybody else who changes or publishes one wait.

    Always in one order: whoever publishes them all takes them in the same, so that neither waits for the other for
    ever.
    """
    db.session.scalars(
        select(Meeting)
        .join(Meeting.event)
        .where(Meeting.series_id == series.id)
        .order_by(Event.id)
        .with_for_update(key_share=True, of=Event)
        .options(contains_eager(Meeting.event))
        .execution_options(populate_existing=True)
    ).all()


def meetings_of(series: MeetingSeries) -> Sequence[Meeting]:
    """Return the meetings of the series with their events, soonest first; not drafts that were called off."""
    return (
        db.session.scalars(
            select(Meeting)
            .join(Meeting.event)
            .where(Meeting.series_id == series.id, ~Event.never_shown)
            .order_by(Event.starts_at, Event.id)
            .options(
                contains_eager(Meeting.event).options(joinedload(Event.organiser), joinedload(Event.roles)),
                raiseload("*", sql_only=True),
            )
        )
        .unique()
        .all()
    )


def with_people(events: Sequence[Event]) -> set[int]:
    """Return the ids of those events in which somebody has, or once had, a part."""
    return set(
        db.session.scalars(
            select(Event.id).where(
                Event.id.in_([event.id for event in events]), exists().where(Place.event_id == Event.id)
            )
        )
    )


def made_a_moment_ago(series: MeetingSeries, *, now: datetime) -> MeetingSeries | None:
    """Return the same series, if the same person made it in the last minute: a form that was sent twice."""
    return db.session.scalar(
        select(MeetingSeries)
        .filter_by(title=series.title, weekday=series.weekday, nth=series.nth, made_by_id=series.made_by_id)
        .filter_by(first_day=series.first_day, last_day=series.last_day, starts=series.starts, ends=series.ends)
        .where(MeetingSeries.made_at > now - A_MOMENT)
        .order_by(MeetingSeries.id)
        .limit(1)
    )


def is_open_for_series(event: Event, *, now: datetime) -> bool:
    """Say whether a series may still change the event: it is to come, and neither cancelled nor over."""
    return event.starts_at > now and event.state in (EventState.DRAFT, EventState.PUBLISHED)
