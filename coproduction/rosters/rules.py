"""Why a member could not fill a role, as conditions that one query can ask of everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, true
from sqlalchemy.orm import aliased

from coproduction.core import dated_settings
from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_date, uk_wall
from coproduction.members.models import HeldQualification, Member, MemberState
from coproduction.members.rules import away_on, holding, in_state, interested_in, is_asked_to_things
from coproduction.notifications.quiet_hours import is_quiet, when_to_remind
from coproduction.rosters.kinds import ANSWER_HOURS, NEAR_DAYS, SOON_HOURS
from coproduction.rosters.models import Availability, AvailabilityRound, CanCome, DeclaredConflict
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Check, Event, EventRole, Part, Place, PlaceState
from coproduction.schedule.rules import (
    AWAITING_ANSWER,
    can_change,
    held_at_the_time_of,
    is_live,
    is_mirror,
    is_open_for_answers,
)

HISTORY_DAYS = dated_settings.number(
    "rosters-history-days", "How far back turns are counted when a role is filled", unit="days", seed=365, highest=3660
)
EXPERIENCE_DAYS = dated_settings.number(
    "rosters-experience-days",
    "How long somebody counts as experienced after a turn",
    unit="days",
    seed=730,
    highest=3660,
)
TRAVEL_MINUTES = dated_settings.number(
    "rosters-travel-minutes",
    "Time to get from one venue to another, when a roster is proposed",
    unit="minutes",
    seed=60,
    lowest=0,
    highest=480,
)
CONFLICT_DAYS = dated_settings.number(
    "rosters-conflict-days",
    "How long we keep that somebody could not sit on a panel",
    unit="days after it",
    seed=14,
    highest=365,
)
AVAILABILITY_WEEKS = dated_settings.number(
    "availability-weeks",
    "How long we keep when members said that they could take part",
    unit="weeks after the event",
    seed=4,
    highest=52,
)
AVAILABILITY_DAYS = dated_settings.number(
    "availability-remind-days",
    "How early members are reminded to say when they could take part",
    unit="days before the answer is due",
    seed=3,
    highest=30,
)
MOST_DATES = 20  # in one question, so that it can be read through
SAID_NO = (PlaceState.DECLINED, PlaceState.STEPPED_BACK)
# A place that was not given up: the member took part, or will.
KEPT = (PlaceState.HELD, PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT)

# What fills a place, or may yet: offers that wait for an answer as well as places held.
STANDING = (*AWAITING_ANSWER, PlaceState.HELD)


class Obstacle(NamedTuple):
    """A reason why a member could not fill a role: in words for coordinators, and as a condition on Member."""

    words: str
    stands: ColumnElement[bool]
    check: Check | None = None  # what is checked again at a yes, and is set aside with a reason
    is_final: bool = False  # no reason sets it aside


def obstacles(role: EventRole) -> Sequence[Obstacle]:
    """Return every reason that can stand between a member and the role.

    Reasons warn; a coordinator may ask all the same, with a reason of their own (practice, section 3), but for those
    that are final: what the member told us cannot be.
    """
    event = role.event
    found = [
        Obstacle("Cannot sit on this panel", _declared_conflict(event), is_final=True),
        Obstacle("Has paused their membership", in_state(MemberState.PAUSED)),
        Obstacle("Is leaving the group", in_state(MemberState.LEAVING)),
        *_of_qualification(role),
        Obstacle("Is away then", _is_away_then(event)),
        Obstacle("Said they cannot then", has_said_so(event, CanCome.NO)),
        Obstacle("Has a place at another event at that time", _holds_a_place_then(event), Check.CLASH),
        Obstacle("Has another part in this event", _has_another_part(role)),
        Obstacle("Has said no to this already", _in_role(role, *SAID_NO)),
    ]
    if interest := policy_of(event).interest:
        found.append(Obstacle(f"Has not ticked {interest.value} as an interest", not_(interested_in(interest))))
    return found


def is_chosen(role: EventRole) -> bool:
    """Say whether a proposal fills the role: coordinators choose who comes, and some must, stand by or learn."""
    return not role.is_open and (role.minimum > 0 or role.part is not Part.PLACE)


def wanted_in(role: EventRole) -> int:
    """Return how many people a proposal looks for in the role."""
    return role.minimum if role.part is Part.PLACE else role.maximum or 0


def can_propose(event: Event, *, now: datetime) -> bool:
    """Say whether a roster can be proposed for the event: members can be asked, for a role that is chosen."""
    return is_open_for_answers(event, now=now) and any(map(is_chosen, event.roles))


def is_in_play(role: EventRole) -> ColumnElement[bool]:
    """Return the condition for members who stand in this role's roster already."""
    return exists().where(Place.role_id == role.id, Place.member_id == Member.id, is_live())


def _of_qualification(role: EventRole) -> list[Obstacle]:
    if role.qualification is None:
        return []
    day = uk_wall(role.event.starts_at).date()
    ever_held = exists().where(
        HeldQualification.member_id == Member.id, HeldQualification.qualification_id == role.qualification.id
    )
    counts = holding(role.qualification.id, day)
    name = role.qualification.name
    return [
        Obstacle(f"Does not hold {name}", not_(ever_held), Check.QUALIFICATION),
        Obstacle(f"Has {name}, but not for {uk_date(day)}", and_(ever_held, not_(counts)), Check.QUALIFICATION),
    ]


def _declared_conflict(event: Event) -> ColumnElement[bool]:
    return exists().where(DeclaredConflict.event_id == event.id, DeclaredConflict.member_id == Member.id)


def _holds_a_place_then(event: Event) -> ColumnElement[bool]:
    return exists().where(Place.member_id == Member.id, held_at_the_time_of(event))


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


def _in_role(role: EventRole, *states: PlaceState) -> ColumnElement[bool]:
    return exists().where(Place.member_id == Member.id, Place.role_id == role.id, Place.state.in_(states))


def is_soon(event: Event, *, now: datetime) -> bool:
    """Say whether the event is so near that there is little time to ask one member after the other."""
    return event.starts_at - now <= timedelta(hours=dated_settings.value_of(SOON_HOURS, on=uk_wall(now).date()))


def usual_hours(event: Event, *, now: datetime) -> int:
    """Return how many hours a member who is asked now has to answer, as the settings say."""
    today, hours = uk_wall(now).date(), ANSWER_HOURS[event.kind]
    if is_soon(event, now=now):
        return dated_settings.value_of(hours.soon, on=today)
    is_near = event.starts_at - now <= timedelta(days=dated_settings.value_of(NEAR_DAYS, on=today))
    return dated_settings.value_of(hours.near if is_near else hours.far, on=today)


def answer_until(event: Event, *, now: datetime, hours: int | None = None) -> datetime:
    """Return by when a member who is asked now is to answer: so many hours later, or as the settings say.

    Nobody's time ends in the night: then they have an hour of the morning more. Nobody's goes on after the start.
    """
    until = now + timedelta(hours=hours or usual_hours(event, now=now))
    if is_quiet(until):
        until = when_to_remind(until) + timedelta(hours=1)
    return min(until, event.starts_at)


def is_asked_about(role: EventRole) -> bool:
    """Say whether members are asked if they could take the role: people are chosen for it, and for itself."""
    return not role.is_open and not is_mirror(role)


def can_say(event: Event, *, now: datetime) -> bool:
    """Say whether a member can still say if they could come: it is to come, and is not cancelled."""
    return can_change(event) and event.starts_at > now


def is_to_be_asked(role: EventRole) -> ColumnElement[bool]:
    """Return the condition for members who could take the role, as far as is known, and are asked whether they can.

    Whoever has paused or is leaving is not, nor whoever is away or elsewhere then, lacks what the role asks for, or
    has a part in the event or has said no to one. Whatever else has to be talked over first does not keep a question
    from anybody.
    """
    event = role.event
    return and_(is_asked_to_things(), is_for(role), not_(_is_away_then(event)), not_(_holds_a_place_then(event)))


def is_for(role: EventRole) -> ColumnElement[bool]:
    """Return the condition for members who like such events, hold what the role asks for, and are free to take it."""
    event, interest = role.event, policy_of(role.event).interest
    likes = interested_in(interest) if interest else true()
    counts = holding(role.qualification_id, uk_wall(event.starts_at).date()) if role.qualification_id else true()
    is_barred = or_(_has_a_part(event), _in_role(role, *SAID_NO), _declared_conflict(event))
    return and_(likes, counts, not_(is_barred))


def said(word: CanCome) -> ColumnElement[bool]:
    """Return the condition for what was said of an event at the time that it has now."""
    return and_(is_one_of(Availability.said, (word,)), Availability.for_start == Event.starts_at)


def has_said() -> ColumnElement[bool]:
    """Return the condition for answers to an event at the time that it has now, whatever they are."""
    return and_(Availability.said.is_not(None), Availability.for_start == Event.starts_at)


def has_said_so(event: Event, *words: CanCome) -> ColumnElement[bool]:
    """Return the condition for members who said one of these of the event, at the time that it has now."""
    answer = aliased(Availability)
    return exists().where(
        answer.event_id == event.id,
        answer.member_id == Member.id,
        is_one_of(answer.said, words),
        answer.for_start == event.starts_at,
    )


def answer_of(row: Availability) -> CanCome | None:
    """Return what was said of the event at the time that it has now, or None."""
    return row.said if row.for_start == row.event.starts_at else None


def is_open_question(question: AvailabilityRound) -> bool:
    """Say whether answers are still taken: nobody has closed the question."""
    return question.closed_at is None


def _is_away_then(event: Event) -> ColumnElement[bool]:
    return away_on(uk_wall(event.starts_at).date(), uk_wall(event.ends_at).date())


def _has_a_part(event: Event) -> ColumnElement[bool]:
    return exists().where(Place.member_id == Member.id, Place.event_id == event.id, is_live())
