"""Making one of two records of the same person. Nothing is deleted: the other record points to the kept one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from sqlalchemy import update

from coproduction.accounts.actions import (
    change_email,
    close_as_member,
    drop_notices,
    forget_sign_ins,
    reopen_as_member,
)
from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members import emails, rules
from coproduction.members.actions.gathering import gather, gathering_foreseen
from coproduction.members.actions.moves import close_merged
from coproduction.members.actions.supporters import follow_email
from coproduction.members.models import Member, Supporter
from coproduction.members.queries import members as queries
from coproduction.notifications.readdressing import readdress

# What a coordinator chooses between where both records say something, and differently.
CHOSEN = (
    "name",
    "known_as",
    "pronouns",
    "channel",
    "email",
    "phone",
    "address",
    "contact_times",
    "area",
    "availability",
    "travel",
    "emergency_contact",
    "remarks",
    "joined_on",
)


class Follow(Protocol):
    """What a room above does when records become one: its part of the history comes along."""

    def __call__(self, kept: Member, other: Member, *, by: Account, now: datetime) -> None: ...


class Follower(NamedTuple):
    """A room above: `foresee` says in words what `follow` would do, and `lock` keeps others from what it changes.

    Rooms above lock before the members are locked, because whoever answers an event does it in that order.
    """

    foresee: Callable[[Member, Member], list[str]]
    lock: Callable[[Sequence[int]], None]
    follow: Follow


_FOLLOWERS: list[Follower] = []


def follow_merges(follower: Follower) -> None:
    """Let a room above bring its part along whenever two records become one."""
    _FOLLOWERS.append(follower)


def foreseen(kept: Member, other: Member) -> list[str]:
    """Say what would happen to all but the chosen values, for a coordinator to read before they confirm."""
    own = [
        _sign_in_foreseen(kept, other),
        gathering_foreseen(other),
        "What waits to be told to them goes to the kept record.",
    ]
    return [*own, *(words for follower in _FOLLOWERS for words in follower.foresee(kept, other))]


def merge(kept_id: int, other_id: int, taken: Collection[str], *, by: Account, now: datetime) -> Member:
    """Make the other record part of the kept one, with the `taken` columns of the other, and return the kept one.

    Blanks of the kept record are filled from the other. History stays readable under both. An email address that is
    used no more is told, as when a member changes theirs. A second click changes nothing. Refused for one and the same
    record, for records merged already, when somebody's membership or a coordinator's sign-in would be lost, and when
    the chosen channel has nothing to go to.
    """
    for follower in _FOLLOWERS:
        follower.lock((kept_id, other_id))
    kept, other = _locked(kept_id, other_id)
    if are_merged(kept, other):
        return kept
    rules.refuse_merge(kept, other)
    before = kept.email
    changed = _take_values(kept, other, taken)
    former = _join_sign_in(kept, other, email_changed="email" in changed, by=by, now=now)
    gather(kept, other, now=now)
    for follower in _FOLLOWERS:
        follower.follow(kept, other, by=by, now=now)
    other.merged_into_id = kept.id
    close_merged(other, by=by, now=now)
    db.session.execute(update(Member).where(Member.merged_into_id == other.id).values(merged_into_id=kept.id))
    db.session.flush()
    readdress(rules.recipient_of(other), rules.recipient_of(kept), now=now)
    _tell_old_addresses(kept, {before, former}, now=now)
    record("member.merged", kept, by=by, now=now, other=other.id, taken=sorted(changed))
    record("member.merged_away", other, by=by, now=now, into=kept.id)
    return kept


def are_merged(kept: Member, other: Member) -> bool:
    """Say whether the other record was merged into the kept one already: a button pressed twice."""
    return other.merged_into_id == kept.id and kept.id != other.id


def source_of(kept: Member, other: Member, column: str, *, taken: Collection[str]) -> Member:
    """Return the record whose value the column has after a merge: a blank never stands where there was something."""
    is_taken = column in taken or not getattr(kept, column)
    return other if is_taken and getattr(other, column) else kept


def _locked(kept_id: int, other_id: int) -> tuple[Member, Member]:
    """Lock both, always in one order, so that two merges cannot wait for each other."""
    found = {member.id: member for member in queries.lock_members({kept_id, other_id})}
    return found[kept_id], found[other_id]


def _take_values(kept: Member, other: Member, taken: Collection[str]) -> list[str]:
    changed = [column for column in CHOSEN if source_of(kept, other, column, taken=taken) is other]
    for column in changed:
        setattr(kept, column, getattr(other, column))
    return changed


def _sign_in_foreseen(kept: Member, other: Member) -> str:
    if kept.account and other.account:
        return f"They sign in as {kept.account.name}. The other sign-in, with {other.account.email}, is closed."
    if account := kept.account or other.account:
        return f"They go on signing in as {account.name}."
    return "Neither record has a sign-in."


def _join_sign_in(kept: Member, other: Member, *, email_changed: bool, by: Account, now: datetime) -> str | None:
    """Leave one sign-in: the kept record's, or else the other's, open again if its member had left and is here.

    It goes to the email address that was chosen. Returns the address with which it was opened before.
    """
    account, other.account = other.account, None
    db.session.flush()
    if account and kept.account:
        _close_second(account, kept.account, by=by, now=now)
        other.account = account  # closed: whose it was is deleted when the member is forgotten
    elif account:
        kept.account, email_changed = account, True
        if not (account.is_member or rules.has_left(kept)):
            reopen_as_member(account, by=by, now=now)
    former = kept.account.email if kept.account else None
    if email_changed and kept.account and kept.email and kept.email.lower() != former:
        change_email(kept.account, kept.email, by=by, now=now)
        follow_email(kept.account, now=now)
    return former


def _close_second(account: Account, stays: Account, *, by: Account, now: datetime) -> None:
    """Close the second of two sign-ins; whom its owner supports, they support with the one that stays."""
    db.session.execute(update(Supporter).where(Supporter.account_id == account.id).values(account_id=stays.id))
    stays.is_supporter, account.is_supporter = stays.is_supporter or account.is_supporter, False
    close_as_member(account, by=by, now=now)
    drop_notices(account, now=now)
    db.session.flush()
    forget_sign_ins([account.id])


def _tell_old_addresses(kept: Member, before: Collection[str | None], *, now: datetime) -> None:
    """Tell each address that was used before, and is not now, that it has changed: it may not have been the member."""
    addresses = {address.lower() for address in before if address}
    for old in sorted(addresses - {(kept.email or "").lower()}):
        emails.email_changed(kept, old, now=now)
