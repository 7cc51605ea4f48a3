"""Keeping waiting lists: an offer that was not taken lapses, and a free place is offered to whoever is next."""

from __future__ import annotations

from datetime import datetime, timedelta

from coproduction.core.dates import uk_wall
from coproduction.notifications.models import Channel, MessageState
from coproduction.schedule import emails, rules
from coproduction.schedule.actions.moves import Hand, move
from coproduction.schedule.actions.telling import forget_what_waits, lock_who_hears
from coproduction.schedule.models import EventRole, Place, PlaceState, Via
from coproduction.schedule.queries import waiting
from coproduction.schedule.queries.locks import lock_roles

ITSELF = Hand(via=Via.AUTOMATIC)


def keep_list(role: EventRole, *, now: datetime) -> int:
    """Let the offers lapse that are over, offer each free place to the next who waits, and return how many that were.

    The caller has locked the role. Nothing happens at an event that is not open. Nobody waits for a role for which a
    coordinator chooses.
    """
    if not rules.is_open_for_answers(role.event, now=now):
        return 0
    lock_who_hears(waiting.members_to_tell([role.id], now=now))
    for place in waiting.overdue_offers(role, now=now):
        _lapse(place, now=now)
    offered = 0
    while role.is_open and rules.has_room(role, waiting.number_taken(role)) and (first := waiting.next_waiting(role)):
        _offer(first, now=now)
        offered += 1
    return offered


def keep_lists(*, now: datetime) -> int:
    """Keep every list where somebody waits or an offer is over, and return how many places were offered.

    For the worker, several times an hour: what members and coordinators do is looked after on the spot.
    """
    roles = lock_roles(waiting.roles_to_look_at(now=now))
    lock_who_hears(waiting.members_to_tell(roles.keys(), now=now))
    return sum(keep_list(role, now=now) for role in roles.values())


def _offer(place: Place, *, now: datetime) -> None:
    hours = waiting.hours_of(place.role, on=uk_wall(now).date())
    until = min(now + timedelta(hours=hours), place.role.event.starts_at)
    move(place, PlaceState.OFFERED, hand=ITSELF, now=now, until=until)
    forget_what_waits(place, leaves=False, now=now)
    emails.place_free(place, now=now)


def _lapse(place: Place, *, now: datetime) -> None:
    """End an offer, unless its member was rung or written to so late that they still have time."""
    until = _end_for_whoever_is_told_by_hand(place, now=now)
    if until > now:
        place.offer_ends_at = until
        return
    move(place, PlaceState.LAPSED, hand=ITSELF, now=now)
    forget_what_waits(place, leaves=True, now=now)
    emails.offer_lapsed(place, now=now)


def _end_for_whoever_is_told_by_hand(place: Place, *, now: datetime) -> datetime:
    """Return until when the offer stands: for who is rung or written to, the time begins when that has been done."""
    start, is_kept = place.role.event.starts_at, rules.is_kept(place)
    message = waiting.message_of(emails.key_of(place, emails.PLACE_FREE if is_kept else emails.OFFER))
    if message is None or (message.channel is Channel.EMAIL and message.state is not MessageState.FAILED):
        return now
    if message.state in (MessageState.WAITING, MessageState.FAILED):
        return start
    time = timedelta(hours=waiting.hours_of(place.role, on=uk_wall(now).date()))
    if not is_kept and place.offer_ends_at:
        time = place.offer_ends_at - place.moved_at
    return min((message.finished_at or now) + time, start)
