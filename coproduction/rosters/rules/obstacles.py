"""Why a member could not fill a role, as conditions that one query can ask of everybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, true
from sqlalchemy.orm import aliased

from coproduction.core.database import is_one_of
from coproduction.core.dated_settings import Number
from coproduction.core.dates import uk_date, uk_wall
from coproduction.members.models import HeldQualification, Member, MemberState, Need
from coproduction.members.rules import (
    asks_to_be_asked_first,
    holding,
    in_state,
    interested_in,
    is_asked_to_things,
)
from coproduction.rosters.models import CanCome, DeclaredConflict
from coproduction.rosters.rules.availability import has_said_so, is_asked_about
from coproduction.rosters.rules.experience import is_held_back, knows_it
from coproduction.rosters.rules.numbers import TRAVEL_MINUTES, numbers_of_obstacles
from coproduction.rosters.rules.roles import SAID_NO, is_chosen_for
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.kinds.arrangements import ARRANGED
from coproduction.schedule.models import Check, Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import (
    STANDING_FORWARD,
    asked_at_the_time_of,
    asked_out_of_reach,
    away_then,
    held_at_the_time_of,
    held_out_of_reach,
    is_for_those_who_know_it,
    is_live,
    is_shadow,
)
from coproduction.schedule.rules.arrangements import takes_too_long


class Obstacle(NamedTuple):
    """A reason why a member could not fill a role: in words for coordinators, and as a condition on Member."""

    words: str
    stands: ColumnElement[bool]
    check: Check | None = None  # what is checked again at a yes, and is set aside with a reason
    is_final: bool = False  # no reason sets it aside
    is_of_newcomers: bool = False
    is_ask_first: bool = False  # a person talks with them before anything else
    is_offer_elsewhere: bool = False  # which they may yet say no to


class OwnWords(NamedTuple):
    """What members said for themselves, of which others learn no more: who takes no more, and who would be paid more.

    They are the ids of members.
    """

    at_limit: Collection[int] = ()
    over_cap: Collection[int] = ()


def obstacles(role: EventRole, own: OwnWords, *, dates: Sequence[Event], now: datetime) -> Sequence[Obstacle]:
    """Return every reason that can stand between a member and the role, as things are now. `dates` are its roster's.

    Reasons warn; a coordinator may ask all the same, with a reason of their own (practice, section 3), but for those
    that are final: what the member told us cannot be. None of them names a need, nor tells a limit on what somebody is
    paid from a wish to be asked.
    """
    event, today = role.event, uk_wall(now).date()
    numbers = numbers_of_obstacles(today)
    found = [
        Obstacle("Cannot sit on this panel", _declared_conflict(event), is_final=True),
        Obstacle("Takes no more around that time", Member.id.in_(own.at_limit), is_final=True),
        Obstacle("Has paused their membership", in_state(MemberState.PAUSED)),
        Obstacle("Is leaving the group", in_state(MemberState.LEAVING)),
        *_of_qualification(role, days_to_come(dates, now=now)),
        Obstacle("Is away then", away_then(event)),
        Obstacle("Said they cannot then", has_said_so(event, CanCome.NO)),
        Obstacle("Has a place at another event at that time", holds_a_place_then(event), Check.CLASH),
        _offered("Has been asked to another event at that time", asked_at_the_time_of(event)),
        *_of_travel(dates, minutes=numbers[TRAVEL_MINUTES]),
        Obstacle("Has another part in this event", _has_another_part(role), is_final=True),
        Obstacle("Has said no to this already", stands_in(role, *SAID_NO)),
        *_of_experience(role),
        Obstacle("Something that they need takes longer to arrange", _needs_longer(dates, numbers, now=now)),
        Obstacle("Ask first", or_(asks_to_be_asked_first(), Member.id.in_(own.over_cap)), is_ask_first=True),
    ]
    if interest := policy_of(event).interest:
        found.append(Obstacle(f"Has not ticked {interest.value} as an interest", not_(interested_in(interest))))
    return found


def is_in_play(role: EventRole) -> ColumnElement[bool]:
    """Return the condition for members who stand in this role's roster already: not who waits for us to choose."""
    return exists().where(
        Place.role_id == role.id, Place.member_id == Member.id, is_live(), Place.state != PlaceState.INTERESTED
    )


def is_forward_for(event: Event) -> ColumnElement[bool]:
    """Return the condition for members who put themselves forward for the event."""
    return exists().where(
        Place.event_id == event.id, Place.member_id == Member.id, is_one_of(Place.state, STANDING_FORWARD)
    )


def days_to_come(dates: Sequence[Event], *, now: datetime) -> Sequence[date]:
    """Return the UK days of the dates to come of a roster, in order; its first day, once none is to come."""
    to_come = [date for date in dates if date.starts_at > now] or dates[:1]
    return sorted({uk_wall(date.starts_at).date() for date in to_come})


def _holding_on(qualification_id: int, days: Sequence[date]) -> ColumnElement[bool]:
    return and_(true(), *(holding(qualification_id, day) for day in days))


def _of_qualification(role: EventRole, days: Sequence[date]) -> list[Obstacle]:
    """What they hold is to count at every date. The first day on which it does not is said."""
    if role.qualification is None:
        return []
    ever_held = exists().where(
        HeldQualification.member_id == Member.id, HeldQualification.qualification_id == role.qualification.id
    )
    number, name = role.qualification.id, role.qualification.name
    found = [Obstacle(f"Does not hold {name}", not_(ever_held), Check.QUALIFICATION)]
    for at, day in enumerate(days):
        first_ends = and_(ever_held, _holding_on(number, days[:at]), not_(holding(number, day)))
        found.append(Obstacle(f"Has {name}, but not for {uk_date(day)}", first_ends, Check.QUALIFICATION))
    return found


def lacks_for_all(event: Event, days: Sequence[date]) -> ColumnElement[bool]:
    """Return the condition for members who lack on one of its days what is asked for, in every role chosen for."""
    asked_for = [role.qualification_id for role in event.roles if is_asked_about(role)]
    if not asked_for or None in asked_for:
        return false()
    return not_(or_(*(_holding_on(number, days) for number in asked_for if number)))


def _declared_conflict(event: Event) -> ColumnElement[bool]:
    """What they told us of a panel holds for every date that follows it, whoever comes to that."""
    return exists().where(
        DeclaredConflict.event_id.in_(conflicting_ids(event)), DeclaredConflict.member_id == Member.id
    )


def conflicting_ids(event: Event) -> list[int]:
    """Return the events of which a conflict keeps somebody from this one: itself, and the one that it follows."""
    return [event.id] if event.follows_id is None else [event.id, event.follows_id]


def holds_a_place_then(event: Event) -> ColumnElement[bool]:
    """Return the condition for members with a place elsewhere at the time of the event or of a date with its roster."""
    return exists().where(Place.member_id == Member.id, held_at_the_time_of(event))


def _offered(words: str, then: ColumnElement[bool]) -> Obstacle:
    """Only what people are chosen for counts: to a meeting everybody is invited."""
    stands = exists().where(Place.member_id == Member.id, EventRole.id == Place.role_id, is_chosen_for(), then)
    return Obstacle(words, stands, is_offer_elsewhere=True)


def _of_travel(dates: Sequence[Event], *, minutes: int) -> list[Obstacle]:
    travel, shortly = timedelta(minutes=minutes), f"at another site less than {minutes} minutes before or after"
    held, asked = (or_(*(reach(date, travel) for date in dates)) for reach in (held_out_of_reach, asked_out_of_reach))
    return [
        Obstacle(f"Has a place {shortly}", exists().where(Place.member_id == Member.id, held)),
        _offered(f"Has been asked to another event {shortly}", asked),
    ]


def _of_experience(role: EventRole) -> list[Obstacle]:
    """Newcomers watch first, and only newcomers are chosen to watch: so each gets a chance by rule."""
    if is_for_those_who_know_it(role):
        return [Obstacle("Has not shadowed a panel yet", is_held_back(role.event), is_of_newcomers=True)]
    if policy_of(role.event).is_shadowed_first and is_shadow(role):
        return [Obstacle("Has shadowed a panel, or sat on one, already", knows_it(role.event))]
    return []


def _needs_longer(dates: Sequence[Event], numbers: Mapping[Number, int], *, now: datetime) -> ColumnElement[bool]:
    """What they need at any of the dates to come: the shortlisting of a panel can be weeks before its interviews."""
    usual = {kind: numbers[arranged.lead] for kind, arranged in ARRANGED.items()}
    today = uk_wall(now).date()
    late = (takes_too_long(date, usual, today=today) for date in dates if date.starts_at > now)
    return exists().where(Need.member_id == Member.id, or_(false(), *late))


def _has_another_part(role: EventRole) -> ColumnElement[bool]:
    other = aliased(EventRole)
    makes_way = or_(
        other.stands_by_for_id == role.id,
        and_(other.id == role.stands_by_for_id, Place.state == PlaceState.INTERESTED),
    )
    return exists().where(
        Place.member_id == Member.id,
        Place.event_id == role.event_id,
        Place.role_id != role.id,
        is_live(),
        other.id == Place.role_id,
        not_(func.coalesce(makes_way, false())),
    )


def stands_in(role: EventRole, *states: PlaceState) -> ColumnElement[bool]:
    """Return the condition for members whose place in the role is in one of these states."""
    return exists().where(Place.member_id == Member.id, Place.role_id == role.id, Place.state.in_(states))


def is_to_be_asked(role: EventRole, days: Sequence[date]) -> ColumnElement[bool]:
    """Return the condition for members who could take the role, as far as is known, and are asked whether they can.

    Whoever has paused or is leaving is not, nor whoever is away or elsewhere then, lacks what the role asks for, or
    has a part in the event or has said no to one. Whatever else has to be talked over first does not keep a question
    from anybody.
    """
    event = role.event
    return and_(is_asked_to_things(), is_for(role, days), not_(away_then(event)), not_(holds_a_place_then(event)))


def is_for(role: EventRole, days: Sequence[date]) -> ColumnElement[bool]:
    """Return the condition for members who like such events, hold on its days what it asks for, and are free for it."""
    event, interest = role.event, policy_of(role.event).interest
    likes = interested_in(interest) if interest else true()
    counts = _holding_on(role.qualification_id, days) if role.qualification_id else true()
    is_barred = or_(_has_a_part(event), stands_in(role, *SAID_NO), _declared_conflict(event))
    return and_(likes, counts, not_(is_barred))


def _has_a_part(event: Event) -> ColumnElement[bool]:
    return exists().where(Place.member_id == Member.id, Place.event_id == event.id, is_live())
