"""Changes to a membership: how to reach the member, their sign-in, pausing and coming back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coproduction.accounts.actions import change_email, make_link, open_account, reopen_as_member
from coproduction.accounts.models import Account, LinkPurpose
from coproduction.audit.actions import record
from coproduction.core.refusals import Refusal
from coproduction.members import emails, partings, rules
from coproduction.members.actions.moves import move_member
from coproduction.members.actions.supporters import follow_email
from coproduction.members.models import Member, MemberState
from coproduction.members.queries import belonging
from coproduction.members.queries import members as queries
from coproduction.notifications.models import Channel

CONTACT = ("channel", "email", "phone", "address", "contact_times")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a person: the channel they chose and what they gave us, each empty if they did not."""

    channel: Channel
    email: str = ""
    phone: str = ""
    address: str = ""
    contact_times: str = ""


def open_sign_in(member: Member, *, by: Account, now: datetime) -> str | None:
    """Open an account for a member who gave an email address.

    Returns the token of a link for setting it up if email is how we contact them; otherwise they ask for a link on
    the sign-in page when they want one. Nothing is opened for somebody who has left or died.
    """
    if rules.has_left(member):
        return None
    if member.account and not member.account.is_member:
        reopen_as_member(member.account, by=by, now=now)
    elif member.account is None and member.email:
        member.account = open_account(member.name, member.email, is_member=True, now=now)
        record("member.sign_in_opened", member, by=by, now=now)
    if member.account is None or member.channel is not Channel.EMAIL:
        return None
    return make_link(member.account, LinkPurpose.WELCOME, now=now)


def change_contact(member_id: int, contact: Contact, *, by: Account, now: datetime) -> Member:
    """Change how we reach the member. Their sign-in follows a new email address, and the old address is told.

    A member without a sign-in gets one with their first email address. Refused when the chosen channel has nothing
    to go to, when a member who signs in takes their email address away, and when a coordinator gives another
    coordinator's sign-in a new address. Of somebody who has left only the addresses can be changed, for their reference
    and our news; of somebody who has died nothing.
    """
    member = queries.lock_member(member_id)
    _refuse_of_the_gone(member, contact)
    rules.refuse_unreachable(contact.channel, getattr(contact, rules.DETAIL_OF[contact.channel]))
    if member.account and not contact.email:
        raise Refusal("Enter an email address. You need one to sign in", field="email")
    before = _contact_of(member)
    if contact == before:
        return member
    member.channel = contact.channel
    for column in CONTACT[1:]:
        setattr(member, column, getattr(contact, column) or None)
    changed = [column for column in CONTACT if getattr(contact, column) != getattr(before, column)]
    record("member.contact_changed", member, by=by, now=now, changed=changed)
    if contact.email != before.email:
        _follow_email(member, before.email, by=by, now=now)
    return member


def _refuse_of_the_gone(member: Member, contact: Contact) -> None:
    if rules.has_died(member):
        raise Refusal(f"{member.known_as} has died, so this cannot be changed.")
    rules.refuse_forgotten(member)
    if rules.has_left(member) and contact.contact_times:
        words = f"{member.known_as} has left. Leave this blank: we only keep where to reach them"
        raise Refusal(words, field="contact_times")


def _contact_of(member: Member) -> Contact:
    return Contact(channel=member.channel, **{column: getattr(member, column) or "" for column in CONTACT[1:]})


def _follow_email(member: Member, old: str, *, by: Account, now: datetime) -> None:
    if member.account and member.email:
        change_email(member.account, member.email, by=by, now=now)
        follow_email(member.account, now=now)
    elif token := open_sign_in(member, by=by, now=now):
        emails.sign_in_opened(member, token, now=now)
    if old:
        emails.email_changed(member, old, now=now)


def pause_membership(member_id: int, *, by: Account, now: datetime, reason: str = "") -> Member:
    """Let the member rest: they are not asked to anything, and lose nothing. They are told.

    What they did not ask for and have not had yet is taken out of the outbox. A second click changes nothing. Refused
    for somebody who has left.
    """
    member = queries.lock_member(member_id)
    if member.state is MemberState.PAUSED:
        return member
    rules.refuse_turn(member, MemberState.PAUSED)
    if rules.is_leaving(member):
        raise Refusal(f"{member.known_as} is leaving the group. They can stay after all, and then rest.")
    partings.begin_rest(member, now=now)
    return move_member(
        member,
        MemberState.PAUSED,
        by=by,
        now=now,
        reason=reason,
        tell=lambda key: emails.paused(member, key=key, now=now),
    )


def resume_membership(member_id: int, *, by: Account, now: datetime, reason: str = "") -> Member:
    """Bring a paused member back to where they were before, and tell them. A second click changes nothing.

    Refused for somebody who is not paused.
    """
    member = queries.lock_member(member_id)
    if rules.takes_part(member):
        return member
    if member.state is not MemberState.PAUSED:
        rules.refuse_turn(member, MemberState.PAUSED)
        raise Refusal(f"{member.known_as} is leaving the group. They can stay after all.")
    return move_member(
        member,
        rules.stood_before_rest(belonging.moves_of(member)),
        by=by,
        now=now,
        reason=reason,
        tell=lambda key: emails.resumed(member, key=key, now=now),
    )
