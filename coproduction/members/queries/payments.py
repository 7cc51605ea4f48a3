"""How a member would like to be paid. What others may know of it is one thing: whether to ask first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import ConsentWay, Member, PaymentChoice, PaymentPreference
from coproduction.members.rules import require_staff


class PaymentSeen(NamedTuple):
    """What coordinators see: whether to ask first, and how, when and by whom it was written down for the member."""

    asks_first: bool
    told_way: ConsentWay | None
    told_on: date | None
    written_by: str | None


def payment_of(viewer: Member) -> PaymentPreference | None:
    """Return what the viewer chose, with their private limits; None if they have not told us. For nobody else."""
    return db.session.get(PaymentPreference, viewer.id)


def payment_seen(member_id: int, *, viewer: Account) -> PaymentSeen:
    """Return whether the member is to be asked before anything paid is booked: so too until they tell us otherwise.

    And who wrote it down, if a coordinator did. Nothing else about payment is read here, so nothing else can be shown.
    """
    require_staff(viewer)
    found = db.session.execute(
        select(
            PaymentPreference.ask_first,
            PaymentPreference.choice == PaymentChoice.ASK,
            PaymentPreference.told_way,
            PaymentPreference.told_on,
            Account.name,
        )
        .outerjoin(Account, Account.id == PaymentPreference.written_by_id)
        .where(PaymentPreference.member_id == member_id)
    ).one_or_none()
    if found is None:
        return PaymentSeen(True, None, None, None)
    ask_first, asks_each_time, way, on, written_by = found
    return PaymentSeen(ask_first or asks_each_time, way, on, written_by)
