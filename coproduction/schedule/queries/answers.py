"""What people said beside yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from coproduction.core.database import db, is_one_of
from coproduction.notifications.queries import batched
from coproduction.schedule import rules
from coproduction.schedule.models import AnswerDetail, Event, Place, Way


def detail_of(place_id: int) -> AnswerDetail | None:
    """Return what was said beside the answer to a place, which the caller has found for its viewer."""
    return db.session.scalar(
        select(AnswerDetail).where(AnswerDetail.place_id == place_id).execution_options(populate_existing=True)
    )


def details_of_those_who_come(event: Event) -> list[tuple[int, int, AnswerDetail | None]]:
    """Return the number of each place whose member comes or may come, their own, and what they said beside it."""
    found = db.session.execute(
        select(Place.id, Place.member_id, AnswerDetail)
        .outerjoin(AnswerDetail, AnswerDetail.place_id == Place.id)
        .where(Place.event_id == event.id, is_one_of(Place.state, rules.COMING))
        .order_by(Place.id)
    )
    return [(place_id, member_id, detail) for place_id, member_id, detail in found]


def lost_ways(places: Sequence[Place]) -> dict[int, Way]:
    """Return, by the number of the place, how those were going to take part whose event does not offer it any more."""
    events = {place.id: place.role.event for place in places if place.state in rules.COMING}
    details = [
        detail
        for some in batched(list(events))
        for detail in db.session.scalars(select(AnswerDetail).where(AnswerDetail.place_id.in_(some)))
    ]
    lost = {detail.place_id: rules.lost_way(detail, events[detail.place_id]) for detail in details}
    return {place_id: way for place_id, way in lost.items() if way}
