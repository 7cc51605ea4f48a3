"""How a member would like to be paid, in their own instruction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.models import Member, PaymentChoice, PaymentPreference
from coproduction.members.queries.members import lock_member
from coproduction.members.queries.payments import payment_of

LIMITS = ("weekly_cap", "monthly_cap")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentWish:
    """What a member would like, and the most they would like to be paid, in whole pounds; None without a limit."""

    choice: PaymentChoice
    ask_first: bool = False
    weekly_cap: int | None = None
    monthly_cap: int | None = None


def set_payment(member: Member, wish: PaymentWish, *, by: Account, now: datetime) -> PaymentPreference:
    """Keep what the member would like. Only they set it: their limits are for nobody else to know.

    The audit trail says what changed, not what it was, and one word for both limits.
    """
    if by.id != member.account_id:
        raise PermissionError("Only the member sets how they would like to be paid.")
    lock_member(member.id)
    preference = payment_of(member) or PaymentPreference(member_id=member.id)
    new = asdict(wish)
    changed = [name for name, value in new.items() if getattr(preference, name) != value]
    for name in changed:
        setattr(preference, name, new[name])
    db.session.add(preference)
    db.session.flush()
    if changed:
        words = sorted({"limits" if name in LIMITS else name for name in changed})
        record("member.payment_changed", member, by=by, now=now, changed=words)
    return preference
