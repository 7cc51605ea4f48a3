"""Who helps a member, and what the member lets each of them see and do.

Whoever changes this locks the member first, as answers to offers do: a supporter who is removed answers no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from coproduction.accounts.actions import end_support, forget_sign_ins, make_link, open_for_supporter
from coproduction.accounts.models import Account, LinkPurpose
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import number, value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.emails import supporters as emails
from coproduction.members.models import Consent, Grant, Member, Supporter, SupporterGrant
from coproduction.members.queries import supporters as queries
from coproduction.members.queries.members import lock_member
from coproduction.notifications.actions import add_copy_recipient, remove_copy_recipient

IDLE_DAYS = number(
    "idle-supporter-days",
    "How long we keep the sign-in of a supporter who helps nobody",
    unit="days",
    seed=30,
    highest=365,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupporterDetails:
    """Who a supporter is, and what they may see and do."""

    name: str
    relation: str = ""
    email: str = ""
    phone: str = ""
    grants: frozenset[Grant] = frozenset()


def add_supporter(
    member_id: int, details: SupporterDetails, *, by: Account, now: datetime, consent: Consent | None = None
) -> Supporter:
    """Let somebody help the member from now on. Both are told; with an email address they sign in as themselves.

    A coordinator does it with the member's `consent`. Refused for the member themselves, for somebody who helps them
    already, for more than ten, for a day of consent to come, and for somebody whom we could not reach at all.
    """
    member = lock_member(member_id)
    _refuse_impossible(member, details, consent=consent, now=now)
    supporter = Supporter(
        member=member,
        name=details.name,
        relation=details.relation,
        email=details.email or None,
        phone=details.phone or None,
        added_at=now,
        added_by=by,
    )
    _write_consent(supporter, consent, by=by)
    db.session.add(supporter)
    token = _open_sign_in(supporter, now=now) if details.email else None
    _grant(supporter, details.grants, now=now)
    _record("supporter.added", supporter, details.grants, consent=consent, by=by, now=now)
    _tell_both(supporter, token, now=now)
    return supporter


def change_grants(
    supporter_id: int,
    member: Member,
    grants: Iterable[Grant],
    *,
    by: Account,
    now: datetime,
    consent: Consent | None = None,
) -> None:
    """Change what the member's supporter may see and do, from this moment. Unless they do it, the member is told.

    Somebody who helped with the application has no sign-in yet: with their first grant they get one, and are told.
    Refused once the supporter is removed, and to anybody but the member when it would allow more without saying how
    and when the member agreed.
    """
    lock_member(member.id)
    supporter = queries.current_supporter(supporter_id, member)
    if supporter is None:
        raise Refusal("This supporter has been removed.")
    before = {grant.allowed for grant in supporter.grants}
    after = rules.with_what_they_need(grants)
    if after == before:
        return
    if after - before:
        _refuse_without_consent(supporter, consent, by=by)
    _refuse_day_to_come(consent, now=now)
    _refuse_copies_without_email(supporter.email or "", after)
    is_first = supporter.account is None and bool(supporter.email)
    token = _open_sign_in(supporter, now=now) if is_first else None
    _grant(supporter, after, now=now)
    _write_consent(supporter, consent, by=by)
    _record("supporter.grants_changed", supporter, after, consent=consent, by=by, now=now)
    if is_first:
        _tell_both(supporter, token, now=now)
    elif by.id != member.account_id:
        emails.supporter_changed(supporter, consent.on if consent else None, now=now)


def remove_supporter(supporter_id: int, member: Member, *, by: Account, now: datetime) -> None:
    """End a supporter's help at once: they see nothing and answer nothing from this moment. They are told.

    The member is told too, unless they do it themselves. Twice is harmless.
    """
    lock_member(member.id)
    if supporter := queries.current_supporter(supporter_id, member):
        _end(supporter, by=by, now=now)
        emails.no_longer_supports(supporter, now=now)
        if by.id != member.account_id:
            emails.supporter_removed(supporter, stepped_out=by.id == supporter.account_id, now=now)
        _forget_how_to_reach(supporter)


def end_all_supporters(member: Member, *, by: Account | None, now: datetime, tell: bool = True) -> None:
    """End the help of everybody who supports a member who leaves; without `tell`, as after a death, in silence.

    The caller has locked the member, or does not mind who comes first.
    """
    lock_member(member.id)
    for supporter in queries.current_supporters(member.id):
        _end(supporter, by=by, now=now)
        if tell:
            emails.no_longer_supports(supporter, now=now)
        else:
            emails.unsay(supporter, now=now)
        _forget_how_to_reach(supporter)


def end_help_of(account: Account, *, by: Account | None, now: datetime) -> None:
    """End, in silence, all the help that somebody gave who has died. Their copies stop."""
    for supporter in queries.supporters_with(account):
        _end(supporter, by=by, now=now)
        _forget_how_to_reach(supporter)


def follow_email(account: Account, *, now: datetime) -> None:
    """Write to a supporter at the address at which they sign in from now on: they have changed it."""
    for supporter in queries.supporters_with(account):
        grants = frozenset(grant.allowed for grant in supporter.grants)
        _grant(supporter, grants - {Grant.GET_COPIES}, now=now)
        supporter.email = account.email
        _grant(supporter, grants, now=now)


def forget_idle(*, now: datetime) -> int:
    """End the accounts of supporters who have supported nobody for some time, and return how many.

    Their address and password go, and their name too if we have deleted whom they helped. Those of somebody who is, or
    was, a member go with the member's details.
    """
    kept_for = timedelta(days=value_of(IDLE_DAYS, on=uk_wall(now).date()))
    helps = exists().where(
        Supporter.account_id == Account.id,
        (Supporter.removed_at.is_(None)) | (Supporter.removed_at > now - kept_for),
    )
    is_idle = (Account.is_supporter, Account.closed_at.is_(None), ~helps)
    # Locked, and looked at again: somebody may be naming them a supporter at this moment.
    candidates = db.session.scalars(select(Account.id).where(*is_idle).order_by(Account.id).with_for_update()).all()
    idle = db.session.scalars(select(Account).where(Account.id.in_(candidates), *is_idle)).all()
    for account in idle:
        end_support(account, now=now)
    members = set(db.session.scalars(select(Member.account_id).where(Member.account_id.in_(candidates))).all())
    theirs_alone = [account.id for account in idle if account.id not in members]
    forget_sign_ins(theirs_alone)
    forget_sign_ins(queries.helpers_of_the_forgotten(theirs_alone), name=rules.FORMER_SUPPORTER)
    return len(idle)


def _open_sign_in(supporter: Supporter, *, now: datetime) -> str | None:
    """Give the supporter an account, and return the token of a link that sets it up if it is a new one."""
    opened = open_for_supporter(supporter.name, supporter.email or "", now=now)
    supporter.account, supporter.email = opened.account, opened.account.email
    return make_link(opened.account, LinkPurpose.WELCOME, now=now) if opened.is_new else None


def _grant(supporter: Supporter, grants: Iterable[Grant], *, now: datetime) -> None:
    """Let the supporter see and do this and nothing else, and keep their copies in step with it."""
    allowed = rules.with_what_they_need(grants)
    kept = [grant for grant in supporter.grants if grant.allowed in allowed]
    added = allowed - {grant.allowed for grant in kept}
    supporter.grants = kept + [SupporterGrant(allowed=grant) for grant in sorted(added)]
    db.session.flush()
    if supporter.email and Grant.GET_COPIES in allowed:
        add_copy_recipient(supporter.member_id, supporter.name, email=supporter.email)
    elif supporter.email:
        remove_copy_recipient(supporter.member_id, supporter.name, email=supporter.email, now=now)


def _end(supporter: Supporter, *, by: Account | None, now: datetime) -> None:
    _grant(supporter, (), now=now)
    supporter.removed_at = now
    record("supporter.removed", supporter, by=by, now=now, member=supporter.member_id)


def _forget_how_to_reach(supporter: Supporter) -> None:
    """Keep that they helped, and nothing that only served to reach them."""
    supporter.email = supporter.phone = None
    db.session.flush()


def _refuse_impossible(member: Member, details: SupporterDetails, *, consent: Consent | None, now: datetime) -> None:
    if rules.has_left(member):
        raise Refusal(f"{member.known_as} is no longer a member.")
    if not (details.email or details.phone):
        raise Refusal("Enter an email address or a phone number, so that we can reach them", field="email")
    _refuse_copies_without_email(details.email, details.grants)
    if _is(member.name, member.email, of=details) or _is(member.known_as, member.email, of=details):
        raise Refusal("Enter somebody else’s name. Nobody is their own supporter", field="name")
    there = queries.current_supporters(member.id)
    if any(_is(supporter.name, supporter.email, of=details) for supporter in there):
        raise Refusal(f"{details.name} is a supporter already. You can change what they can do", field="name")
    if len(there) >= rules.MOST_SUPPORTERS:
        raise Refusal(f"{rules.MOST_SUPPORTERS} supporters are the most that there can be. Remove one first")
    _refuse_day_to_come(consent, now=now)


def _write_consent(supporter: Supporter, consent: Consent | None, *, by: Account) -> None:
    if consent:
        supporter.consent_way, supporter.consent_on, supporter.consent_by = consent.way, consent.on, by


def _record(
    what: str, supporter: Supporter, grants: Iterable[Grant], *, consent: Consent | None, by: Account, now: datetime
) -> None:
    """Write down in the audit what the supporter may do now, and how the member agreed where they told us."""
    agreed = {"consent_way": consent.way, "consent_on": consent.on} if consent else {}
    record(what, supporter, by=by, now=now, member=supporter.member_id, grants=sorted(grants), **agreed)


def _tell_both(supporter: Supporter, token: str | None, *, now: datetime) -> None:
    emails.now_supports(supporter, token, now=now)
    emails.supporter_added(supporter, now=now)


def _refuse_without_consent(supporter: Supporter, consent: Consent | None, *, by: Account) -> None:
    """Refuse more, without the member's consent, to anybody but the member."""
    member = supporter.member
    if consent is None and by.id != member.account_id:
        words = f"Say how and when {member.known_as} agreed that {supporter.name} can do more"
        raise Refusal(words, field="consent_way")


def _refuse_day_to_come(consent: Consent | None, *, now: datetime) -> None:
    if consent and consent.on > uk_wall(now).date():
        raise Refusal("The day they agreed must be today or in the past", field="consent_on")


def _is(name: str, email: str | None, *, of: SupporterDetails) -> bool:
    pairs = ((name, of.name), (email, of.email))
    return all(rules.plain_words(one) == rules.plain_words(other) for one, other in pairs)


def _refuse_copies_without_email(email: str, grants: Iterable[Grant]) -> None:
    if Grant.GET_COPIES in grants and not email:
        raise Refusal("Copies go by email. Enter their email address, or do not choose copies", field="grants")
