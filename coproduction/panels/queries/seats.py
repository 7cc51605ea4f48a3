"""The places by which members are on a panel, at whichever of its dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from coproduction.core.database import db, is_one_of
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.queries.dates import can_be_asked
from coproduction.panels.rules.candidates import PANEL_ID, has_names_to_answer, takes_answers
from coproduction.panels.rules.seats import is_of_date, is_seat, may_be_there, somebody_took_part, was_there
from coproduction.schedule.models import Event, EventRole, EventState, Place, PlaceState
from coproduction.schedule.rules import (
    SEATED,
    is_of_set,
    set_id_of,
)


def seated_places(event_id: int) -> Sequence[Place]:
    """Return the places of those who are on the panel, or were, one for each, with their members and the event."""
    return _one_for_each(_seats(*SEATED).where(is_of_set(event_id), may_be_there(PANEL_ID, Place.member_id)))


def places_of_who_came(event_id: int) -> Sequence[Place]:
    """Return the places of those who were at a panel that is over, one for each, with their members and the event.

    Of a standby who came, and of who watched, too; but none of a panel on which no member was.
    """
    came = (is_of_date(), was_there(), may_be_there(PANEL_ID, Place.member_id), somebody_took_part(PANEL_ID))
    return _one_for_each(_places(*SEATED).where(is_of_set(event_id), *came))


def held_place(event_id: int, member_id: int, *, now: datetime) -> Place | None:
    """Return the place that a member holds on the panel, as it is now; None if they hold none.

    Of several, one where they can still answer.
    """
    held = db.session.scalars(
        _seats(*SEATED)
        .where(is_of_set(event_id), Place.member_id == member_id, may_be_there(PANEL_ID, Place.member_id))
        .execution_options(populate_existing=True)
    ).all()
    return next((place for place in held if can_be_asked(place.role.event, now=now)), held[0] if held else None)


def place_to_answer_from(event_id: int, member_id: int, *, now: datetime) -> Place | None:
    """Return the place by which a member can say now whether they know a candidate, as it is now; None without names.

    None too for a member who holds no place on the panel, and once it is too late.
    """
    place = held_place(event_id, member_id, now=now)
    is_asked = place is not None and can_be_asked(place.role.event, now=now) and bool(candidates_of(event_id))
    return place if is_asked else None


def places_of_who_knew(event_id: int) -> Sequence[Place]:
    """Return the places, at any date of a panel, that members still have who told us that they know somebody.

    That was once the date had begun, or was cancelled. Of those who came all the same, as somebody wrote down, too.
    """
    held = _places(*SEATED).where(is_of_set(event_id), Event.state != EventState.CANCELLED)
    return db.session.scalars(held.where(~may_be_there(PANEL_ID, Place.member_id))).all()


def places_to_ask(event_id: int | None = None, *, now: datetime) -> Sequence[Place]:
    """Return the places on panels whose members can still answer and have not for every candidate: one for each.

    Of one panel, or of all.
    """
    found = _seats(*SEATED).where(
        takes_answers(now=now),
        has_names_to_answer(PANEL_ID, Place.member_id),
        may_be_there(PANEL_ID, Place.member_id),
    )
    return _one_for_each(found.where(is_of_set(event_id)) if event_id else found)


def _seats(*states: PlaceState) -> Select[Place]:
    return _places(*states).where(is_seat())


def _places(*states: PlaceState) -> Select[Place]:
    return (
        select(Place)
        .join(Place.role)
        .join(EventRole.event)
        .where(is_one_of(Place.state, states))
        .options(joinedload(Place.member), contains_eager(Place.role).contains_eager(EventRole.event))
        .order_by(Event.follows_id.is_not(None), Event.starts_at, Place.id)
    )


def _one_for_each(seats: Select[Place]) -> list[Place]:
    found: dict[tuple[int, int], Place] = {}
    for place in db.session.scalars(seats):
        found.setdefault((set_id_of(place.role.event), place.member_id), place)
    return list(found.values())
