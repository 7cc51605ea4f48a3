"""What one person who stood in two records was asked and said of dates: the kept record has it, the newest counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.actions.merging import Follower
from coproduction.members.models import Member
from coproduction.rosters.models import Availability
from coproduction.rosters.queries import availability as queries

QUESTION = ("round_id", "asked_at", "reminded_at")
ANSWER = ("said", "for_start", "answered_at", "via", "answered_by_id")


def foresee(_kept: Member, other: Member) -> list[str]:
    """Say what `bring_together` would do, for a coordinator to read."""
    number = len(queries.rows_of_record(other.id))
    if not number:
        return []
    dates = "1 date" if number == 1 else f"{number} dates"
    return [f"What they were asked and said of {dates} comes along. Where both answered, the newer answer counts."]


def bring_together(kept: Member, other: Member, *, by: Account, now: datetime) -> None:
    """Give the kept record what the other was asked. Where both answered, it has the newer, and the other the older.

    The same for the question by which they were asked last: that one is answered from now on.
    What stands under a merged record counts no more: it is one person.
    """
    mine = {row.event_id: row for row in queries.rows_of_record(kept.id)}
    theirs = queries.rows_of_record(other.id)
    for their in theirs:
        own = mine.get(their.event_id)
        if own is None:
            their.member_id = kept.id
            continue
        if _is_newer(their, own):
            _swap(own, their, ANSWER)
        if their.asked_at > own.asked_at:
            _swap(own, their, QUESTION)
    db.session.flush()
    if theirs:
        record("availability.merged", kept, by=by, now=now, number=len(theirs))


def _is_newer(their: Availability, own: Availability) -> bool:
    return their.answered_at is not None and (own.answered_at is None or their.answered_at > own.answered_at)


def _swap(one: Availability, other: Availability, names: Sequence[str]) -> None:
    for name in names:
        first, second = getattr(one, name), getattr(other, name)
        setattr(one, name, second)
        setattr(other, name, first)


AVAILABILITY = Follower(foresee, queries.lock_rounds_of, bring_together)
