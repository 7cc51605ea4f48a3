"""The member who is signed in."""

from __future__ import annotations

from flask import abort, g

from coproduction.accounts.current import current_account
from coproduction.members import rules
from coproduction.members.models import Member
from coproduction.members.queries.members import member_of


def current_member() -> Member:
    """Return the member of the signed-in account: one statement a request.

    An account without a member is refused, and so is a member who has left.
    """
    if "member" not in g:
        g.member = _member_or_403()
    member: Member = g.member
    return member


def _member_or_403() -> Member:
    member = member_of(current_account().id)
    if member is None or rules.has_left(member):
        abort(403)
    return member
