"""What a member wants done about the fee of one place, before they take it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_member
from coproduction.rosters.models import PlaceFee
from coproduction.rosters.queries.limits import usual_fee
from coproduction.schedule.models import Place


def choose_fee(place: Place, member: Member, pounds: int | None, *, now: datetime) -> PlaceFee:
    """Keep how many pounds the member wants for their own place; None for all of the fee. Expenses are apart.

    They can choose again. Refused for more than the fee, and for a place that is not theirs.
    """
    if place.member_id != member.id:
        raise PermissionError("Only the member says what to do about their fee.")
    lock_member(member.id)
    fee = usual_fee(place.role, now=now)
    if pounds is not None and pounds > fee:
        raise Refusal(f"The fee is £{fee}. Enter whole pounds, up to {fee}", field="pounds")
    chosen = db.session.get(PlaceFee, place.id) or PlaceFee(place_id=place.id)
    chosen.pounds, chosen.chosen_at = fee if pounds is None else pounds, now
    db.session.add(chosen)
    db.session.flush()
    return chosen


def forget_fees(member_ids: Collection[int]) -> None:
    """Delete what members whom we forget wanted to be paid."""
    theirs = select(Place.id).where(Place.member_id.in_(member_ids))
    db.session.execute(
        delete(PlaceFee).where(PlaceFee.place_id.in_(theirs)).execution_options(synchronize_session=False)
    )
