"""A death under every record of one person; and one that was written down by mistake."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from coproduction.accounts.actions import reopen_as_member
from coproduction.accounts.models import Account
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions.chats import stop_chat
from coproduction.members.actions.decisions import withdraw_application
from coproduction.members.actions.departures import record_death
from coproduction.members.actions.moves import take_back_death as move_back
from coproduction.members.locking import lock_above
from coproduction.members.models import Member
from coproduction.members.queries import belonging as queries
from coproduction.members.queries.members import lock_member
from coproduction.notifications.actions import speak_again


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where else somebody stands, by id: in other records of members, applications and chats that wait."""

    members: Collection[int] = ()
    applications: Collection[int] = ()
    chats: Collection[int] = ()


def record_death_everywhere(
    member_id: int, elsewhere: Elsewhere, *, by: Account, now: datetime, reason: str = ""
) -> None:
    """Write down that the member has died, and stop what a coordinator knows to be theirs elsewhere, all at once.

    Other records of theirs die too; applications are withdrawn and chats put away, and nobody is told. A second click
    changes nothing. Refused when an application has been decided meanwhile.
    """
    records = sorted({member_id, *elsewhere.members})
    lock_above(records)
    for record_id in records:
        record_death(record_id, by=by, now=now, reason=reason)
    for application_id in sorted(elsewhere.applications):
        withdraw_application(application_id, by=by, now=now, reason=reason, is_told=False)
    for chat_id in sorted(elsewhere.chats):
        stop_chat(chat_id, by=by, now=now)


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
    rules.refuse_forgotten(member)
    if not reason.strip():
        raise Refusal("Enter how the mistake came about", field="reason")
    for record_id in queries.records_of(member):
        speak_again(record_id)
    move_back(member, rules.stood_before_death(moves), by=by, now=now, reason=reason)
    rules.begin_days_again(member, today=uk_wall(now).date())
    if member.account and not (member.account.is_member or rules.has_left(member)):
        reopen_as_member(member.account, by=by, now=now)
    return member
