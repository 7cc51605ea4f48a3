"""The places of one person who stood in two records: each comes to the record that is kept, where there is room."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.actions.merging import Follower
from coproduction.members.models import Member
from coproduction.notifications.actions import drop_about
from coproduction.schedule import rules, stirrings
from coproduction.schedule.actions.arranging import bring_arrangements, follow_needs
from coproduction.schedule.actions.details import bring_details
from coproduction.schedule.actions.mirrors import keep_mirrors
from coproduction.schedule.actions.moves import Hand, Why, move
from coproduction.schedule.models import Place, PlaceState, Via
from coproduction.schedule.queries import merging as queries
from coproduction.schedule.queries.locks import lock_parts_of

BECAUSE = Why(reason="Two records of one person were merged")
# Of two live places of one person in one event, the one that is nearer to coming stays.
NEARNESS = (
    PlaceState.WAITING,
    PlaceState.INTERESTED,
    PlaceState.OFFERED,
    PlaceState.TENTATIVE,
    PlaceState.HELD,
)


def foresee(kept: Member, other: Member) -> list[str]:
    """Say what `bring_together` would do, for a coordinator to read."""
    theirs = queries.places_of_record(other.id)
    doubles = _doubles(kept, theirs)
    live = sum(rules.is_live_state(place.state) for place in theirs)
    words = [f"{_places(len(theirs))} in events come along, {live or 'none'} of them not over yet."] if theirs else []
    if doubles:
        events = "1 event" if len(doubles) == 1 else f"{len(doubles)} events"
        words.append(f"In {events} both have a part. The one that is nearer to coming stays.")
    return words


def bring_together(kept: Member, other: Member, *, by: Account, now: datetime) -> None:
    """Bring the other record's places to the kept one.

    Where both live in one event, the nearer to coming stays, and the other is released without a word to anybody: it
    is one person. A place whose role the kept record has been in before stays where it is, with its history. What is
    written in place moves is never changed. Where both held a place, one falls free: what follows from that, does.
    """
    hand = Hand(account=by, via=Via.WEBSITE)
    bring_arrangements(kept, other)
    theirs = queries.places_of_record(other.id)
    doubles = _doubles(kept, theirs)
    free = [their for mine, their in doubles if mine.state is their.state is PlaceState.HELD]
    for mine, their in doubles:
        _settle(mine, their, hand=hand, now=now)
    in_roles = {place.role_id: place for place in queries.places_of_record(kept.id)}
    for place in theirs:
        if place.role_id not in in_roles:
            place.member_id = kept.id
        elif rules.is_live_state(place.state):
            _take_over(in_roles[place.role_id], place, hand=hand, now=now)
    db.session.flush()
    _bring_mirrors(kept, other, by=by, now=now)
    for record in (kept, other):
        follow_needs(record, by=by, now=now)
    for place in free:
        stirrings.tell(place, PlaceState.HELD, now=now)


def _bring_mirrors(kept: Member, other: Member, *, by: Account, now: datetime) -> None:
    """Bring what mirrors the places along, and then to where the places stand that it mirrors."""
    mine = {place.role_id for place in queries.mirrors_of_record(kept.id)}
    for mirror in queries.mirrors_of_record(other.id):
        if mirror.role_id not in mine:
            mirror.member_id = kept.id
        elif rules.is_live_state(mirror.state):
            mirror.state, mirror.moves_made = PlaceState.RELEASED, mirror.moves_made + 1
    db.session.flush()
    for place in queries.places_of_record(kept.id):
        keep_mirrors([place], by=by, now=now)


def _doubles(kept: Member, theirs: Sequence[Place]) -> list[tuple[Place, Place]]:
    """Return the live places of both in one event, the kept record's first."""
    live = {place.event_id: place for place in theirs if rules.is_live_state(place.state)}
    mine = [place for place in queries.places_of_record(kept.id) if rules.is_live_state(place.state)]
    return [(place, live[place.event_id]) for place in mine if place.event_id in live]


def _settle(mine: Place, their: Place, *, hand: Hand, now: datetime) -> None:
    """Leave one of two live places in an event: the nearer to coming, or the kept record's of two alike."""
    theirs_is_nearer = NEARNESS.index(their.state) > NEARNESS.index(mine.state)
    loser = mine if theirs_is_nearer and mine.role_id != their.role_id else their
    if theirs_is_nearer and loser is their:
        _take_over(mine, their, hand=hand, now=now)
    else:
        _end(loser, hand=hand, now=now)


def _take_over(place: Place, other: Place, *, hand: Hand, now: datetime) -> None:
    """Bring a place to where another of the same role stands, and end the other.

    One that is over for good, such as a place that was attended, stays so; a waiting list has no way back to it.
    """
    to, turn = other.state, other.moved_at
    bring_details(place, other)
    _end(other, hand=hand, now=now)
    for state in _way(place.state, to) or _way(place.state, PlaceState.INTERESTED):
        move(place, state, hand=hand, now=now, why=BECAUSE, is_new=False)
    if place.state is PlaceState.WAITING:
        place.moved_at = turn


def _end(place: Place, *, hand: Hand, now: datetime) -> None:
    """End a live place: released where that is legal, because nobody said no. Nothing that waits about it is told."""
    is_legal = rules.is_legal(place.state, PlaceState.RELEASED)
    to = PlaceState.RELEASED if is_legal else rules.WAYS_OUT[place.state]
    move(place, to, hand=hand, now=now, why=BECAUSE, is_new=False)
    drop_about(f"place-{place.id}-", now=now)


def _way(start: PlaceState, to: PlaceState) -> Sequence[PlaceState]:
    """Return the states of the shortest legal way from one state to another; none when there is no way."""
    ways: deque[tuple[PlaceState, tuple[PlaceState, ...]]] = deque([(start, ())] if start is not to else [])
    seen = {start}
    while ways:
        state, gone = ways.popleft()
        for after in rules.LEGAL_MOVES[state]:
            if after is to:
                return (*gone, after)
            if after not in seen:
                seen.add(after)
                ways.append((after, (*gone, after)))
    return ()


def _places(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"


PLACES = Follower(foresee, lock_parts_of, bring_together)
