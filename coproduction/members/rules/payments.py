"""The rules of payment wishes."""

from __future__ import annotations

from coproduction.members.models import Member
from coproduction.members.rules.belonging import has_left


def tells_us_payment(member: Member) -> bool:
    """Say whether a coordinator writes down how the member would like to be paid: they cannot sign in to do it."""
    return member.account_id is None and not has_left(member)
