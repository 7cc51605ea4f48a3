"""When a member cannot be asked to anything."""

from __future__ import annotations

from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.models import AwayDate, Member
from coproduction.members.queries import members as queries

YEARS_AHEAD = 3  # further off is a slip of the keyboard, and would keep somebody away for good


def add_away_date(member_id: int, first: date, last: date, *, by: Account, now: datetime) -> AwayDate:
    """Write down that the member is away from the first day to the last, both included.

    The same days twice are kept once. Refused when the days are in the wrong order, over, or years away, and for
    somebody who has left.
    """
    member = queries.lock_current_member(member_id)
    today = uk_wall(now).date()
    if last < first:
        raise Refusal("The last day must be the same as or after the first day", field="ends_on")
    if last < today:
        raise Refusal("The last day must be today or later", field="ends_on")
    if last.year > today.year + YEARS_AHEAD:
        raise Refusal(f"The last day must be in {today.year + YEARS_AHEAD} or earlier", field="ends_on")
    away = queries.away_date_on(member, first, last, viewer=by)
    if away is None:
        away = AwayDate(member=member, starts_on=first, ends_on=last)
        db.session.add(away)
        record("away_date.added", away, by=by, now=now, member=member.id)
    return away


def remove_away_date(away_date_id: int, member: Member, *, by: Account, now: datetime) -> None:
    """Take one of the member's away dates back. Twice is harmless."""
    away = queries.find_away_date(away_date_id, member, viewer=by)
    if away is None:
        return
    record("away_date.removed", away, by=by, now=now, member=member.id)
    db.session.delete(away)
    db.session.flush()
