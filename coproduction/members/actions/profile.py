"""Changes to what a member tells us of themselves, but for how to reach them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Interest, Member, MemberInterest
from coproduction.members.queries.members import lock_current_member

NEVER_BLANK = ("name", "known_as")
CHANGED_HERE = frozenset({*NEVER_BLANK, "pronouns", "area", "availability", "travel", "emergency_contact"})


def change_profile(member_id: int, answers: Mapping[str, str], *, by: Account, now: datetime) -> Member:
    """Write down what the member tells us of themselves, by column. What is blank is taken away.

    Without a name to use they are called by their full name. Their sign-in follows a new name. Refused without a
    name, and for somebody who has left.
    """
    member = lock_current_member(member_id)
    if strange := answers.keys() - CHANGED_HERE:
        raise ValueError(f"These columns are not changed here: {', '.join(sorted(strange))}")
    new = {column: answer or None for column, answer in answers.items()}
    if "known_as" in new:
        new["known_as"] = new["known_as"] or answers["name"]
    if not all(new[column] for column in NEVER_BLANK if column in new):
        raise Refusal("Enter a full name", field="name")
    changed = sorted(column for column, answer in new.items() if getattr(member, column) != answer)
    for column in changed:
        setattr(member, column, new[column])
    if "name" in changed and member.account:
        member.account.name = member.name
    if changed:
        record("member.details_changed", member, by=by, now=now, changed=changed)
    return member


def change_interests(member_id: int, interests: Collection[Interest], *, by: Account, now: datetime) -> Member:
    """Write down what the member likes to take part in: this and nothing else. Refused for somebody who has left."""
    member = lock_current_member(member_id)
    kept = [line for line in member.interests if line.interest in interests]
    added = set(interests) - {line.interest for line in kept}
    if added or len(kept) < len(member.interests):
        member.interests = kept + [MemberInterest(interest=interest) for interest in sorted(added)]
        db.session.flush()
        record("member.details_changed", member, by=by, now=now, changed=["interests"])
    return member
