"""The members that a coordinator looks for: a page of them, how many there are, all of them for a spreadsheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, db
from coproduction.core.paging import Page, page_of_rows
from coproduction.members import rules
from coproduction.members.models import (
    HeldQualification,
    Interest,
    Member,
    MemberInterest,
    MemberSearch,
    MemberState,
    NeedKind,
    Qualification,
)
from coproduction.notifications.models import Channel

ANY_BOOKING = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom a coordinator looks for. Nothing given: everybody who belongs.

    `need` is a kind of need, or ANY_BOOKING; `would_like_news` those who left and want to hear from us.
    """

    words: str = ""
    area: str = ""
    need: str = ""
    state: MemberState | None = None
    interest: Interest | None = None
    qualification_id: int | None = None
    would_like_news: bool = False

    @property
    def is_everybody(self) -> bool:
        """Say whether nothing was asked for."""
        return self == Wanted()

    @property
    def is_filtered(self) -> bool:
        """Say whether more was asked for than words."""
        return replace(self, words="") != Wanted()


class Exported(NamedTuple):
    """One line of the spreadsheet of members. Needs, remarks and payment stay out of it."""

    name: str
    known_as: str
    area: str | None
    state: MemberState
    channel: Channel
    email: str | None
    phone: str | None
    joined_on: date
    interests: list[Interest]
    qualifications: list[str]


def find_search(key: str, *, viewer: Account) -> MemberSearch | None:
    """Return the viewer's own search. Nobody else's is ever returned."""
    rules.require_staff(viewer)
    return db.session.scalar(select(MemberSearch).where(MemberSearch.key == key, MemberSearch.account_id == viewer.id))


def members_wanted(wanted: Wanted, page: int = 1, *, viewer: Account, today: date) -> Page[AnyRow]:
    """Return a page of the members looked for, by name."""
    rules.require_staff(viewer)
    listed = select(
        Member.id, Member.name, Member.known_as, Member.state, Member.channel, Member.area, Member.joined_on
    )
    return page_of_rows(listed.where(*_conditions(wanted, today=today)).order_by(Member.name, Member.id), page)


def number_wanted(wanted: Wanted, *, viewer: Account, today: date) -> int:
    """Return how many members are looked for."""
    rules.require_staff(viewer)
    counted = select(func.count()).select_from(Member).where(*_conditions(wanted, today=today))
    return db.session.scalars(counted).one()


def numbers_gone(wanted: Wanted, *, viewer: Account, today: date) -> Sequence[tuple[MemberState, int]]:
    """Return how many have left and how many have died of those looked for, where there are any.

    Only for a search by words among those who belong to us: nobody else is looked for without a name.
    """
    if not wanted.words or wanted.state or wanted.would_like_news:
        return ()
    found = ((state, replace(wanted, state=state)) for state in (MemberState.LEFT, MemberState.DIED))
    counted = ((state, number_wanted(gone, viewer=viewer, today=today)) for state, gone in found)
    return [(state, number) for state, number in counted if number]


def members_exported(wanted: Wanted, *, viewer: Account, today: date) -> Iterator[Exported]:
    """Yield every member looked for, by name, in three statements however many there are."""
    rules.require_staff(viewer)
    conditions = _conditions(wanted, today=today)
    chosen = select(Member.id).where(*conditions)
    interests = _by_member(
        select(MemberInterest.member_id, MemberInterest.interest)
        .where(MemberInterest.member_id.in_(chosen))
        .order_by(MemberInterest.member_id, MemberInterest.interest)
    )
    held = _by_member(
        select(HeldQualification.member_id, Qualification.name)
        .join(Qualification, Qualification.id == HeldQualification.qualification_id)
        .where(HeldQualification.member_id.in_(chosen), rules.counting(today))
        .order_by(HeldQualification.member_id, Qualification.name)
    )
    about = (Member.name, Member.known_as, Member.area, Member.state, Member.channel, Member.email, Member.phone)
    listed = select(Member.id, *about, Member.joined_on).where(*conditions).order_by(Member.name, Member.id)
    for row in db.session.execute(listed):
        yield Exported(*row[1:], interests=interests[row.id], qualifications=held[row.id])


def _by_member(pairs: AnySelect) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for member_id, one in db.session.execute(pairs):
        found[member_id].append(one)
    return found


def _conditions(wanted: Wanted, *, today: date) -> Sequence[ColumnElement[bool]]:
    found = [rules.stands_alone(), _membership(wanted)]
    if wanted.words:
        found.append(_holding_words(wanted.words))
    if wanted.area:
        found.append(_living_in(wanted.area))
    if wanted.interest:
        found.append(rules.interested_in(wanted.interest))
    if wanted.qualification_id:
        found.append(rules.holding(wanted.qualification_id, today))
    if wanted.need:
        is_any = wanted.need == ANY_BOOKING
        found.append(rules.needing_a_booking() if is_any else rules.needing(NeedKind(wanted.need)))
    return found


def _membership(wanted: Wanted) -> ColumnElement[bool]:
    if wanted.would_like_news:
        return rules.would_like_news()
    return rules.in_state(wanted.state) if wanted.state else rules.belongs()


def _living_in(area: str) -> ColumnElement[bool]:
    """Return the condition for that postcode district, or for a place whose name begins so."""
    if rules.is_outcode(area):
        return Member.area == rules.tidy_area(area)
    return Member.area.istartswith(area, autoescape=True)


def _holding_words(words: str) -> ColumnElement[bool]:
    """Return the condition for the words in a name, an address or the area; a number is found however it is spaced."""
    columns = (Member.name, Member.known_as, Member.email, Member.area)
    holds = [column.icontains(words, autoescape=True) for column in columns]
    if len(digits := rules.plain_phone(words)) >= 3:
        holds.append(rules.plain_phone_in(Member.phone).contains(digits))
    return or_(*holds)
