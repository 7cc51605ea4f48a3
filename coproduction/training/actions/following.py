"""What follows in this room when a session, its time, or who holds a place in it changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.schedule.models import GOES_AHEAD, Event
from coproduction.schedule.queries.linked import leader_of_set
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

    Of one date that is called off by itself they are told too, if delegates come to it.
    The event is locked. Twice changes nothing more.
    """
    roles.follow(event, by=by, now=now)
    session = session_of(event.id)
    if session is None:
        _follow_date(event, now=now)
        return
    follow_session(event, by=by, now=now)
    if is_cancelled(event):
        calling_off.tell_concerned(session, now=now)


def follow_change(event: Event, before: datetime, *, changed: Collection[str], now: datetime) -> None:  # noqa: ARG001
    """Tell the team that asked for the session, its host and whoever booked it of its new time or place.

    So they are of a date of it that is new or moves, unless it is for trainers only. Other days that the team asked for
    are settled when the session itself moves. The event and its leader are locked.
    """
    if event.is_members_only and "is_members_only" not in changed:
        return
    delegates_told.tell_of_change(event, changed=changed, now=now)
    hosts_told.tell_of_change(event, changed=changed, now=now)
    if not hosts_told.MOVED.isdisjoint(changed) and not is_cancelled(event):
        _tell_team(event, has_moved=event.follows_id is None and not TIMES.isdisjoint(changed), now=now)


def _follow_date(date: Event, *, now: datetime) -> None:
    """Have told who has a part in the session that one of its dates is called off, while the others stay."""
    if date.follows_id is None or date.is_members_only or date.never_shown or not is_cancelled(date):
        return
    if leader_of_set(date).state not in GOES_AHEAD:
        return
    delegates_told.tell_date_off(date, now=now)
    hosts_told.tell_date_off(date, now=now)
    _tell_team(date, has_moved=False, now=now)


def _tell_team(date: Event, *, has_moved: bool, now: datetime) -> None:
    """Tell the team when and where the session is; if it `has_moved`, other days that they asked for are settled."""
    event = leader_of_set(date)
    found = request_of(event.id)
    if found is None or not is_agreed(found) or is_cancelled(event):
        return
    request = lock_request(found)
    if has_moved:
        request.days = [each for each in request.days if not each.is_proposed]
        db.session.flush()
    emails.session_moved(request, event, now=now)
