"""A death that was written down by mistake: somebody else's name, or wrong news."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.actions import reopen_as_member
from coproduction.accounts.models import Account
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions.moves import take_back_death as move_back
from coproduction.members.models import Member
from coproduction.members.queries import belonging as queries
from coproduction.members.queries.members import lock_member
from coproduction.notifications.actions import speak_again


def take_back_death(member_id: int, reason: str, *, by: Account, now: datetime) -> Member:
    """Let somebody live on whose death was written down by mistake, in the state in which they stood before.

    They are told nothing by this, and can be told things again; they sign in again if they did. What was stopped stays
    so: `queries.deaths` lists it. Their review is due today, and what had an end ends as if it began today, for the
    days were deleted. A second click changes nothing. Refused without a reason, and for somebody who has not died.
    """
    member = lock_member(member_id)
    moves = queries.moves_of(member)
    if not rules.has_died(member):
        if rules.was_taken_back(moves):
            return member
        raise Refusal(f"{member.known_as} is not written down as having died. Nothing has changed.")
    if not reason.strip():
        raise Refusal("Enter how the mistake came about", field="reason")
    for record_id in queries.records_of(member):
        speak_again(record_id)
    move_back(member, rules.stood_before_death(moves), by=by, now=now, reason=reason)
    rules.begin_days_again(member, today=uk_wall(now).date())
    if member.account and not (member.account.is_member or rules.has_left(member)):
        reopen_as_member(member.account, by=by, now=now)
    return member
