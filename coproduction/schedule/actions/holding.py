"""What all answers and offers have in common: who is locked for them, how a place is held, and how it is confirmed."""

from __future__ import annotations

from datetime import datetime

from coproduction.audit.actions import record
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_member
from coproduction.notifications.actions import mark_done
from coproduction.notifications.models import Channel
from coproduction.schedule import emails, rules
from coproduction.schedule.actions.details import take_what_is_left
from coproduction.schedule.actions.moves import NO_REASON, Hand, Why, move, start
from coproduction.schedule.actions.refusing import (
    all_taken,
    refuse_barred,
    refuse_former_supporter,
    refuse_second_part,
    refuse_unfit,
)
from coproduction.schedule.actions.telling import forget_what_waits, lock_who_hears
from coproduction.schedule.actions.waiting import keep_list
from coproduction.schedule.models import EventRole, Place, PlaceState, Via
from coproduction.schedule.queries import places as queries
from coproduction.schedule.queries import waiting
from coproduction.schedule.queries.linked import lead_of
from coproduction.schedule.queries.locks import lock_role


def lock_place(role_id: int, member: Member, *, hand: Hand, now: datetime) -> tuple[EventRole, Place | None]:
    """Lock the event, the role, then the member, and return the member's place there as it is now.

    The member too, because their answers to two events at once must not both find them free; always in this order,
    because then no two answers can wait for each other, and together with those who are told that a list has moved on.
    Once they are locked nobody changes who answers for them.
    """
    role = lock_role(role_id)
    lock_who_hears(waiting.members_to_tell([role.id], now=now), besides=[member.id])
    rules.refuse_former(lock_member(member.id))
    refuse_former_supporter(member, hand)
    if rules.is_mirror(role):
        rules.refuse_mirror(role, lead=lead_of(role.event), now=now)
    return role, queries.place_in(role, member)


def hold(
    role: EventRole,
    place: Place | None,
    member: Member,
    *,
    hand: Hand,
    now: datetime,
    may_wait: bool,
    why: Why = NO_REASON,
) -> Place:
    """Give the place; or, when all are taken, a place at the end of the waiting list if they `may_wait`."""
    rules.refuse_unless_open(role.event, now=now)
    keep_list(role, now=now)
    has_room = rules.has_room(role, waiting.number_taken(role, but=place))
    if not has_room and not (may_wait and rules.has_waiting_list(role)):
        raise Refusal(all_taken(role, place, member, hand=hand))
    refuse_barred(role, member, to=PlaceState.HELD, hand=hand, now=now)
    refuse_second_part(role, member, hand=hand)
    refuse_unfit(role, place, member, hand=hand, now=now, why=why)
    to, at = (PlaceState.HELD, now) if has_room else (PlaceState.WAITING, waiting.end_of_list(role, now=now))
    if place:
        move(place, to, hand=hand, now=at, why=why)
    else:
        place = start(role, member, to, hand=hand, now=at, why=why)
    return confirm(place, hand=hand, now=now)


def confirm(place: Place, *, hand: Hand, now: datetime) -> Place:
    """Confirm the answer, instead of all that waits to be told. Who said it on the phone has heard it there."""
    forget_what_waits(place, leaves=not rules.is_live_state(place.state), now=now)
    take_what_is_left(place, hand=hand, now=now)
    record("schedule.place_moved", place, by=hand.account, now=now, to=place.state.value)
    message = emails.answer_confirmed(place, answered_by=supporter_of(hand), now=now)
    if message and hand.account and (hand.via, message.channel) == (Via.PHONE, Channel.PHONE):
        mark_done(message.id, by=hand.account, now=now)
    return place


def supporter_of(hand: Hand) -> str:
    """Return the name of the supporter whose hand it is; empty if it is anybody else's."""
    return hand.account.name if hand.account and hand.via is Via.SUPPORTER else ""
