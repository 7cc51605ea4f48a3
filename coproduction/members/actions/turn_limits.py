"""How often a member takes part at the most, as they say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.models import Member, TurnLimits
from coproduction.members.queries.members import lock_current_member
from coproduction.members.queries.turn_limits import turn_limits_of


@dataclass(frozen=True, slots=True)
class Most:
    """The most times in a week and in a month, and the clear days between two; None without a limit."""

    weekly: int | None = None
    monthly: int | None = None
    rest_days: int | None = None


def set_turn_limits(member: Member, most: Most, *, by: Account, now: datetime) -> None:
    """Keep how often the member takes part at the most. Only they set it, or a coordinator whom they told.

    A coordinator writes it down only for somebody who has never signed in; it takes the place of what was there. The
    audit trail says that it changed, and nothing else. Refused once they have left.
    """
    member = lock_current_member(member.id)
    if by.id != member.account_id:
        rules.require_staff(by)
        if not rules.tells_us_payment(member):
            raise Refusal(f"{member.known_as} sets this themselves when they sign in. Nothing has changed.")
    limits = turn_limits_of(member) or TurnLimits(member_id=member.id)
    limits.weekly, limits.monthly, limits.rest_days = most.weekly, most.monthly, most.rest_days
    db.session.add(limits)
    db.session.flush()
    record("member.turn_limits_changed", member, by=by, now=now)
