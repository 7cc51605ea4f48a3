"""Records that may be of one person, and all that two records have of each other's kind."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, String, cast, func, literal, select, union_all
from sqlalchemy.orm import aliased, joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, db
from coproduction.core.paging import Page, page_of_rows
from coproduction.members import rules
from coproduction.members.models import HeldQualification, Member

EMAIL, PHONE, NAME = "email", "phone", "name"
MOST_FOUND = 20


def pairs_alike(page: int = 1, *, viewer: Account) -> Page[AnyRow]:
    """Return a page of pairs of records that may be of one person, and what is the same, by name.

    The same email address or phone number, or the same name in the same area. Families share addresses, so a
    coordinator decides. A group of three comes as two pairs.
    """
    rules.require_staff(viewer)
    one, two = aliased(Member), aliased(Member)
    pairs = _pairs().subquery()
    listed = (
        select(
            one.id.label("one_id"), one.name.label("one_name"), one.area.label("one_area"),
            two.id.label("two_id"), two.name.label("two_name"), two.area.label("two_area"),
            pairs.c.email, pairs.c.phone, pairs.c.name,
        )
        .join(one, one.id == pairs.c.one_id)
        .join(two, two.id == pairs.c.two_id)
        .order_by(one.name, one.id, two.id)
    )  # fmt: skip
    return page_of_rows(listed, page)


def _pairs() -> AnySelect:
    """Select neighbours among the records that have something in common: one pass, not each against each."""
    keys = union_all(
        _keyed(EMAIL, func.lower(Member.email), Member.email.is_not(None)),
        _keyed(PHONE, rules.plain_phone_in(Member.phone), Member.phone.is_not(None)),
        _keyed(NAME, func.lower(Member.name) + "|" + func.lower(Member.area), Member.area.is_not(None)),
    ).subquery()
    before = func.lag(keys.c.id).over(partition_by=(keys.c.why, keys.c.same), order_by=keys.c.id)
    found = select(before.label("one_id"), keys.c.id.label("two_id"), keys.c.why).subquery()
    return (
        select(
            found.c.one_id,
            found.c.two_id,
            *(func.max(cast(found.c.why == why, Integer)).label(why) for why in (EMAIL, PHONE, NAME)),
        )
        .where(found.c.one_id.is_not(None))
        .group_by(found.c.one_id, found.c.two_id)
    )


def _keyed(why: str, same: ColumnElement[str], is_known: ColumnElement[bool]) -> AnySelect:
    return select(Member.id, literal(why, String).label("why"), same.label("same")).where(
        rules.stands_alone(), rules.belongs(), is_known
    )


def records_like(member: Member, *, viewer: Account) -> Sequence[AnyRow]:
    """Return the other records that may be of the same person, those who left too, by name."""
    rules.require_staff(viewer)
    return _found(member, rules.may_be(member, Member))


def records_called(member: Member, words: str, *, viewer: Account) -> Sequence[AnyRow]:
    """Return the first few other records whose name holds the words, by name."""
    rules.require_staff(viewer)
    return _found(member, Member.name.icontains(words, autoescape=True))


def _found(member: Member, condition: ColumnElement[bool]) -> Sequence[AnyRow]:
    return db.session.execute(
        select(Member.id, Member.name, Member.area, Member.joined_on)
        .where(condition, Member.id != member.id, rules.stands_alone())
        .order_by(Member.name, Member.id)
        .limit(MOST_FOUND)
    ).all()


def find_record(member_id: int, *, viewer: Account) -> Member | None:
    """Return a record, merged or not, with all that is compared."""
    rules.require_staff(viewer)
    return db.session.scalar(
        select(Member)
        .where(Member.id == member_id)
        .options(
            joinedload(Member.account),
            selectinload(Member.interests),
            selectinload(Member.needs),
            selectinload(Member.away_dates),
            selectinload(Member.qualifications).joinedload(HeldQualification.qualification),
            raiseload("*", sql_only=True),
        )
    )
