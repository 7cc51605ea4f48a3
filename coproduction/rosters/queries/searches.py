"""Searches for somebody who steps in: which are due, who was asked, and who is next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, not_, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, db, is_one_of
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.notifications.models import Channel
from coproduction.rosters import rules
from coproduction.rosters.models import Because, SearchState, SearchStep, StandInSearch, Step
from coproduction.rosters.queries.eligibility import PastTurns, history_beside, with_history
from coproduction.rosters.queries.limits import obstacles_to
from coproduction.schedule.models import EventKind, EventRole, Part, Place, PlaceMove, PlaceState
from coproduction.schedule.queries.roles import is_settled
from coproduction.schedule.rules import AWAITING_ANSWER

LIVE = (SearchState.LOOKING, SearchState.RINGING)


class Next(NamedTuple):
    """Somebody who is to be asked, and whether they stand by for the role."""

    member_id: int
    stands_by: bool


def lock_live_search(role_id: int) -> StandInSearch | None:
    """Return the search that goes on for the role as it is now, or None, and make its end wait until our commit.

    Whoever has gone gives up a place without the role's lock. Who counts the places to end a search locks it first,
    and so either sees that place given up, or is seen by whoever gives it up.
    """
    return db.session.scalars(
        select(StandInSearch)
        .where(StandInSearch.role_id == role_id, is_one_of(StandInSearch.state, LIVE))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def stopped_searches(role_id: int) -> Sequence[StandInSearch]:
    """Return the searches for the role that a coordinator stopped: whoever they asked may still say yes."""
    stopped = is_one_of(StandInSearch.state, [SearchState.STOPPED])
    return db.session.scalars(
        select(StandInSearch).where(StandInSearch.role_id == role_id, stopped).order_by(StandInSearch.id)
    ).all()


def find_search(search_id: int, *, viewer: Account) -> StandInSearch | None:
    """Return the search, with its role and event, for a coordinator; or None."""
    require_staff(viewer)
    return db.session.scalar(
        select(StandInSearch)
        .where(StandInSearch.id == search_id)
        .options(joinedload(StandInSearch.role).joinedload(EventRole.event))
    )


def next_due(*, now: datetime) -> StandInSearch | None:
    """Return the search that is to be looked at and has waited longest, or None."""
    return db.session.scalar(
        select(StandInSearch)
        .where(StandInSearch.next_at.is_not(None), StandInSearch.next_at <= now)
        .order_by(StandInSearch.next_at, StandInSearch.id)
        .limit(1)
    )


def searches_of(event_id: int, *, viewer: Account) -> Sequence[StandInSearch]:
    """Return the searches for the event's roles, the newest first, with their steps and who was asked."""
    require_staff(viewer)
    return db.session.scalars(
        select(StandInSearch)
        .join(EventRole, EventRole.id == StandInSearch.role_id)
        .where(EventRole.event_id == event_id)
        .order_by(StandInSearch.id.desc())
        .options(selectinload(StandInSearch.steps).joinedload(SearchStep.member))
    ).all()


def asked_in(search: StandInSearch) -> Sequence[SearchStep]:
    """Return the steps by which members were asked, or passed over."""
    return db.session.scalars(
        select(SearchStep)
        .where(SearchStep.search_id == search.id, SearchStep.what.in_([Step.ASKED, Step.PASSED_OVER]))
        .order_by(SearchStep.id)
    ).all()


def heard_by(search: StandInSearch, *, since: datetime | None = None) -> dict[int, bool]:
    """Return who was thanked, and of those who stood by whether they had heard that they were asked."""
    thanked = select(SearchStep.member_id, SearchStep.stood_by).where(
        SearchStep.search_id == search.id, SearchStep.what == Step.THANKED
    )
    rows = db.session.execute(thanked.where(SearchStep.at >= since) if since else thanked)
    return {member_id: stood_by for member_id, stood_by in rows if member_id}


def left_unanswered(search: StandInSearch) -> Sequence[int]:
    """Return those who let an offer of the role lapse since the search, or the asking that led to it, began."""
    lapsed = _lapsed(search.role_id)
    if search.because is not Because.NO_YES:
        lapsed = lapsed.where(Place.moved_at >= search.begun_at)
    return db.session.scalars(lapsed).all()


def lapsed_in(role_id: int) -> Sequence[int]:
    """Return those whose offer of the role has lapsed."""
    return db.session.scalars(_lapsed(role_id)).all()


def not_this_time_in(role_id: int) -> Sequence[int]:
    """Return whose offer, place or wish to have the role a coordinator took back: they are not asked by ourselves."""
    by_staff = select(PlaceMove.place_id).where(
        PlaceMove.to_state == PlaceState.RELEASED, PlaceMove.moved_by_id.is_not(None)
    )
    released = is_one_of(Place.state, [PlaceState.RELEASED])
    return db.session.scalars(
        select(Place.member_id).where(Place.role_id == role_id, released, Place.id.in_(by_staff))
    ).all()


def _lapsed(role_id: int) -> Select[int]:
    return select(Place.member_id).where(Place.role_id == role_id, is_one_of(Place.state, [PlaceState.LAPSED]))


def offers_in(role: EventRole) -> Sequence[Place]:
    """Return the role's offers that wait for an answer, those with "not sure" too."""
    return db.session.scalars(
        select(Place)
        .where(Place.role_id == role.id, is_one_of(Place.state, AWAITING_ANSWER))
        .order_by(Place.id)
        .options(joinedload(Place.member), joinedload(Place.role))
    ).all()


def next_to_ask(role: EventRole, *, but: Collection[int], limit: int, only_by_email: bool, now: datetime) -> list[Next]:
    """Return who is to be asked next: who stands by first, then all others in the order of turns.

    Who put themselves forward comes first only among those who had as many turns, or those who have time would have
    every place (lessons, row 21).

    Nobody in whose way something stands is among them, whatever a coordinator allowed before: they ask them by hand.
    With `only_by_email` nobody is whom a person would have to ring, text or write to.
    """
    reasons = obstacles_to(role, now=now)
    listed = _in_order(role, reasons, now=now)
    if only_by_email:
        listed = listed.where(Member.channel == Channel.EMAIL, Member.email.is_not(None))
    rows = db.session.execute(
        listed.add_columns(rules.stands_by_for(role).label("stands_by"))
        .where(not_(or_(*(reason.stands for reason in reasons))), Member.id.not_in(but))
        .limit(limit)
    )
    return [Next(row.id, row.stands_by) for row in rows]


def _in_order(role: EventRole, reasons: Sequence[rules.Obstacle], *, now: datetime) -> AnySelect:
    return with_history(role, reasons, now=now, first=[case((rules.stands_by_for(role), 0), else_=1)])


def leaves_one_alone(role: EventRole) -> bool:
    """Say whether one member is left at a panel that was to have more, and would be the only one.

    Not once they have agreed to that.
    """
    event = role.event
    if is_settled(role):
        return False
    held = select(Place.id).join(EventRole, EventRole.id == Place.role_id)
    held = held.where(Place.event_id == event.id, EventRole.part == Part.PLACE, Place.state == PlaceState.HELD)
    return event.kind is EventKind.PANEL and not event.is_for_one and len(db.session.scalars(held).all()) == 1


class ToRing(NamedTuple):
    """Somebody on a ring list: how they are reached, and where their place stands, if they have been asked."""

    member_id: int
    name: str
    channel: Channel
    phone: str | None
    contact_times: str | None
    stands_by: bool
    place_id: int | None
    state: PlaceState | None
    asks_first: bool
    is_asked_elsewhere: bool
    past: PastTurns


def ring_list(role: EventRole, *, limit: int, viewer: Account, now: datetime) -> list[ToRing]:
    """Return whom to ring: those who were asked and may yet say yes, who stands by, and the others in order of turns.

    Whoever asks to be asked first is in their place: to ring is to do so. Who has been asked to something else then and
    has not answered comes last. Nobody in whose way something else stands is among them.
    """
    require_staff(viewer)
    reasons = obstacles_to(role, now=now)
    place = aliased(Place)
    rows = db.session.execute(
        _whom_to_ring(role, reasons, now=now)
        .outerjoin(place, and_(place.member_id == Member.id, place.role_id == role.id))
        .add_columns(
            Member.channel,
            Member.phone,
            Member.contact_times,
            rules.stands_by_for(role).label("stands_by"),
            place.id.label("place_id"),
            place.state,
            _asks_first(reasons).label("asks_first"),
            _is_asked_elsewhere(reasons).label("is_asked_elsewhere"),
        )
        .limit(limit)
    )
    return [_to_ring(row) for row in rows]


def _whom_to_ring(role: EventRole, reasons: Sequence[rules.Obstacle], *, now: datetime) -> AnySelect:
    """Select who has no place in the role, or was asked and may yet say yes, in the order in which they are rung."""
    asked, elsewhere = rules.stands_in(role, *AWAITING_ANSWER), _is_asked_elsewhere(reasons)
    stands_in_the_way = [reason for reason in reasons if not reason.is_offer_elsewhere]
    return with_history(
        role,
        reasons,
        now=now,
        who=or_(asked, not_(rules.is_in_play(role))),
        first=[case((rules.stands_by_for(role), 0), (asked, 1), (not_(elsewhere), 2), else_=3)],
    ).where(not_(_is_hindered(stands_in_the_way)))


def _to_ring(row: AnyRow) -> ToRing:
    reached = row.channel, row.phone, row.contact_times
    place = row.stands_by, row.place_id, row.state
    flags = bool(row.asks_first), bool(row.is_asked_elsewhere)
    return ToRing(row.id, row.name, *reached, *place, *flags, PastTurns(history_beside(row), row.days))


def first_to_talk_with(
    search: StandInSearch, role: EventRole, *, before: Collection[int], limit: int, now: datetime
) -> list[int]:
    """Return who asks to be asked first and comes before the last of these in the order, and was not named so far."""
    reasons = obstacles_to(role, now=now)
    named = select(SearchStep.member_id).where(SearchStep.search_id == search.id, SearchStep.what == Step.ASK_FIRST)
    rows = db.session.scalars(
        _in_order(role, reasons, now=now)
        .where(not_(_is_hindered(reasons)), or_(_asks_first(reasons), Member.id.in_(before)), Member.id.not_in(named))
        .with_only_columns(Member.id)
        .limit(limit + len(before))
    ).all()
    last = max((place for place, member_id in enumerate(rows) if member_id in before), default=0)
    return [member_id for member_id in rows[:last] if member_id not in before][:limit]


def _asks_first(reasons: Sequence[rules.Obstacle]) -> ColumnElement[bool]:
    return or_(*(reason.stands for reason in reasons if reason.is_ask_first))


def _is_asked_elsewhere(reasons: Sequence[rules.Obstacle]) -> ColumnElement[bool]:
    return or_(*(reason.stands for reason in reasons if reason.is_offer_elsewhere))


def _is_hindered(reasons: Sequence[rules.Obstacle]) -> ColumnElement[bool]:
    """Return the condition for members in whose way something stands but that they ask to be asked first."""
    return or_(*(reason.stands for reason in reasons if not reason.is_ask_first))
