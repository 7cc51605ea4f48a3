"""Deleting who somebody was, some time after they left or died (practice, section 6). What they did stays counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import delete, select, update

from coproduction.accounts.actions import forget_notices, forget_sign_ins
from coproduction.accounts.models import Account
from coproduction.audit.actions import record_all
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import emails, partings, rules
from coproduction.members.actions.forgetting import forget_applicants
from coproduction.members.emails.supporters import about_supporter
from coproduction.members.models import (
    Departure,
    HeldQualification,
    InductionDone,
    Member,
    MemberInterest,
    MembershipMove,
    MembershipReview,
    Supporter,
)
from coproduction.members.queries import former as queries
from coproduction.members.queries.members import lock_member
from coproduction.notifications.forgetting import forget_about, forget_told
from coproduction.notifications.models import Channel

AT_ONCE = 100  # so that nobody waits long for the database
OF_THE_PERSON = (
    "pronouns",
    "area",
    "contact_times",
    "availability",
    "travel",
    "emergency_contact",
    "remarks",
)
NAMELESS = {
    "name": rules.FORMER_MEMBER,
    "known_as": rules.FORMER_MEMBER,
    "email": None,
    "phone": None,
    "address": None,
    "channel": Channel.LETTER,  # email needs an address
}


def forget_former(*, now: datetime) -> int:
    """Delete what names those who left or died long enough ago, some at a time, and return how many.

    Who would like to hear from us keeps their name and how to reach them, and nothing else. Whoever a worry about
    safety that is not settled is about waits until it is. For each day's housekeeping.
    """
    today = uk_wall(now).date()
    before = uk_moment(today - relativedelta(months=value_of(rules.FORMER_MONTHS, on=today)), uk_wall(now).time())
    former = queries.lock_former(before, at_most=AT_ONCE)
    _forget(former, named=queries.would_hear_from_us(former), by=None, now=now)
    return len(former)


def forget_now(member_id: int, *, by: Account, now: datetime) -> Member:
    """Delete what names somebody who has left or died, because they asked, or those close to them.

    What was written to them goes as well, what waits is dropped, and they hear from us no more, whatever they wished
    before. A second click changes nothing. Refused for somebody who belongs to the group, and while a worry about
    safety is not settled.
    """
    member = lock_member(member_id)
    if rules.is_nameless(member):
        return member
    if not rules.has_left(member):
        raise Refusal(f"{member.known_as} is still a member. Write down first that they leave.")
    records = queries.records_of_all([member.id])
    if queries.is_worried_about(records):
        raise Refusal("A restricted note about them is not settled. The safeguarding lead must settle it first.")
    _forget_messages(records, now=now)
    db.session.execute(update(Departure).where(Departure.member_id.in_(records)).values(keeps_in_touch=False))
    _forget([member], named=(), by=by, now=now)
    return member


def _forget_messages(records: Collection[int], *, now: datetime) -> None:
    """Delete the words of all that they, and those who helped them, were told, and drop what waits."""
    forget_told(records, now=now)
    forget_notices(queries.accounts_of_all(records), now=now)
    for application_id in queries.applications_of_all(records):
        forget_about(emails.about(application_id), now=now)
    for supporter_id in queries.supporters_of_all(records):
        forget_about(about_supporter(supporter_id), now=now)


def _forget(members: Sequence[Member], *, named: Collection[int], by: Account | None, now: datetime) -> None:
    """Empty all that is known of these members, but the names and contact details of those `named`."""
    records = queries.records_of_all([member.id for member in members])
    _forget_their_helpers(records)
    _forget_their_accounts(records)
    forget_applicants(queries.applications_of_all(records))
    for table in (MemberInterest, HeldQualification):
        db.session.execute(delete(table).where(table.member_id.in_(records)))
    for noted in (InductionDone, MembershipReview):
        db.session.execute(update(noted).where(noted.member_id.in_(records)).values(note=""))
    db.session.execute(update(MembershipMove).where(MembershipMove.member_id.in_(records)).values(reason=""))
    no_more = {"wants_exit_talk": False, "wants_reference": False}
    db.session.execute(update(Departure).where(Departure.member_id.in_(records)).values(**no_more))
    partings.forget(records)
    blank = {**dict.fromkeys(OF_THE_PERSON), "forgotten_at": now}
    db.session.execute(update(Member).where(Member.id.in_(records)).values(**blank))
    nameless = set(records) - set(named)
    db.session.execute(update(Member).where(Member.id.in_(nameless)).values(**NAMELESS))
    record_all("member.forgotten", members, by=by, now=now)
    db.session.expire_all()


def _forget_their_accounts(records: Collection[int]) -> None:
    """Empty the accounts that were theirs alone, and let go of them: whoever comes back has a new one."""
    accounts = db.session.scalars(
        select(Account.id)
        .join(Member, Member.account_id == Account.id)
        .where(Member.id.in_(records), Account.closed_at.is_not(None))
    ).all()
    forget_sign_ins(accounts, name=rules.FORMER_MEMBER)
    db.session.execute(update(Member).where(Member.account_id.in_(accounts)).values(account_id=None))


def _forget_their_helpers(records: Collection[int]) -> None:
    theirs = Supporter.member_id.in_(records)
    accounts = db.session.scalars(select(Supporter.account_id).where(theirs, Supporter.account_id.is_not(None))).all()
    own = select(Member.account_id).where(Member.account_id.in_(accounts))  # a member's goes with the member
    helpers = set(accounts) - set(db.session.scalars(own).all())
    forget_sign_ins([number for number in helpers if number], name=rules.FORMER_SUPPORTER)
    blank = {"name": rules.FORMER_SUPPORTER, "relation": "", "email": None, "phone": None}
    db.session.execute(update(Supporter).where(theirs).values(**blank))
