"""The legal moves of a place, who may see an event, and when two events clash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, literal, or_, select, true
from sqlalchemy.orm import aliased

from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience
from coproduction.core.database import UTCDateTime, is_one_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.models import HeldQualification, Member
from coproduction.members.rules import has_left
from coproduction.schedule.kinds import SEEN_BY_ALL, policy_of
from coproduction.schedule.models import (
    LIVE_STATES,
    AnswerDetail,
    Event,
    EventFormat,
    EventRole,
    EventState,
    Place,
    PlaceState,
    Way,
)

_REVIVED = (PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.WAITING, PlaceState.HELD)

LEGAL_MOVES: Mapping[PlaceState | None, tuple[PlaceState, ...]] = {
    None: (PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.WAITING, PlaceState.HELD),
    PlaceState.INTERESTED: (PlaceState.OFFERED, PlaceState.HELD, PlaceState.RELEASED),
    PlaceState.OFFERED: (
        PlaceState.HELD,
        PlaceState.TENTATIVE,
        PlaceState.WAITING,
        PlaceState.DECLINED,
        PlaceState.LAPSED,
        PlaceState.RELEASED,
        PlaceState.ATTENDED,
        PlaceState.APOLOGIES,
    ),
    PlaceState.TENTATIVE: (
        PlaceState.HELD,
        PlaceState.WAITING,
        PlaceState.DECLINED,
        PlaceState.LAPSED,
        PlaceState.RELEASED,
        PlaceState.ATTENDED,
        PlaceState.APOLOGIES,
    ),
    PlaceState.WAITING: (PlaceState.OFFERED, PlaceState.HELD, PlaceState.STEPPED_BACK, PlaceState.ATTENDED),
    PlaceState.HELD: (
        PlaceState.TENTATIVE,
        PlaceState.STEPPED_BACK,
        PlaceState.RELEASED,
        PlaceState.ATTENDED,
        PlaceState.APOLOGIES,
        PlaceState.ABSENT,
    ),
    PlaceState.STEPPED_BACK: (*_REVIVED, PlaceState.ATTENDED),
    PlaceState.DECLINED: (*_REVIVED, PlaceState.ATTENDED),
    PlaceState.LAPSED: _REVIVED,
    PlaceState.RELEASED: _REVIVED,
    # What was written down about who came can be put right, and leads nowhere else.
    PlaceState.ATTENDED: (PlaceState.APOLOGIES, PlaceState.ABSENT),
    PlaceState.APOLOGIES: (PlaceState.ATTENDED, PlaceState.ABSENT),
    PlaceState.ABSENT: (PlaceState.ATTENDED, PlaceState.APOLOGIES),
}

# Where "I can't make it" leads from each live state.
WAYS_OUT: Mapping[PlaceState, PlaceState] = {
    PlaceState.INTERESTED: PlaceState.RELEASED,
    PlaceState.OFFERED: PlaceState.DECLINED,
    PlaceState.TENTATIVE: PlaceState.DECLINED,
    PlaceState.WAITING: PlaceState.STEPPED_BACK,
    PlaceState.HELD: PlaceState.STEPPED_BACK,
}

# Who is shown the joining details: those who have a place, and those who are thinking about it.
COMING = (PlaceState.HELD, PlaceState.TENTATIVE)
CAME_OR_NOT = (PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT)
# Who can check in: everybody who was asked. A coordinator chooses among those who put themselves forward.
CAN_CHECK_IN = (PlaceState.HELD, PlaceState.TENTATIVE, PlaceState.OFFERED, PlaceState.WAITING)
SEATED = (PlaceState.HELD, PlaceState.ATTENDED)
STANDING_FORWARD = (PlaceState.INTERESTED, PlaceState.WAITING)
LONGEST = timedelta(hours=24)  # that an event may last; longer ones are several events
AWAITING_ANSWER = (PlaceState.OFFERED, PlaceState.TENTATIVE)
# Somebody who said no to an offer may still say yes, as long as there is room.
ANSWERABLE = (*AWAITING_ANSWER, PlaceState.HELD, PlaceState.DECLINED)

WAYS: Mapping[EventFormat, tuple[Way, ...]] = {
    EventFormat.IN_PERSON: (Way.IN_PERSON,),
    EventFormat.ONLINE: (Way.ONLINE,),
    EventFormat.HYBRID: (Way.IN_PERSON, Way.ONLINE),
}


def ways_of(event: Event) -> tuple[Way, ...]:
    """Return the ways in which somebody can take part: those of its format, and by phone where there is a number."""
    return (*WAYS[event.format], Way.PHONE) if event.joining_phone else WAYS[event.format]


def way_of(detail: AnswerDetail | None, event: Event) -> Way | None:
    """Return how somebody takes part: what they said, as long as it is possible, or the only way that there is."""
    ways = ways_of(event)
    if detail and detail.way in ways:
        return detail.way
    return ways[0] if len(ways) == 1 else None


def is_legal(before: PlaceState | None, after: PlaceState) -> bool:
    """Say whether a place may move from one state to the other."""
    return after in LEGAL_MOVES[before]


def can_answer(place: Place) -> bool:
    """Say whether the member may still say yes, not sure or no to this place."""
    return place.state in ANSWERABLE


def waits_for_answer(place: Place) -> bool:
    """Say whether we wait for the member's answer: to an offer, or again because the event moved."""
    return place.state in AWAITING_ANSWER or place.asked_again_at is not None


def can_be_changed_by_member(place: Place, *, now: datetime) -> bool:
    """Say whether the member can still do something about this place: it is theirs, and the event is open."""
    return (can_answer(place) or is_live_state(place.state)) and is_open_for_answers(place.role.event, now=now)


def is_live_state(state: PlaceState) -> bool:
    """Say whether a place in this state still counts."""
    return state in LIVE_STATES


def is_open_for_answers(event: Event, *, now: datetime) -> bool:
    """Say whether members can still answer: published, and not started."""
    return event.state is EventState.PUBLISHED and event.starts_at > now


def can_be_written_down(event: Event, *, now: datetime) -> bool:
    """Say whether coordinators can write down who came: it took place, and has begun."""
    return event.state in (EventState.PUBLISHED, EventState.HELD) and event.starts_at <= now


def is_on(event: Event, *, now: datetime) -> bool:
    """Say whether members can check in: from the morning of the event's day, in the UK, until it ends."""
    return (
        event.state is EventState.PUBLISHED
        and uk_wall(event.starts_at).date() <= uk_wall(now).date()
        and now < event.ends_at
    )


def can_check_in(place: Place, event: Event, *, now: datetime) -> bool:
    """Say whether the member of a place in the event can say that they are here."""
    return place.state in CAN_CHECK_IN and is_on(event, now=now)


def outcomes_of(place: Place) -> tuple[PlaceState, ...]:
    """Return what can be written down about whether the member of a place came."""
    return tuple(state for state in CAME_OR_NOT if state is place.state or is_legal(place.state, state))


def can_change(event: Event) -> bool:
    """Say whether the event can still be changed: it is neither cancelled nor over."""
    return event.state in (EventState.DRAFT, EventState.PUBLISHED)


def is_cancelled(event: Event) -> bool:
    """Say whether the event will not happen."""
    return event.state is EventState.CANCELLED


def can_publish(event: Event) -> bool:
    """Say whether the event is a draft that members could be shown."""
    return event.state is EventState.DRAFT


def can_cancel(event: Event, *, now: datetime) -> bool:
    """Say whether the event can still be cancelled: it has neither been cancelled nor started."""
    return can_change(event) and event.starts_at > now


def has_waiting_list(role: EventRole) -> bool:
    """Say whether members who come too late can wait: they take places themselves, and there is a maximum."""
    return role.is_open and role.maximum is not None


def has_room(role: EventRole, taken: int) -> bool:
    """Say whether there is room for one more when so many places are taken."""
    return role.maximum is None or taken < role.maximum


def is_kept(place: Place) -> bool:
    """Say whether the place is kept for its member until a time, because they waited for it."""
    return place.state is PlaceState.OFFERED and place.offer_ends_at is not None


def is_taken() -> ColumnElement[bool]:
    """Return the condition for places that nobody else can have: held, or kept for somebody from the waiting list."""
    kept = and_(Place.state == PlaceState.OFFERED, Place.offer_ends_at.is_not(None))
    return or_(is_one_of(Place.state, SEATED), kept)


def can_invite(event: Event) -> bool:
    """Say whether publishing can ask everybody: a kind that all may know of and like to join, with an open role."""
    policy = policy_of(event)
    return policy.seen_by_all and policy.interest is not None and any(role.is_open for role in event.roles)


def refuse_unless_open(event: Event, *, now: datetime) -> None:
    """Refuse an answer to an event that is not published, or that has started."""
    if event.state is EventState.CANCELLED:
        raise Refusal(f"{event.title} has been cancelled.")
    if event.state is not EventState.PUBLISHED:
        raise Refusal(f"{event.title} is not open for answers.")
    if event.starts_at <= now:
        raise Refusal(f"{event.title} has already started.")


def visible_to(viewer: Member | Account) -> ColumnElement[bool]:
    """Return the condition for the events that the viewer may know of: coordinators see all."""
    if isinstance(viewer, Member):
        return visible_to_member(literal(viewer.id))
    if Audience.STAFF not in viewer.audiences:
        raise PermissionError("Only coordinators see events by their account.")
    return true()


def visible_to_member(member_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition for the events that a member may know of.

    That is what is published (it stays visible when cancelled or held); an event of a kind that is not for all, such
    as a panel, only with a place in it or a qualification that one of its roles requires and that counts that day.
    """
    mine, role = aliased(Place), aliased(EventRole)
    has_a_place = exists().where(mine.event_id == Event.id, mine.member_id == member_id).correlate(Event)
    is_qualified = (
        select(role.id)
        .join(HeldQualification, HeldQualification.qualification_id == role.qualification_id)
        .where(
            role.event_id == Event.id,
            HeldQualification.member_id == member_id,
            HeldQualification.achieved_on <= func.date(Event.starts_at),
            or_(
                HeldQualification.valid_until.is_(None),
                HeldQualification.valid_until >= func.date(Event.starts_at),
            ),
        )
        .correlate(Event)
        .exists()
    )
    is_shown = and_(Event.state != EventState.DRAFT, ~Event.never_shown)
    return and_(is_shown, or_(is_one_of(Event.kind, SEEN_BY_ALL), has_a_place, is_qualified))


def has_not_ended() -> ColumnElement[bool]:
    """Return the condition for events that have not ended, with the parameters of `at`.

    What has not ended cannot have begun longer ago than an event may last. Said too, it lets the index on the start
    find the first of them without reading the past.
    """
    return and_(
        Event.ends_at > bindparam("now", type_=UTCDateTime()),
        Event.starts_at > bindparam("earliest_start", type_=UTCDateTime()),
    )


def at(now: datetime) -> dict[str, Any]:
    """Return the parameters of `has_not_ended` at a moment."""
    return {"now": now, "earliest_start": now - LONGEST}


def overlaps(start: datetime, end: datetime) -> ColumnElement[bool]:
    """Return the condition for events that share time with the period. Times are compared, not dates."""
    return and_(Event.starts_at < end, Event.ends_at > start)


def held_at_the_time_of(event: Event) -> ColumnElement[bool]:
    """Return the condition, on Place and Event together, for places held in other events that share time with this."""
    return held_elsewhere(event, event.starts_at, end=event.ends_at)


def held_elsewhere(event: Event, start: datetime, *, end: datetime) -> ColumnElement[bool]:
    """Return the same condition for the time that the event would have."""
    return and_(
        Place.event_id == Event.id,
        Place.state == PlaceState.HELD,
        Event.id != event.id,
        Event.state == EventState.PUBLISHED,
        overlaps(start, end),
    )


def refuse_former(member: Member) -> None:
    """Refuse somebody who has left: their place is free for others. Who has paused may still choose to come."""
    if has_left(member):
        raise Refusal(f"{member.known_as} is no longer a member.")


def is_live() -> ColumnElement[bool]:
    """Return the condition for places that still count: all but the ended ones."""
    return is_one_of(Place.state, LIVE_STATES)
