"""How a member would like to be paid. What others may know of it is one thing: whether to ask first."""

from __future__ import annotations

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member, PaymentChoice, PaymentPreference
from coproduction.members.rules import require_staff


def payment_of(viewer: Member) -> PaymentPreference | None:
    """Return what the viewer chose, with their private limits; None if they have not told us. For nobody else."""
    return db.session.get(PaymentPreference, viewer.id)


def asks_first(member_id: int, *, viewer: Account) -> bool:
    """Say whether the member is to be asked before anything paid is booked: so too until they tell us otherwise.

    Nothing else about payment is read here, so nothing else can be shown.
    """
    require_staff(viewer)
    found = db.session.execute(
        select(PaymentPreference.ask_first, PaymentPreference.choice == PaymentChoice.ASK).where(
            PaymentPreference.member_id == member_id
        )
    ).one_or_none()
    return found is None or any(found)
