"""What the database says of the roles that a proposal fills: read once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from coproduction.core.database import AnyRow, db
from coproduction.core.dated_settings import Number
from coproduction.core.dates import uk_wall
from coproduction.rosters import rules
from coproduction.rosters.models import CanCome
from coproduction.rosters.proposals import problem as plain
from coproduction.rosters.proposals.reasons import DAYS_EITHER_WAY
from coproduction.rosters.queries.availability import Said
from coproduction.rosters.queries.conflicts import conflicts_with
from coproduction.rosters.queries.dates import dates_of
from coproduction.rosters.queries.histories import Past, pasts, taken_times
from coproduction.rosters.queries.limits import Limits, limits_around, turns_at
from coproduction.rosters.queries.parts import Choice
from coproduction.rosters.queries.who_could import WhoCould, who_could
from coproduction.rosters.rules.fees import fee_of
from coproduction.rosters.rules.limits import Turn
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import STANDING_FORWARD, is_live_state

# As far as another day is looked for, and to the other end of its month, for those who take so much in a month.
AROUND = timedelta(days=DAYS_EITHER_WAY + 31)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database says of the events' roles. `parts` are live places, by member and event: in which role."""

    roles: Sequence[EventRole]
    who_could: WhoCould
    parts: Mapping[int, Mapping[int, int]]
    conflicts: Mapping[int, frozenset[int]]
    said_no: Mapping[int, Mapping[int, plain.Apart]]
    at_limit: Mapping[int, frozenset[int]]
    standing: Mapping[Choice, PlaceState]
    forward: frozenset[Choice]
    pasts: Mapping[int, Past]
    taken: Mapping[int, tuple[plain.Taken, ...]]
    experienced_since: date
    numbers: Mapping[Number, int]
    dates: Mapping[int, Sequence[Event]]
    limits: Limits
    new: Mapping[int, Sequence[Turn]]

    def fee_of(self, event_id: int) -> int:
        """Return the pounds that are paid for a place in an event; 0 where nobody limits what they are paid."""
        return fee_of(self.new[event_id], self.limits.numbers) if self.limits.pay else 0


def facts_of(events: Sequence[Event], people: Collection[int], *, said: Said, now: datetime) -> Facts:
    """Return what the database says of the events' roles and of these people, with a fixed number of reads."""
    roles = [role for event in events for role in event.roles if rules.is_chosen(role)]
    role_ids, today = {role.id for role in roles}, uk_wall(now).date()
    numbers = rules.numbers_of_proposals(today)
    dates = dates_of(events, now=now)
    limits, new = limits_around(events, now=now), turns_at(dates)
    own = {event.id: limits.own_words(new[event.id]) for event in events}
    places = _places(events)
    over_cap = {event_id: words.over_cap for event_id, words in own.items()}
    return Facts(
        roles,
        who_could(roles, people, dates=dates, asked_more=over_cap, numbers=numbers, now=now),
        _parts(places),
        _by_member(conflicts_with(events)),
        _said_no(places, said=said),
        _at_limit(own),
        _in_state(rules.STANDING, places, role_ids),
        frozenset(_in_state(STANDING_FORWARD, places, role_ids)),
        pasts(events[0].kind, role_ids, since=now - timedelta(days=numbers[rules.HISTORY_DAYS]), now=now),
        taken_times(*_around(dates), events=events, role_ids=role_ids),
        today - timedelta(days=numbers[rules.EXPERIENCE_DAYS]),
        numbers,
        dates,
        limits,
        new,
    )


def _around(dates: Mapping[int, Sequence[Event]]) -> tuple[datetime, datetime]:
    """Return from when and until when it matters for these dates what people have taken."""
    every = [date for some in dates.values() for date in some]
    return min(date.starts_at for date in every) - AROUND, max(date.ends_at for date in every) + AROUND


def _places(events: Sequence[Event]) -> Sequence[AnyRow]:
    return db.session.execute(
        select(Place.event_id, Place.role_id, Place.member_id, Place.state)
        .where(Place.event_id.in_([event.id for event in events]))
        .order_by(Place.id)
    ).all()


def _in_state(
    states: Collection[PlaceState], places: Sequence[AnyRow], role_ids: Collection[int]
) -> Mapping[Choice, PlaceState]:
    return {
        Choice(each.role_id, each.member_id): each.state
        for each in places
        if each.role_id in role_ids and each.state in states
    }


def _parts(places: Sequence[AnyRow]) -> Mapping[int, Mapping[int, int]]:
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for each in places:
        if is_live_state(each.state):
            found[each.member_id][each.event_id] = each.role_id
    return found


def _at_limit(own: Mapping[int, rules.OwnWords]) -> Mapping[int, frozenset[int]]:
    """Return the events around which somebody takes no more, by member."""
    return _by_member((event_id, member_id) for event_id, words in own.items() for member_id in words.at_limit)


def _by_member(pairs: Iterable[tuple[int, int]]) -> Mapping[int, frozenset[int]]:
    """Return the events by member, from pairs of an event and a member."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for event_id, member_id in pairs:
        found[member_id].add(event_id)
    return {member_id: frozenset(event_ids) for member_id, event_ids in found.items()}


def _said_no(places: Sequence[AnyRow], *, said: Said) -> Mapping[int, Mapping[int, plain.Apart]]:
    """Return the events to which somebody said no, or for which they were told "not this time", by member.

    The same names do not come up again and again.
    """
    found: defaultdict[int, dict[int, plain.Apart]] = defaultdict(dict)
    for each in places:
        if each.state is PlaceState.RELEASED:
            found[each.member_id][each.event_id] = plain.Apart.NOT_THIS_TIME
    no = [(each.event_id, each.member_id) for each in places if each.state in rules.SAID_NO]
    for event_id, member_id in (*no, *(key for key, answer in said.items() if answer is CanCome.NO)):
        found[member_id][event_id] = plain.Apart.SAID_NO
    return found
