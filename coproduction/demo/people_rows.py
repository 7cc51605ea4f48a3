"""Turning people into rows: coordinators, members, and the lists they choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.demo.book import Book, Known
from coproduction.demo.courses import write_courses
from coproduction.demo.lives import days_of, died_at, write_life
from coproduction.demo.people import Coordinator
from coproduction.demo.plans import MONTHS, QUALIFICATIONS, Needed, Pay, Person, Supporting
from coproduction.members.kinds.interests import EXPERIENCES
from coproduction.members.kinds.needs import NEEDS
from coproduction.members.models import (
    AwayDate,
    Grant,
    HeldQualification,
    Member,
    MemberInterest,
    MemberState,
    Need,
    PaymentPreference,
    Qualification,
    Supporter,
    SupporterGrant,
    TurnLimits,
)
from coproduction.notifications.models import Channel, CopyRecipient
from coproduction.schedule.models import Via

YEAR = 365  # days from one look at a need to the next
AUDIENCES = ("is_member", "is_coordinator", "is_administrator", "is_safeguarding_lead", "is_supporter")
VIA: Mapping[Channel, Via] = {
    Channel.EMAIL: Via.EMAIL,
    Channel.PHONE: Via.PHONE,
    Channel.TEXT: Via.PHONE,
    Channel.LETTER: Via.LETTER,
}


def write_lists(book: Book) -> None:
    """Write the qualifications that there are, and the courses."""
    for name in QUALIFICATIONS:
        book.qualifications[name] = book.rows.add(Qualification, name=name, months=MONTHS.get(name), experience_of=None)
    for interest, name in EXPERIENCES.items():
        book.qualifications[name] = book.rows.add(Qualification, name=name, months=None, experience_of=interest)
    write_courses(book)


def write_coordinator(book: Book, coordinator: Coordinator) -> int:
    """Write somebody who works for the group, and return the number of their account."""
    return _write_account(
        book,
        coordinator,
        created_at=book.moment(days_ago=3500),
        is_coordinator=True,
        is_administrator=coordinator.is_administrator,
        is_safeguarding_lead=coordinator.is_safeguarding_lead,
    )


def _write_account(
    book: Book,
    whose: Coordinator | Person | Supporting,
    *,
    created_at: datetime,
    closed_at: datetime | None = None,
    **audiences: bool,
) -> int:
    """Write the account with which somebody signs in to the pages for these audiences, and return its number."""
    nobody = dict.fromkeys(AUDIENCES, False)
    return book.rows.add(
        Account,
        name=whose.name,
        email=whose.email,
        password_hash=book.password_hash,
        created_at=created_at,
        closed_at=closed_at,
        **(nobody | audiences),
    )


def write_member(book: Book, person: Person) -> int:
    """Write a member with all that we know of them, and return their number."""
    joined_at = book.moment(days_ago=person.joined_days_ago)
    account_id = _write_members_account(book, person, joined_at=joined_at) if person.email else None
    member_id = _write_membership(book, person, account_id=account_id)
    book.members[member_id] = Known(account_id, VIA[person.channel], joined_at)
    write_life(book, person, member_id=member_id)
    _write_particulars(book, person, member_id=member_id)
    _write_limits(book, person, member_id=member_id)
    for supporting in person.supporters:
        _write_supporter(book, supporting, member_id=member_id, until=died_at(book, person))
    return member_id


def _write_membership(book: Book, person: Person, *, account_id: int | None) -> int:
    days = days_of(book, person)
    return book.rows.add(
        Member,
        account_id=account_id,
        state=person.state,
        name=person.name,
        known_as=person.known_as,
        channel=person.channel,
        email=person.email,
        phone=person.phone,
        address=person.address,
        area=person.area,
        contact_times=person.contact_times,
        availability=person.availability,
        travel=person.travel,
        joined_on=book.moment(days_ago=person.joined_days_ago).date(),
        term_ends_on=days.term_ends_on,
        terms=days.terms,
        review_due_on=days.review_due_on,
        probation_ends_on=days.probation_ends_on,
    )


def _write_members_account(book: Book, person: Person, *, joined_at: datetime) -> int:
    closed_at = book.moment(days_ago=1) if person.state is MemberState.LEFT else None
    return _write_account(book, person, created_at=joined_at, closed_at=closed_at, is_member=True)


def _write_limits(book: Book, person: Person, *, member_id: int) -> None:
    """Write what the member wants to be paid and how often they want to be asked, if they said so."""
    if person.pay:
        _write_pay(book, person.pay, member_id=member_id)
    if person.most:
        weekly, monthly, rest_days = person.most
        book.rows.add(TurnLimits, member_id=member_id, weekly=weekly, monthly=monthly, rest_days=rest_days)


def _write_pay(book: Book, pay: Pay, *, member_id: int) -> None:
    book.rows.add(
        PaymentPreference,
        member_id=member_id,
        choice=pay.choice,
        weekly_cap=pay.weekly,
        monthly_cap=pay.monthly,
        ask_first=pay.ask_first,
    )


def _write_supporter(book: Book, supporting: Supporting, *, member_id: int, until: datetime | None) -> None:
    """Write a supporter with what they may do. Their help ends when the member dies."""
    added_at = book.moment(days_ago=supporting.days_ago)
    account_id = None
    if supporting.email:
        account_id = _write_account(book, supporting, created_at=added_at, is_supporter=True)
    supporter_id = book.rows.add(
        Supporter,
        member_id=member_id,
        account_id=account_id,
        name=supporting.name,
        relation=supporting.relation,
        email=supporting.email,
        phone=supporting.phone,
        added_at=added_at,
        removed_at=until,
        added_by_id=book.members[member_id].account_id,
    )
    for grant in supporting.grants:
        book.rows.add(SupporterGrant, supporter_id=supporter_id, allowed=grant)
    if Grant.GET_COPIES in supporting.grants:
        book.rows.add(CopyRecipient, member_id=member_id, name=supporting.name, email=supporting.email)


def _write_particulars(book: Book, person: Person, *, member_id: int) -> None:
    rows = book.rows
    for interest in person.interests:
        rows.add(MemberInterest, member_id=member_id, interest=interest)
    for need in person.needs:
        _write_need(book, need, member_id=member_id, joined_ago=person.joined_days_ago)
    for away in person.away:
        starts_on = book.day(away.in_days)
        rows.add(AwayDate, member_id=member_id, starts_on=starts_on, ends_on=starts_on + timedelta(days=away.days - 1))
    for held in person.holds:
        achieved_on = book.day(-held.days_ago)
        rows.add(
            HeldQualification,
            member_id=member_id,
            qualification_id=book.qualifications[held.name],
            achieved_on=achieved_on,
            valid_until=None if held.lasts is None else achieved_on + timedelta(days=held.lasts),
        )


def _write_need(book: Book, need: Needed, *, member_id: int, joined_ago: int) -> None:
    checked_ago = YEAR - need.review_in
    is_checked = checked_ago < joined_ago
    book.rows.add(
        Need,
        member_id=member_id,
        kind=need.kind,
        detail=need.detail,
        seen_by=need.seen_by,
        lead_days=NEEDS[need.kind].lead_days,
        recorded_at=book.members[member_id].joined_at,
        confirmed_at=book.moment(days_ago=checked_ago) if is_checked else None,
        review_on=book.day(need.review_in if is_checked else YEAR - joined_ago),
    )
