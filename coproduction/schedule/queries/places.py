"""Places: one member's own, and what an action must know before it moves one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Integer, Label, Select, String, bindparam, cast, exists, func, select
from sqlalchemy.orm import aliased, joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, as_word, db, read_rows
from coproduction.members.models import Member
from coproduction.members.queries.members import Reader
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule import rules
from coproduction.schedule.models import (
    AnswerDetail,
    CallRequest,
    Event,
    EventRole,
    Place,
    PlaceMove,
    PlaceState,
    Via,
)
from coproduction.schedule.queries.arranged import number_confirmed, number_needed


def answered_by() -> Label[str | None]:
    """Select, beside Place, the name of the supporter who made its latest move; None if it was nobody's supporter."""
    later = aliased(PlaceMove)
    newest = select(func.max(later.id)).where(later.place_id == Place.id).correlate(Place).scalar_subquery()
    name = (
        select(Account.name)
        .join(PlaceMove, PlaceMove.moved_by_id == Account.id)
        .where(PlaceMove.id == newest, PlaceMove.via == Via.SUPPORTER)
        .correlate(Place)
        .scalar_subquery()
    )
    return name.label("answered_by")


def answered_via() -> Label[Via]:
    """Select, beside Place, how its latest move reached us."""
    latest = select(PlaceMove.via).where(PlaceMove.place_id == Place.id).order_by(PlaceMove.id.desc()).limit(1)
    return latest.correlate(Place).scalar_subquery().label("via")


def is_to_be_rung() -> Label[bool]:
    """Select, beside Place, whether its member asked to be rung about it and was not yet."""
    waits = exists().where(CallRequest.place_id == Place.id, CallRequest.done_at.is_(None))
    return waits.correlate(Place).label("is_to_be_rung")


_VIEWER = bindparam("viewer_id", type_=Integer)
_MY_PLACES = (
    select(
        Place.id.label("place_id"),
        as_word(Place.state),
        Place.asked_again_at,
        Place.offer_ends_at,
        EventRole.name.label("role_name"),
        EventRole.follows_role_id,
        EventRole.is_open,
        Event.id.label("event_id"),
        as_word(Event.kind),
        Event.title,
        Event.starts_at,
        Event.ends_at,
        as_word(Event.format),
        Event.venue,
    )
    .join(EventRole, EventRole.id == Place.role_id)
    .join(Event, Event.id == Place.event_id)
    .where(
        Place.member_id == _VIEWER,
        rules.is_live(),
        rules.has_not_ended(),
        rules.is_published(),
    )
    .order_by(Event.starts_at, Event.id)
)
_MY_PLACES_ARRANGED = _MY_PLACES.add_columns(number_needed(), number_confirmed())
_PLACES_AT = (
    select(Place, answered_by(), answered_via(), AnswerDetail, is_to_be_rung())
    .outerjoin(AnswerDetail, AnswerDetail.place_id == Place.id)
    .where(Place.event_id == bindparam("event_id", type_=Integer), Place.member_id == _VIEWER)
    .options(raiseload("*", sql_only=True))
    .order_by(Place.role_id)
)


def my_places(*, viewer: Member | Reader, now: datetime) -> Sequence[AnyRow]:
    """Return the viewer's live places in events that have not ended, soonest first, with what is arranged for each."""
    return read_rows(_MY_PLACES_ARRANGED, {"viewer_id": viewer.id, **rules.at(now)})


def places_of_member(member_id: int, *, now: datetime) -> Sequence[AnyRow]:
    """Return a member's live places in events that have not ended, for somebody whom they let see them."""
    return read_rows(_MY_PLACES, {"viewer_id": member_id, **rules.at(now)})


class OwnPlace(NamedTuple):
    """A member's place, the supporter who answered last, if one did, how it reached us, and what was said beside it."""

    place: Place
    answered_by: str | None
    via: Via | None
    detail: AnswerDetail | None
    is_to_be_rung: bool


def places_at(event_id: int, *, viewer: Member) -> Sequence[OwnPlace]:
    """Return the viewer's own places in the event, ended ones too, in the order of their roles."""
    found = db.session.execute(_PLACES_AT, {"event_id": event_id, "viewer_id": viewer.id})
    return [OwnPlace(*row) for row in found]


def find_place(place_id: int, *, viewer: Member | None = None) -> Place | None:
    """Return the place with its role, event and member; with a viewer, only their own."""
    found = (
        select(Place)
        .where(Place.id == place_id)
        .options(
            joinedload(Place.role).joinedload(EventRole.event).joinedload(Event.organiser),
            joinedload(Place.member),
        )
    )
    if viewer:
        found = found.where(Place.member_id == viewer.id)
    return db.session.scalar(found)


def own_place_at(event_id: int, *, viewer: Member) -> Place | None:
    """Return the viewer's place in the event: the live one, or else the one that moved last; None if they have none."""
    return db.session.scalar(
        select(Place)
        .where(Place.event_id == event_id, Place.member_id == viewer.id)
        .order_by(rules.is_live().desc(), Place.moved_at.desc(), Place.id.desc())
        .limit(1)
    )


def find_place_of(place_id: int, member_id: int) -> Place | None:
    """Return the place if it is that member's: both stand in the personal link.

    A link to a record that was merged since leads to the place of the record that was kept.
    """
    place = find_place(place_id)
    if place is None or place.member_id == member_id:
        return place
    return (
        place
        if db.session.scalar(select(Member.merged_into_id).where(Member.id == member_id)) == place.member_id
        else None
    )


def get_place(place_id: int) -> Place:
    """Return the place, which the caller has found before, with its member."""
    return db.session.scalars(select(Place).where(Place.id == place_id).options(joinedload(Place.member))).one()


def places_numbered(place_ids: Sequence[int]) -> Sequence[Place]:
    """Return the places with these numbers, with their members, roles and events, as they are now."""
    return db.session.scalars(
        select(Place)
        .where(Place.id.in_(place_ids))
        .options(joinedload(Place.member), joinedload(Place.role).joinedload(EventRole.event))
        .order_by(Place.id)
    ).all()


def known_before_they_were_asked(places: Sequence[Place]) -> set[int]:
    """Return those of the places whose members know of the event, although they have not heard of the offer.

    Those that did not begin with the offer, and those whose members were told something else of the event, as of its
    papers.
    """
    if not places:
        return set()
    moves = select(PlaceMove.place_id).where(PlaceMove.place_id.in_([place.id for place in places]))
    moved = db.session.scalars(moves.group_by(PlaceMove.place_id).having(func.count() > 1))
    return set(moved) | _told_more(places)


def _told_more(places: Sequence[Place]) -> set[int]:
    told = (
        select(Place.id)
        .join(Message, Message.member_id == Place.member_id)
        .where(
            Place.id.in_([place.id for place in places]),
            Message.key.startswith("more-" + cast(Place.event_id, String) + "-"),
            Message.state.in_([MessageState.SENT, MessageState.DONE]),
            ~Message.key.contains("-copy-"),
        )
    )
    return set(db.session.scalars(told))


def place_in(role: EventRole, member: Member) -> Place | None:
    """Return the member's place in the role, as it is now, whatever its state."""
    return db.session.scalar(
        select(Place)
        .where(Place.role_id == role.id, Place.member_id == member.id)
        .execution_options(populate_existing=True)
    )


def latest_offer(place: Place) -> PlaceMove | None:
    """Return the offer that the member can still answer, or None if there is none."""
    if not rules.can_answer(place):
        return None
    return db.session.scalar(
        select(PlaceMove)
        .where(PlaceMove.place_id == place.id, PlaceMove.to_state == PlaceState.OFFERED)
        .order_by(PlaceMove.id.desc())
        .limit(1)
    )


def went_to_somebody_else(place: Place) -> bool:
    """Say whether the member's offer was taken back because somebody else said yes first."""
    if place.state is not PlaceState.RELEASED:
        return False
    latest = select(PlaceMove.via).where(PlaceMove.place_id == place.id).order_by(PlaceMove.id.desc()).limit(1)
    return db.session.scalar(latest) is Via.AUTOMATIC


def number_held(role: EventRole) -> int:
    """Count the places held in the role."""
    return db.session.scalars(
        select(func.count()).select_from(Place).where(Place.role_id == role.id, Place.state == PlaceState.HELD)
    ).one()


def other_live_place(member: Member, role: EventRole) -> Place | None:
    """Return the member's live place in another role of the same event."""
    return db.session.scalar(_other_live_place(member, role))


def part_in_the_way(member: Member, role: EventRole) -> Place | None:
    """Return the same place as it is now, locked: its own role is not, and an offer of it may be lapsing."""
    return db.session.scalar(
        _other_live_place(member, role).with_for_update(of=Place).execution_options(populate_existing=True)
    )


def _other_live_place(member: Member, role: EventRole) -> Select[Place]:
    return (
        select(Place)
        .where(
            Place.event_id == role.event_id,
            Place.member_id == member.id,
            Place.role_id != role.id,
            rules.is_live(),
        )
        .options(joinedload(Place.role, innerjoin=True))
    )


def event_held_at(member: Member, event: Event, *, taken_after: datetime, now: datetime) -> Event | None:
    """Return another event, at the same time, in which the member holds a place that they took after a moment.

    Or at the time of a date to come that shares the event's roster.
    """
    return db.session.scalar(
        select(Event)
        .join(Place, Place.event_id == Event.id)
        .where(Place.member_id == member.id, rules.held_at_the_time_of(event, since=now), Place.moved_at > taken_after)
        .order_by(Event.starts_at, Event.id)
        .limit(1)
    )
