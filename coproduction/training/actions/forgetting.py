"""What is not kept of delegates: what they need soon, who never confirmed, and in the end who they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, func, or_, select, update

from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.notifications.forgetting import forget_about
from coproduction.schedule.kinds import NEEDS_KEPT_WEEKS
from coproduction.schedule.models import Event
from coproduction.training.emails.delegates import about, about_host
from coproduction.training.models import BookingState, Delegate, DelegateCount
from coproduction.training.queries import bookings as queries
from coproduction.training.queries.dates import last_end_of
from coproduction.training.rules.bookings import MONTHS_KEPT

UNCONFIRMED_FOR = timedelta(days=1)


def forget_delegates(*, now: datetime) -> int:
    """Delete who booked sessions that ended some months ago, and their hosts; return how many sessions.

    How many there were stays, and the words of what they were told go. For each day's housekeeping.
    """
    limit = now - relativedelta(months=value_of(MONTHS_KEPT, on=uk_wall(now).date()))
    event_ids = queries.sessions_to_forget(limit)
    for bookings in queries.lock_bookings(event_ids) if event_ids else ():
        delegates = queries.delegates_of(bookings.event_id)
        _count(bookings.event_id, delegates, now=now)
        _delete(delegates, now=now)
        forget_about(about_host(bookings), now=now)
        bookings.host_name = bookings.host_email = ""
        record("training.delegates_deleted", bookings.session.event, by=None, now=now, number=len(delegates))
    db.session.flush()
    return len(event_ids)


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete bookings that ended a day ago, and that nobody had ever confirmed; return how many."""
    limit = now - UNCONFIRMED_FOR
    if event_ids := queries.sessions_with_unconfirmed(limit):
        queries.lock_bookings(event_ids)
    late = queries.unconfirmed_until(limit, event_ids)
    _delete(late, now=now)
    return len(late)


def forget_needs(*, now: datetime) -> int:
    """Delete what delegates needed, some weeks after their session, and return how many had said so."""
    limit = now - timedelta(weeks=value_of(NEEDS_KEPT_WEEKS, on=uk_wall(now).date()))
    ended_at = func.coalesce(last_end_of(Event.id), Event.ends_at)
    over = select(Event.id).where(Event.ends_at < limit, ended_at < limit)
    said = or_(Delegate.needs_changed_at.is_not(None), Delegate.needs_notes != "")
    forgotten = (
        update(Delegate)
        .where(Delegate.event_id.in_(over), said)
        .values(needs=[], needs_notes="", needs_changed_at=None)
        .returning(Delegate.id)
        .execution_options(synchronize_session=False)
    )
    return len(db.session.scalars(forgotten).all())


def _count(event_id: int, delegates: Sequence[Delegate], *, now: datetime) -> None:
    """Keep the numbers of a session, beside those that were counted before."""
    count = db.session.get(DelegateCount, event_id) or DelegateCount(
        event_id=event_id, booked=0, came=0, cancelled=0, without_place=0
    )
    count.booked += sum(one.state is BookingState.BOOKED for one in delegates)
    count.came += sum(bool(one.came) for one in delegates)
    count.cancelled += sum(one.state is BookingState.CANCELLED for one in delegates)
    count.without_place += sum(one.state not in (BookingState.BOOKED, BookingState.CANCELLED) for one in delegates)
    count.counted_at = now
    db.session.add(count)


def _delete(delegates: Sequence[Delegate], *, now: datetime) -> None:
    for delegate in delegates:
        forget_about(about(delegate), now=now)
    db.session.execute(delete(Delegate).where(Delegate.id.in_([one.id for one in delegates])))
