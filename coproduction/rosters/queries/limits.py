"""What members' own limits let them take: read for all who set any, or for one. Nobody reads the limits themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, case, or_, select

from coproduction.core.database import db, is_one_of
from coproduction.core.dated_settings import Number, values_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member, PaymentPreference, TurnLimits
from coproduction.members.queries.turn_limits import pay_limits, turn_limits
from coproduction.rosters import rules
from coproduction.rosters.kinds import PAY_DAYS
from coproduction.rosters.models import PlaceFee
from coproduction.rosters.proposals.problem import Fee, Pay
from coproduction.rosters.queries.dates import TURN_ID, dates_of
from coproduction.rosters.rules.fees import NUMBERS, UNPAID, Passed, caps_passed, fee_of, first_day
from coproduction.rosters.rules.limits import Turn, is_at_limit
from coproduction.schedule.bars import Bar
from coproduction.schedule.models import Event, EventRole, EventState, Part, Place, PlaceState
from coproduction.schedule.rules import AWAITING_ANSWER, is_shadow, leader_id_of

# A month, and the working days until a fee is paid, before and after what is asked about.
AROUND = timedelta(days=160)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of members, and the turns that they hold or are asked for, by member."""

    often: Mapping[int, TurnLimits]
    pay: Mapping[int, PaymentPreference]
    held: Mapping[int, Sequence[Turn]]
    asked: Mapping[int, Sequence[Turn]]
    numbers: Mapping[Number, int]

    @property
    def members(self) -> frozenset[int]:
        """Return who set any limit."""
        return frozenset({*self.often, *self.pay})

    @property
    def pay_days(self) -> int:
        """Return the working days from a turn until its fee is paid; 0 where nobody limits what they are paid."""
        return self.numbers[PAY_DAYS] if self.pay else 0

    def at_limit(self, new: Sequence[Turn], *, with_offers: bool = True) -> frozenset[int]:
        """Return who takes no more then: their own word, which nobody can set aside."""
        return frozenset(
            member_id
            for member_id, limits in self.often.items()
            if is_at_limit(limits, new, self._turns(member_id, new, with_offers=with_offers))
        )

    def over_cap(self, new: Sequence[Turn]) -> frozenset[int]:
        """Return who would be paid more than they wish: a coordinator is told to ask first, and no more."""
        return frozenset(member_id for member_id in self.pay if self.caps_passed(member_id, new))

    def caps_passed(self, member_id: int, new: Sequence[Turn]) -> list[Passed]:
        """Return which of their own caps on pay the member would pass with it."""
        told = self.pay.get(member_id)
        if told is None:
            return []
        return caps_passed(told, new, self._turns(member_id, new, with_offers=False), numbers=self.numbers)

    def own_words(self, new: Sequence[Turn]) -> rules.OwnWords:
        """Return both, for what stands in the way of asking them."""
        return rules.OwnWords(self.at_limit(new), self.over_cap(new))

    def rest_days_of(self, member_id: int) -> int:
        """Return the clear days that the member rests between two turns."""
        often = self.often.get(member_id)
        return (often.rest_days or 0) if often else 0

    def most_turns(self, member_id: int) -> tuple[int | None, int | None]:
        """Return the most turns that a member takes in a week and in a month."""
        often = self.often.get(member_id)
        return (often.weekly, often.monthly) if often else (None, None)

    def pay_of(self, member_id: int, new: Mapping[int, Sequence[Turn]]) -> Pay:
        """Return the most that a member wishes to be paid, with the fees of all that they hold or are asked for.

        Those of the new events, which are named by their ids, are what was agreed for these. Nothing limits whoever is
        paid nothing.
        """
        told = self.pay.get(member_id)
        if told is None or told.choice in UNPAID:
            return Pay()
        own: defaultdict[int, list[Turn]] = defaultdict(list)
        for turn in (*self.held.get(member_id, ()), *self.asked.get(member_id, ())):
            own[turn.turn_id].append(turn)
        pounds = {turn_id: fee_of(turns, self.numbers) for turn_id, turns in own.items()}
        event_of = {turns[0].turn_id: event_id for event_id, turns in new.items()}
        return Pay(
            told.weekly_cap,
            told.monthly_cap,
            tuple(Fee(pounds[key], first_day(turns)) for key, turns in own.items() if key not in event_of),
            {event_of[key]: pounds[key] for key in own if key in event_of},
        )

    def has(self, member_id: int, new: Sequence[Turn]) -> bool:
        """Say whether the member has that turn already: nothing keeps them from it any more."""
        return any(turn.turn_id == new[0].turn_id for turn in self.held.get(member_id, ()))

    def _turns(self, member_id: int, new: Sequence[Turn], *, with_offers: bool) -> list[Turn]:
        turns = [*self.held.get(member_id, ()), *(self.asked.get(member_id, ()) if with_offers else ())]
        return [turn for turn in turns if turn.turn_id != new[0].turn_id]


def turns_of(events: Collection[Event]) -> Mapping[int, Sequence[Turn]]:
    """Return what a place in each event would be, by the event's id: with all dates that share its roster."""
    leads = {leader_id_of(event) for event in events}
    is_led = and_(Event.follows_id.in_(leads), ~Event.has_own_roster, Event.state != EventState.CANCELLED)
    rows = db.session.execute(
        select(TURN_ID, Event.kind, Event.starts_at, Event.ends_at)
        .where(or_(Event.id.in_(leads), is_led))
        .order_by(Event.starts_at, Event.id)
    )
    found: defaultdict[int, list[Turn]] = defaultdict(list)
    for turn_id, *times in rows:
        found[turn_id].append(Turn(turn_id, *times))
    return {event.id: found[leader_id_of(event)] for event in events}


def turns_at(dates: Mapping[int, Sequence[Event]]) -> Mapping[int, Sequence[Turn]]:
    """Return the same from the dates of each event's roster."""
    return {
        event_id: [Turn(leader_id_of(date), date.kind, date.starts_at, date.ends_at) for date in some]
        for event_id, some in dates.items()
    }


def limits_around(events: Collection[Event], *, now: datetime, member_id: int | None = None) -> Limits:
    """Return the limits that matter for the events, of everybody who set any, or of one member.

    Four statements, and two where nobody set any.
    """
    often, pay = turn_limits(member_id), pay_limits(member_id)
    if not often and not pay:
        return Limits({}, {}, {}, {}, {})
    first, last = min(event.starts_at for event in events), max(event.ends_at for event in events)
    held, asked = _turns_between(first - AROUND, last + AROUND, {*often, *pay})
    return Limits(often, pay, held, asked, values_of(NUMBERS, on=uk_wall(now).date()))


def obstacles_to(role: EventRole, *, now: datetime) -> Sequence[rules.Obstacle]:
    """Return every reason that can stand between a member and the role, at any of the dates of its roster."""
    dates = dates_of([role.event], now=now)[role.event_id]
    return rules.obstacles(role, _own_words(role, now=now), dates=dates, now=now)


def _own_words(role: EventRole, *, now: datetime) -> rules.OwnWords:
    """Return who takes no more around the time of a role that people are chosen for, and who would be paid too much.

    Nobody who watches would be. Who stands by is paid nothing until they step in, and is looked at as if they did: or
    a person would have to talk with them at the moment when they are needed.
    """
    limits = limits_around([role.event], now=now) if not role.is_open else None
    if limits is None or not (limits.often or limits.pay):
        return rules.OwnWords()
    new = turns_of([role.event])[role.event_id]
    words = limits.own_words(new)
    return words if not is_shadow(role) else rules.OwnWords(words.at_limit)


def limit_bar(role: EventRole, member: Member, *, to: PlaceState, by_staff: bool, now: datetime) -> Bar | None:
    """Return what keeps a member from more than they said: an offer counts what they are asked, a yes what they have.

    Only for what people are chosen for. The member is not kept from putting themselves forward.
    """
    del by_staff
    if role.is_open or to is PlaceState.INTERESTED:
        return None
    limits = limits_around([role.event], now=now, member_id=member.id)
    new = turns_of([role.event])[role.event_id] if limits.often else ()
    if not new or limits.has(member.id, new):
        return None
    if member.id not in limits.at_limit(new, with_offers=to is PlaceState.OFFERED):
        return None
    return Bar(
        "You asked us for no more around that time. You can change how often you take part in “My details”.",
        f"{member.known_as} takes no more around that time.",
    )


def pay_bar(role: EventRole, member: Member, *, to: PlaceState, by_staff: bool, now: datetime) -> Bar | None:
    """Return what the member has to read before they say yes: their own cap on pay, which only they see.

    Not once they have said what to do about the fee. A coordinator is told to ask first, and writes down what they
    said.
    """
    if by_staff or to is not PlaceState.HELD or not caps_passed_by(role, member, now=now):
        return None
    return Bar(
        "Before you say yes, sign in and tell us what to do about the fee.",
        f"{member.known_as} has to answer this themselves, or to ring us.",
    )


def caps_passed_by(role: EventRole, member: Member, *, now: datetime) -> list[Passed]:
    """Return which of their own caps the member would pass with a place in the role; none once they chose a fee."""
    limits = limits_around([role.event], now=now, member_id=member.id) if role.part is Part.PLACE else None
    if limits is None or not limits.pay or _has_chosen(role, member):
        return []
    new = turns_of([role.event])[role.event_id]
    return [] if limits.has(member.id, new) else limits.caps_passed(member.id, new)


def fees_of(dates: Mapping[int, Sequence[Event]], *, now: datetime) -> Mapping[int, int]:
    """Return what is paid for a place in each event, in pounds, from the dates of its roster."""
    numbers = values_of(NUMBERS, on=uk_wall(now).date())
    return {event_id: fee_of(turns, numbers) for event_id, turns in turns_at(dates).items()}


def usual_fee(role: EventRole, *, now: datetime) -> int:
    """Return what is paid for a place in the role, in pounds."""
    return fee_of(turns_of([role.event])[role.event_id], values_of(NUMBERS, on=uk_wall(now).date()))


def _has_chosen(role: EventRole, member: Member) -> bool:
    mine = select(Place.id).where(Place.role_id == role.id, Place.member_id == member.id)
    return db.session.scalar(select(PlaceFee.place_id).where(PlaceFee.place_id.in_(mine))) is not None


def _turns_between(
    first: datetime, last: datetime, member_ids: Collection[int]
) -> tuple[Mapping[int, Sequence[Turn]], Mapping[int, Sequence[Turn]]]:
    pounds = case((EventRole.part != Part.PLACE, 0), else_=PlaceFee.pounds)  # who stands by or watches is paid nothing
    held: defaultdict[int, list[Turn]] = defaultdict(list)
    asked: defaultdict[int, list[Turn]] = defaultdict(list)
    rows = db.session.execute(
        select(Place.member_id, Place.state, TURN_ID, Event.kind, Event.starts_at, Event.ends_at, pounds)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(Event, Event.id == Place.event_id)
        .outerjoin(PlaceFee, PlaceFee.place_id == Place.id)
        .where(
            Place.member_id.in_(member_ids),
            is_one_of(Place.state, (*rules.STANDING, PlaceState.ATTENDED)),
            rules.is_chosen_for(),
            Event.state != EventState.CANCELLED,
            Event.starts_at > first,
            Event.starts_at < last,
        )
        .order_by(Event.starts_at, Place.id)
    )
    for member_id, state, *turn in rows:
        (asked if state in AWAITING_ANSWER else held)[member_id].append(Turn(*turn))
    return held, asked
