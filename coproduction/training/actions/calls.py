"""Calls to delegates without an email address: none is made about what is past, and none comes too late to answer."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.database import db
from coproduction.notifications.models import MessageState
from coproduction.notifications.queries import message_with
from coproduction.training.emails import delegates as emails
from coproduction.training.models import BookingState, Delegate
from coproduction.training.rules import bookings as rules


def wait_for_call(delegate: Delegate, *, now: datetime) -> None:
    """Let the time to say yes of whoever has to be rung count from that call: before it nobody is late.

    It ends when the session begins in any case. The session is locked.
    """
    is_offered = delegate.state is BookingState.OFFERED and not delegate.email
    if not is_offered or not rules.is_overdue(delegate, now=now):
        return
    call = message_with(emails.key_of_offer(delegate))
    since = now if call and call.state is MessageState.WAITING else call and call.finished_at
    if since and delegate.answer_by:
        until = rules.accept_by(delegate.bookings.session.event, now=since)
        delegate.answer_by = max(delegate.answer_by, until)
        db.session.flush()


def drop_past_calls(delegate: Delegate, to: BookingState, *, now: datetime) -> None:
    """Drop the calls that wait about how a booking stood before it moves; all of them once it does not count."""
    if not delegate.email and delegate.moves_made:
        emails.drop_calls(delegate, "" if to not in rules.LIVE else f"{delegate.moves_made}-", now=now)
