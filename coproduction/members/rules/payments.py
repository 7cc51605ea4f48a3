"""The rules of payment wishes."""

from __future__ import annotations

from coproduction.members.models import Member
from coproduction.members.rules.belonging import has_left


def tells_us_payment(member: Member) -> bool:
    """Say whether a coordinator writes down how the member would like to be paid: they have no sign-in, or have never
    used it. Whoever has signed in sets it themselves, for their limits are for nobody else to know.
    """
    has_signed_in = member.account is not None and member.account.signed_in_at is not None
    return not has_signed_in and not has_left(member)
