"""How often members take part at the most."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import or_, select

from coproduction.core.database import db
from coproduction.members.models import Member, PaymentPreference, TurnLimits


def turn_limits_of(viewer: Member) -> TurnLimits | None:
    """Return the viewer's own limits; None if they have not set any. For nobody else."""
    return db.session.get(TurnLimits, viewer.id)


def turn_limits(member_id: int | None = None) -> Mapping[int, TurnLimits]:
    """Return the limits of everybody who set any, or of one member, by member. For the programme itself."""
    found = select(TurnLimits) if member_id is None else select(TurnLimits).where(TurnLimits.member_id == member_id)
    return {limits.member_id: limits for limits in db.session.scalars(found)}


def pay_limits(member_id: int | None = None) -> Mapping[int, PaymentPreference]:
    """Return what was said by everybody who limits what they are paid, or by one member. For the programme itself."""
    found = select(PaymentPreference).where(
        or_(PaymentPreference.weekly_cap.is_not(None), PaymentPreference.monthly_cap.is_not(None))
    )
    if member_id is not None:
        found = found.where(PaymentPreference.member_id == member_id)
    return {told.member_id: told for told in db.session.scalars(found)}
