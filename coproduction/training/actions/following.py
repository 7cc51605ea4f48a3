"""What follows in this room when a session, its time, or who holds a place in it changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.schedule.models import Event
from coproduction.schedule.rules import is_cancelled
from coproduction.training import calling_off
from coproduction.training.actions import delegates_told, hosts_told, roles
from coproduction.training.actions.request_stages import follow_session
from coproduction.training.emails import requests as emails
from coproduction.training.queries.requests import lock_request, request_of
from coproduction.training.queries.roles import session_of
from coproduction.training.rules.requests import is_agreed

TIMES = frozenset({"starts_at", "ends_at"})


def follow(event: Event, *, by: Account | None, now: datetime) -> None:
    """Keep the session's roles in step, move the request that it came from, and have told who else has a part in it.

    The event is locked. Twice changes nothing more.
    """
    roles.follow(event, by=by, now=now)
    session = session_of(event.id)
    if session is None:
        return
    follow_session(event, by=by, now=now)
    if is_cancelled(event):
        calling_off.tell_concerned(session, now=now)


def follow_change(event: Event, before: datetime, *, changed: Collection[str], now: datetime) -> None:  # noqa: ARG001
    """Tell the team that asked for the session, its host and whoever booked it of its new time or place.

    Other days that the team asked for are settled then. The event is locked.
    """
    delegates_told.tell_of_change(event, changed=changed, now=now)
    hosts_told.tell_of_change(event, changed=changed, now=now)
    found = None if hosts_told.MOVED.isdisjoint(changed) else request_of(event.id)
    if found is None or not is_agreed(found) or is_cancelled(event):
        return
    request = lock_request(found)
    if not TIMES.isdisjoint(changed):
        request.days = [each for each in request.days if not each.is_proposed]
        db.session.flush()
    emails.session_moved(request, event, now=now)
