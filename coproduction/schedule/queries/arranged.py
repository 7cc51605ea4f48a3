"""Arrangements as they are seen: all of them by coordinators, and each member's own by that member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Label,
    ScalarSelect,
    and_,
    bindparam,
    exists,
    func,
    literal,
    null,
    select,
    type_coerce,
)
from sqlalchemy.orm import contains_eager, joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, as_word, db, is_one_of, read_rows
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.models import Member, Need, NeedKind, SeenBy
from coproduction.members.rules import require_staff
from coproduction.notifications.queries import batched
from coproduction.schedule.models import (
    AnswerDetail,
    Arrangement,
    ArrangementMove,
    ArrangementState,
    Event,
    Place,
    PlaceState,
)
from coproduction.schedule.rules import COMING, is_published
from coproduction.schedule.rules import arrangements as rules

_NO_KIND = type_coerce(null(), Need.kind.type)
_FOR_COORDINATORS = literal(SeenBy.COORDINATORS, Need.seen_by.type)
_VIEWER = bindparam("viewer_id", type_=Integer)
_OWN = (
    select(as_word(Arrangement.kind), as_word(Arrangement.state), Arrangement.instead)
    .where(Arrangement.event_id == bindparam("event_id", type_=Integer), Arrangement.member_id == _VIEWER)
    .where(rules.is_live())
    .order_by(Arrangement.id)
)


class Told(NamedTuple):
    """What a member wrote of one kind of need, and who may know it."""

    detail: str
    seen_by: SeenBy


class Guest(NamedTuple):
    """Somebody who comes or is not sure yet, without a name, and what they said beside their answer."""

    is_not_sure: bool
    detail: AnswerDetail | None


class Unconfirmed(NamedTuple):
    """How many arrangements of an event one coordinator has still to have confirmed."""

    event: Event
    owner: Account
    number: int


def arranged_for(event_id: int, member_id: int) -> Sequence[AnyRow]:
    """Return what is arranged at an event, as far as it is still needed: for the member, or whom they let see it."""
    return read_rows(_OWN, {"event_id": event_id, "viewer_id": member_id})


def number_needed() -> Label[int]:
    """Select, beside Place, how many things its member needs arranged at its event."""
    return _number_of_place().label("needed")


def number_confirmed() -> Label[int]:
    """Select, beside Place, how many of these are certain."""
    return _number_of_place(is_one_of(Arrangement.state, [ArrangementState.CONFIRMED])).label("confirmed")


def _number_of_place(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    of_place = (Arrangement.event_id == Place.event_id, Arrangement.member_id == Place.member_id, rules.is_live())
    return select(func.count(Arrangement.id)).where(*of_place, *conditions).correlate(Place).scalar_subquery()


def places_uncertain_again(place_ids: Sequence[int]) -> set[int]:
    """Return those of the places for whose members something was certain at the event and is not any more."""
    was_certain = exists().where(
        ArrangementMove.arrangement_id == Arrangement.id, ArrangementMove.to_state == ArrangementState.CONFIRMED
    )
    found = (
        select(Place.id)
        .join(Arrangement, and_(Arrangement.event_id == Place.event_id, Arrangement.member_id == Place.member_id))
        .where(rules.is_live(), Arrangement.state != ArrangementState.CONFIRMED, was_certain)
    )
    return {place_id for some in batched(place_ids) for place_id in db.session.scalars(found.where(Place.id.in_(some)))}


def is_to_be_checked_again(place: Place) -> bool:
    """Say whether what was booked for what is different this time is to be checked, for the member of the place."""
    found = select(Arrangement.id).where(
        Arrangement.event_id == place.event_id,
        Arrangement.member_id == place.member_id,
        Arrangement.kind.is_(None),
        Arrangement.state == ArrangementState.CHECK_AGAIN,
    )
    return db.session.scalar(found.limit(1)) is not None


def arrangements_of(event_id: int, *, viewer: Account) -> Sequence[Arrangement]:
    """Return every arrangement of the event with its member and who looks after it, the first to book first.

    For coordinators: what is arranged says what somebody needs.
    """
    require_staff(viewer)
    return db.session.scalars(
        select(Arrangement)
        .join(Arrangement.member)
        .where(Arrangement.event_id == event_id)
        .order_by(Arrangement.book_by, Member.known_as, Arrangement.id)
        .options(contains_eager(Arrangement.member), joinedload(Arrangement.owner), raiseload("*", sql_only=True))
    ).all()


def find_arrangement(arrangement_id: int, *, viewer: Account) -> Arrangement | None:
    """Return the arrangement with its event, its member and its history, or None. For coordinators."""
    require_staff(viewer)
    return db.session.scalar(
        select(Arrangement)
        .where(Arrangement.id == arrangement_id)
        .options(joinedload(Arrangement.event), joinedload(Arrangement.member), joinedload(Arrangement.owner))
    )


def told_about(event_id: int, *, viewer: Account) -> dict[tuple[int, NeedKind | None], Told]:
    """Return what those with arrangements at the event wrote of each need, by member and kind. For coordinators.

    Without a kind it is what is different this time. Of one need that was written twice, both are said, and who may
    know is the stricter.
    """
    require_staff(viewer)
    some = select(Arrangement.member_id).where(Arrangement.event_id == event_id)
    needs = select(Need.member_id, Need.kind, Need.detail, Need.seen_by, Need.id.label("nth"))
    this_time = (
        select(Place.member_id, _NO_KIND, AnswerDetail.needs, _FOR_COORDINATORS, Place.id)
        .join(AnswerDetail, AnswerDetail.place_id == Place.id)
        .where(Place.event_id == event_id, is_one_of(Place.state, COMING), AnswerDetail.needs != "")
    )
    rows = db.session.execute(needs.where(Need.member_id.in_(some)).union_all(this_time).order_by("nth"))
    told: dict[tuple[int, NeedKind | None], Told] = {}
    strict_first = tuple(SeenBy)
    for member_id, kind, detail, seen_by, _ in rows:
        before = told.get((member_id, kind), Told("", seen_by))
        words = "; ".join(filter(None, (before.detail, detail)))
        told[member_id, kind] = Told(words, min(before.seen_by, seen_by, key=strict_first.index))
    return told


def not_sure_of_coming(event_id: int, *, viewer: Account) -> frozenset[int]:
    """Return the members, by id, who are not sure yet whether they come. For coordinators."""
    require_staff(viewer)
    not_sure = select(Place.member_id).where(Place.event_id == event_id, Place.state == PlaceState.TENTATIVE)
    return frozenset(db.session.scalars(not_sure.order_by(Place.member_id)))


def guests_of(event_id: int, *, viewer: Account) -> list[Guest]:
    """Return who comes to the event or is not sure yet, without names. For coordinators."""
    require_staff(viewer)
    rows = db.session.execute(
        select(Place.state, AnswerDetail)
        .outerjoin(AnswerDetail, AnswerDetail.place_id == Place.id)
        .where(Place.event_id == event_id, is_one_of(Place.state, COMING))
        .order_by(Place.id)
    )
    return [Guest(state is PlaceState.TENTATIVE, detail) for state, detail in rows]


def arrangements_to_change(event_id: int, *, viewer: Account) -> Sequence[Arrangement]:
    """Return what suppliers know of and would have to be told about if the event moved or was cancelled.

    By member, with the member. For coordinators.
    """
    require_staff(viewer)
    return db.session.scalars(
        select(Arrangement)
        .join(Arrangement.member)
        .where(Arrangement.event_id == event_id, is_one_of(Arrangement.state, rules.BOOKED))
        .order_by(Member.known_as, Arrangement.id)
        .options(contains_eager(Arrangement.member), raiseload("*", sql_only=True))
    ).all()


def unconfirmed_until(last: date, *, now: datetime) -> list[Unconfirmed]:
    """Return what is not confirmed for published events up to and with a UK day, by event and who looks after it."""
    until = uk_moment(last, uk_wall(now).time().max)
    rows = db.session.execute(
        select(Event, Account, func.count(Arrangement.id))
        .join(Arrangement, Arrangement.event_id == Event.id)
        .join(Account, Account.id == Arrangement.owner_id)
        .where(is_one_of(Arrangement.state, rules.UNCONFIRMED), is_published())
        .where(Event.starts_at > now, Event.starts_at <= until)
        .group_by(Event.id, Account.id)
        .order_by(Event.starts_at, Event.id, Account.id)
    )
    return [Unconfirmed(*row) for row in rows]
