"""What must be arranged for people who come to events, one task for each event."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_short_date, uk_wall
from coproduction.core.working_days import working_days_after, working_days_before
from coproduction.members.rules import require_staff
from coproduction.schedule.kinds.arrangements import CONFIRMED_DAYS, DAYS_AHEAD
from coproduction.schedule.models import Arrangement, ArrangementState, Event
from coproduction.schedule.rules import is_published
from coproduction.schedule.words.arrangements import things
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead, by_day

PAGE = {"page": "schedule_staff.show_arrangements", "argument": "event_id"}
TO_BOOK = (ArrangementState.TO_BOOK,)
TO_SETTLE = (ArrangementState.TO_CANCEL, ArrangementState.CHECK_AGAIN)
ASKED_FOR = (ArrangementState.REQUESTED,)


def arrangements_to_book(*, viewer: Account, now: datetime) -> TaskList:
    """Return the events for which something must be booked soon, the first day to book first.

    What somebody said is different this time stands here at once: nobody knows yet how long it takes.
    """
    require_staff(viewer)
    today = uk_wall(now).date()
    last = working_days_after(today, value_of(DAYS_AHEAD, on=today))
    first, late = func.min(Arrangement.book_by), func.count().filter(_is_late(now))
    this_time = Arrangement.kind.is_(None)
    return task_list(
        "arrangements",
        "Things to book for people",
        **PAGE,
        rows=_by_event(first.label("first"), late.label("late"), func.count().filter(this_time).label("new"))
        .where(is_one_of(Arrangement.state, TO_BOOK), or_(Arrangement.book_by <= last, this_time))
        .where(is_published(), Event.starts_at > now)
        .order_by(first, Event.id),
        words=lambda row: _to_book(row, now=now),
    )


def _to_book(row: AnyRow, *, now: datetime) -> Task:
    passed = f" The day has passed for {row.late}: decide what to do." if row.late else ""
    read = f" For {row.new}, something is different this time: read what they say." if row.new else ""
    return Task(
        row.id,
        f"Book {things(row.number)} for {row.title}",
        f"People who come need this.{read}{passed}",
        f"Book by {by_day(row.first, now=now)}",
        row.first,
    )


def bookings_to_settle(*, viewer: Account, now: datetime) -> TaskList:
    """Return the events with bookings that a supplier must hear about: over, or for another day or place now."""
    require_staff(viewer)
    return task_list(
        "bookings",
        "Bookings to cancel or to check again",
        **PAGE,
        rows=_by_event()
        .where(is_one_of(Arrangement.state, TO_SETTLE), Event.starts_at > now)
        .order_by(Event.starts_at, Event.id),
        words=lambda row: Task(
            row.id,
            f"Tell who was booked for {row.title}",
            f"{things(row.number).capitalize()} to cancel or to check again.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(now).date(),
        ),
    )


def unconfirmed_bookings(*, viewer: Account, now: datetime) -> TaskList:
    """Return the events so near that what was asked for them should be certain by now, and is not."""
    require_staff(viewer)
    today = uk_wall(now).date()
    days = value_of(CONFIRMED_DAYS, on=today)
    until = uk_moment(working_days_after(today, days), time.max)
    return task_list(
        "unconfirmed",
        "Bookings that are not confirmed",
        **PAGE,
        rows=_by_event()
        .where(is_one_of(Arrangement.state, ASKED_FOR))
        .where(is_published(), Event.starts_at > now, Event.starts_at <= until)
        .order_by(Event.starts_at, Event.id),
        words=lambda row: Task(
            row.id,
            f"Have {things(row.number)} confirmed for {row.title}",
            "People do not know yet if they can take part.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            working_days_before(uk_wall(row.starts_at).date(), days),
        ),
    )


def _by_event(*more: ColumnElement[Any]) -> AnySelect:
    return (
        select(Event.id, Event.title, Event.starts_at, func.count(Arrangement.id).label("number"), *more)
        .join(Arrangement, Arrangement.event_id == Event.id)
        .group_by(Event.id, Event.title, Event.starts_at)
    )


def _is_late(now: datetime) -> ColumnElement[bool]:
    return (Arrangement.book_by < uk_wall(now).date()) & Arrangement.late_choice.is_(None)
