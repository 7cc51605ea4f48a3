"""How a member would like to be paid, in their own instruction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.models import ConsentWay, Member, PaymentChoice, PaymentPreference
from coproduction.members.queries.members import lock_current_member, lock_member
from coproduction.members.queries.payments import payment_of

LIMITS = ("weekly_cap", "monthly_cap")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentWish:
    """What a member would like, and the most they would like to be paid, in whole pounds; None without a limit."""

    choice: PaymentChoice
    ask_first: bool = False
    weekly_cap: int | None = None
    monthly_cap: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How and on which day a member told a coordinator."""

    way: ConsentWay
    on: date


def set_payment(member: Member, wish: PaymentWish, *, by: Account, now: datetime) -> PaymentPreference:
    """Keep what the member would like. Only they set it: their limits are for nobody else to know.

    The audit trail says what changed, not what it was, and one word for both limits. Refused once they have left.
    """
    if by.id != member.account_id:
        raise PermissionError("Only the member sets how they would like to be paid.")
    lock_current_member(member.id)
    preference, changed = _write(member, wish)
    preference.told_way = preference.told_on = preference.written_by_id = None
    db.session.flush()
    if changed:
        words = sorted({"limits" if name in LIMITS else name for name in changed})
        record("member.payment_changed", member, by=by, now=now, changed=words)
    return preference


def write_down_payment(member_id: int, wish: PaymentWish, told: Told, *, by: Account, now: datetime) -> None:
    """Write down what a member told a coordinator because they do not sign in, and how and when they told it.

    It takes the place of all that they told before, and no coordinator reads it again, so that nothing is returned.
    Refused for a member who has ever signed in, for one who has left, and for a day to come.
    """
    rules.require_staff(by)
    member = lock_member(member_id)
    if member.account:
        db.session.refresh(member.account)  # they may sign in while this is on the phone
    if not rules.tells_us_payment(member):
        raise Refusal(f"{member.known_as} sets this themselves when they sign in, or has left. Nothing has changed.")
    if told.on > uk_wall(now).date():
        raise Refusal("The day they told you must be today or in the past", field="on")
    preference, _ = _write(member, wish)
    preference.told_way, preference.told_on, preference.written_by_id = told.way, told.on, by.id
    db.session.flush()
    record("member.payment_told", member, by=by, now=now, way=told.way, on=told.on)


def _write(member: Member, wish: PaymentWish) -> tuple[PaymentPreference, list[str]]:
    """Write the wish over what there was, and return it with the names of what is different."""
    preference = payment_of(member) or PaymentPreference(member_id=member.id)
    new = asdict(wish)
    changed = [name for name, value in new.items() if getattr(preference, name) != value]
    for name in changed:
        setattr(preference, name, new[name])
    db.session.add(preference)
    return preference, changed
