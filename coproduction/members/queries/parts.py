"""What we hold about a member, part by part: for the member, and for whoever they let see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.kinds.visibility import SIGHTS, Part, parts_shown
from coproduction.members.models import (
    AwayDate,
    ConsentWay,
    HeldQualification,
    Interest,
    Member,
    MemberInterest,
    Need,
    PaymentChoice,
    PaymentPreference,
    Supporter,
    TurnLimits,
)
from coproduction.members.queries.supporters import current_supporters

Parts = Mapping[Part, Any]


class Payment(NamedTuple):
    """What a member would like done about payment, and who wrote it down if they told a coordinator."""

    choice: PaymentChoice
    ask_first: bool
    told_way: ConsentWay | None = None
    told_on: date | None = None
    written_by: str | None = None


class Caps(NamedTuple):
    """The limits a member set themselves, in whole pounds; None where they set none."""

    weekly: int | None
    monthly: int | None


def own_parts(viewer: Member, *, today: date) -> Parts:
    """Return all that we hold about the viewer."""
    return _read(viewer.id, frozenset(Part), today=today)


def parts_of_supported(supporter: Supporter, *, today: date) -> Parts:
    """Return what the supporter may see of the member, and nothing of any other part.

    Which parts these are stands in the table that the member reads too.
    """
    return _read(supporter.member_id, parts_shown(grant.allowed for grant in supporter.grants), today=today)


def _read(member_id: int, parts: Collection[Part], *, today: date) -> Parts:
    """Return each part: those that stand in columns as a mapping of them, the others as what their query returns."""
    columns = {name: getattr(Member, name) for part in parts for name in SIGHTS[part].columns}
    row = db.session.execute(select(*columns.values()).where(Member.id == member_id)).one()._mapping
    held: dict[Part, Any] = {part: {name: row[name] for name in SIGHTS[part].columns} for part in parts}
    return {**held, **{part: read(member_id, today) for part, read in _QUERIES.items() if part in parts}}


def _interests(member_id: int, _today: date) -> Sequence[Interest]:
    return db.session.scalars(
        select(MemberInterest.interest).where(MemberInterest.member_id == member_id).order_by(MemberInterest.interest)
    ).all()


def _needs(member_id: int, _today: date) -> Sequence[Need]:
    return db.session.scalars(
        select(Need).where(Need.member_id == member_id).order_by(Need.id).options(raiseload("*", sql_only=True))
    ).all()


def _away_dates(member_id: int, today: date) -> Sequence[AwayDate]:
    return db.session.scalars(
        select(AwayDate)
        .where(AwayDate.member_id == member_id, AwayDate.ends_on >= today)
        .order_by(AwayDate.starts_on, AwayDate.id)
        .options(raiseload("*", sql_only=True))
    ).all()


def _qualifications(member_id: int, _today: date) -> Sequence[HeldQualification]:
    return db.session.scalars(
        select(HeldQualification)
        .where(HeldQualification.member_id == member_id)
        .order_by(HeldQualification.id)
        .options(joinedload(HeldQualification.qualification), raiseload("*", sql_only=True))
    ).all()


def _payment(member_id: int, _today: date) -> Payment | None:
    found = db.session.execute(
        select(
            PaymentPreference.choice,
            PaymentPreference.ask_first,
            PaymentPreference.told_way,
            PaymentPreference.told_on,
            Account.name,
        )
        .outerjoin(Account, Account.id == PaymentPreference.written_by_id)
        .where(PaymentPreference.member_id == member_id)
    ).one_or_none()
    return Payment(*found) if found else None


def _caps(member_id: int, _today: date) -> Caps:
    found = db.session.execute(
        select(PaymentPreference.weekly_cap, PaymentPreference.monthly_cap).where(
            PaymentPreference.member_id == member_id
        )
    ).one_or_none()
    return Caps(*found) if found else Caps(None, None)


def _turn_limits(member_id: int, _today: date) -> TurnLimits | None:
    return db.session.get(TurnLimits, member_id)


_QUERIES: Mapping[Part, Callable[[int, date], Any]] = {
    Part.INTERESTS: _interests,
    Part.NEEDS: _needs,
    Part.AWAY: _away_dates,
    Part.QUALIFICATIONS: _qualifications,
    Part.PAYMENT: _payment,
    Part.CAPS: _caps,
    Part.OFTEN: _turn_limits,
    Part.SUPPORTERS: lambda member_id, _today: current_supporters(member_id),
}
