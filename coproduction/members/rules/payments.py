"""The rules of payment wishes."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, or_

from coproduction.members.models import Member, PaymentChoice, PaymentPreference
from coproduction.members.rules.belonging import has_left


def tells_us_payment(member: Member) -> bool:
    """Say whether a coordinator writes down how the member would like to be paid: they have no sign-in, or have never
    used it. Whoever has signed in sets it themselves, for their limits are for nobody else to know.
    """
    has_signed_in = member.account is not None and member.account.signed_in_at is not None
    return not has_signed_in and not has_left(member)


def asks_to_be_asked_first() -> ColumnElement[bool]:
    """Return the condition for members who told us to ask them first: before anything paid, or each time.

    It is all that others learn of their wishes. Their limits are not read, so that nobody can guess them from it.
    """
    return exists().where(
        PaymentPreference.member_id == Member.id,
        or_(PaymentPreference.ask_first, PaymentPreference.choice == PaymentChoice.ASK),
    )
