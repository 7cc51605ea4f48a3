"""Who told us that they cannot take part in an event, for the programme itself: nobody reads why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.rosters import rules
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.bars import Bar
from coproduction.schedule.models import Event, EventRole, PlaceState


def conflict_of(event_id: int, member_id: int) -> DeclaredConflict | None:
    """Return what the member told us of the event, as it is now. For the programme itself."""
    return db.session.get(DeclaredConflict, (event_id, member_id), populate_existing=True)


def conflicts_of(member_id: int) -> Sequence[DeclaredConflict]:
    """Return what this very record told us, by event. For the programme itself."""
    return db.session.scalars(
        select(DeclaredConflict).where(DeclaredConflict.member_id == member_id).order_by(DeclaredConflict.event_id)
    ).all()


def conflicts_with(events: Collection[Event]) -> Sequence[tuple[int, int]]:
    """Return who told us of which of the events, as ids of an event and a member. For the programme itself."""
    ids = {event.id: rules.conflicting_ids(event) for event in events}
    rows = db.session.execute(
        select(DeclaredConflict.event_id, DeclaredConflict.member_id)
        .where(DeclaredConflict.event_id.in_({each for some in ids.values() for each in some}))
        .order_by(DeclaredConflict.event_id, DeclaredConflict.member_id)
    ).all()
    return [(event_id, row.member_id) for event_id, some in ids.items() for row in rows if row.event_id in some]


def conflict_bar(role: EventRole, member: Member, *, to: PlaceState, by_staff: bool, now: datetime) -> Bar | None:
    """Return what keeps a member from an event of which they told us that they cannot take part in it."""
    del to, by_staff, now
    if not any(conflict_of(event_id, member.id) for event_id in rules.conflicting_ids(role.event)):
        return None
    return Bar(
        "You told us that you cannot sit on this panel. Thank you. There is nothing more for you to do.",
        f"{member.known_as} cannot sit on this panel.",
    )
