"""What is booked with others for an event, for a coordinator who is about to move or cancel it."""

from __future__ import annotations

from sqlalchemy import func, select

from coproduction.core.database import db, is_one_of
from coproduction.schedule.kinds.arrangements import how_arranged
from coproduction.schedule.models import Arrangement
from coproduction.schedule.rules.arrangements import BOOKED


def booked_lines(event_id: int) -> list[str]:
    """Return what is asked for or booked, counted by what it is and with whom, and never for whom."""
    rows = db.session.execute(
        select(Arrangement.kind, Arrangement.supplier, func.count())
        .where(Arrangement.event_id == event_id, is_one_of(Arrangement.state, BOOKED))
        .group_by(Arrangement.kind, Arrangement.supplier)
        .order_by(Arrangement.kind.nulls_last(), Arrangement.supplier)
    )
    return [
        f"{how_arranged(kind).label}: {number}{f', booked with {supplier}' if supplier else ''}"
        for kind, supplier, number in rows
    ]
