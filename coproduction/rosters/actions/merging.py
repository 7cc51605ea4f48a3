"""What one person who stood in two records was asked and said of dates: the kept record has it, the newest counts."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.members.actions.answers import bring_answers, swap
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
    theirs = {row.event_id: row for row in queries.rows_of_record(other.id)}
    bring_answers(kept, mine, theirs, settle=_settle)
    if theirs:
        record("availability.merged", kept, by=by, now=now, number=len(theirs))


def _settle(own: Availability, their: Availability) -> None:
    if _is_newer(their, own):
        swap(own, their, ANSWER)
    if their.asked_at > own.asked_at:
        swap(own, their, QUESTION)


def _is_newer(their: Availability, own: Availability) -> bool:
    return their.answered_at is not None and (own.answered_at is None or their.answered_at > own.answered_at)


AVAILABILITY = Follower(foresee, queries.lock_rounds_of, bring_together)
