"""What the schedule tells on a member's timeline: every move of their places, in words."""

from __future__ import annotations

from sqlalchemy import case

from coproduction.core.database import AnyRow, AnySelect
from coproduction.members.queries.timeline import Source, Told, line
from coproduction.schedule.models import Event, EventRole, Place, PlaceMove, PlaceState, Via
from coproduction.schedule.words import TO_STAFF

AS_SUPPORTER = "As a supporter, for them."


def _moves(records: AnySelect) -> AnySelect:
    move = PlaceMove
    about = Event.title + ", " + EventRole.name
    note = case((move.via == Via.SUPPORTER, AS_SUPPORTER), else_=move.reason)
    moved = line(move.moved_at, move.id, what=move.to_state, about=about, note=note, by_id=move.moved_by_id)
    return (
        moved.join(Place, Place.id == move.place_id)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(Event, Event.id == Place.event_id)
        .where(Place.member_id.in_(records))
    )


def _words(row: AnyRow) -> Told:
    return Told(f"{TO_STAFF[PlaceState(row.what)].words}: {row.about}", row.note)


PLACES = Source(_moves, _words)
