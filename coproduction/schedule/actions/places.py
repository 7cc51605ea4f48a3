"""Members' answers: taking a place, putting oneself forward, saying yes, not sure or no; and offers to them."""

from __future__ import annotations

import enum
from datetime import datetime

from coproduction.audit.actions import record
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.notifications.mailing import Hears
from coproduction.schedule import emails, rules
from coproduction.schedule.actions.calls import ask_for_call
from coproduction.schedule.actions.details import (
    NOTHING_MORE,
    AnswerDetails,
    note_agreement,
    note_details,
)
from coproduction.schedule.actions.holding import confirm, hold, lock_place, supporter_of
from coproduction.schedule.actions.moves import NO_REASON, Hand, Why, move, start
from coproduction.schedule.actions.refusing import (
    no_longer_theirs,
    refuse_barred,
    refuse_second_part,
    refuse_unqualified,
)
from coproduction.schedule.actions.telling import forget_what_waits
from coproduction.schedule.actions.waiting import keep_list
from coproduction.schedule.models import EventRole, Place, PlaceState
from coproduction.schedule.queries import places as queries


class Answer(enum.StrEnum):
    """What a member can say to an offer."""

    YES = "yes"
    NOT_SURE = "not sure"
    NO = "no"


def take_place(role_id: int, member: Member, *, hand: Hand, now: datetime) -> Place:
    """Give the member a place in an open role, and confirm it to them with a calendar file.

    When all places are taken they join the waiting list. A member who already holds the place or waits for it stays
    there, so a double click is harmless. Refused when the role is not open, asks for a qualification the member does
    not hold, or clashes with another place they hold.
    """
    role, place = lock_place(role_id, member, hand=hand, now=now)
    if place and place.state in (PlaceState.HELD, PlaceState.WAITING):
        return place
    if not role.is_open and not (place and place.state in rules.AWAITING_ANSWER):
        raise Refusal(f"A coordinator chooses who takes part as {role.name}. You can put yourself forward.")
    return hold(role, place, member, hand=hand, now=now, may_wait=True)


def put_forward(role_id: int, member: Member, *, note: str, hand: Hand, now: datetime) -> Place:
    """Record that the member would like the role, with a note to the coordinator, and confirm it to them.

    Doing it twice changes nothing. Refused without the qualification that the role requires.
    """
    role, place = lock_place(role_id, member, hand=hand, now=now)
    if place and rules.is_live_state(place.state):
        return place
    rules.refuse_unless_open(role.event, now=now)
    refuse_barred(role, member, to=PlaceState.INTERESTED, hand=hand, now=now)
    refuse_unqualified(role, member)
    refuse_second_part(role, member, hand=hand)
    if place:
        place.note = note
        move(place, PlaceState.INTERESTED, hand=hand, now=now)
    else:
        place = start(role, member, PlaceState.INTERESTED, hand=hand, now=now, note=note)
    return confirm(place, hand=hand, now=now)


def answer(
    place_id: int,
    said: Answer,
    *,
    hand: Hand,
    now: datetime,
    details: AnswerDetails = NOTHING_MORE,
) -> Place:
    """Take the member's answer to an offer, or their change of mind, and confirm it to them. `details` go with it.

    The same answer twice changes nothing. Refused once the event has started or when somebody else took the place.
    """
    found = queries.get_place(place_id)
    if said is Answer.NO:
        return step_back(place_id, hand=hand, now=now, ring_me=details.ring_me)
    role, place = lock_place(found.role_id, found.member, hand=hand, now=now)
    if place is None or not (rules.can_answer(place) or rules.is_live_state(place.state)):
        raise Refusal(no_longer_theirs(found, hand))
    if not rules.can_answer(place):
        raise Refusal("A coordinator has not offered you this place yet.")
    to = PlaceState.HELD if said is Answer.YES else PlaceState.TENTATIVE
    refuse_barred(role, place.member, to=to, hand=hand, now=now)
    note_details(place, details, hand=hand, now=now)
    if said is Answer.YES:
        if place.state is PlaceState.HELD:
            return _still(place, hand=hand, now=now)
        place = hold(role, place, place.member, hand=hand, now=now, may_wait=True)
        note_agreement(place, hand=hand, now=now)
        return place
    return _not_sure(role, place, hand=hand, now=now)


def _not_sure(role: EventRole, place: Place, *, hand: Hand, now: datetime) -> Place:
    """Take a "not sure". A place that is kept for somebody stays theirs for its time; one that they hold is free."""
    if rules.is_kept(place):
        return place
    if place.state is PlaceState.TENTATIVE:
        return _still(place, hand=hand, now=now)
    rules.refuse_unless_open(role.event, now=now)
    if not rules.is_live_state(place.state):  # the offer comes back to life, to be thought about
        move(place, PlaceState.OFFERED, hand=hand, now=now)
    move(place, PlaceState.TENTATIVE, hand=hand, now=now)
    keep_list(role, now=now)
    return confirm(place, hand=hand, now=now)


def _still(place: Place, *, hand: Hand, now: datetime) -> Place:
    """Take the same answer again: it changes nothing, unless we asked again because the event moved."""
    if place.asked_again_at is None:
        return place
    rules.refuse_unless_open(place.role.event, now=now)
    place.asked_again_at, place.moves_made = None, place.moves_made + 1
    return confirm(place, hand=hand, now=now)


def step_back(place_id: int, *, hand: Hand, now: datetime, ring_me: bool = False, why: Why = NO_REASON) -> Place:
    """Take the member off the event: no reason is needed. They are thanked, and the organiser is told of a gap.

    With `ring_me` a coordinator is asked to ring them. A second time changes nothing. Refused once the event has
    started.
    """
    found = queries.get_place(place_id)
    role, place = lock_place(found.role_id, found.member, hand=hand, now=now)
    if place is None or not rules.is_live_state(place.state):
        return found
    rules.refuse_unless_open(role.event, now=now)
    given_up = place.state is PlaceState.HELD
    move(place, rules.WAYS_OUT[place.state], hand=hand, now=now, why=why)
    if given_up:
        emails.place_given_up(place, answered_by=supporter_of(hand), now=now)
    if ring_me:
        ask_for_call(place, hand=hand, now=now)
    keep_list(role, now=now)
    return confirm(place, hand=hand, now=now)


def offer_place(
    role_id: int,
    member: Member,
    *,
    hand: Hand,
    now: datetime,
    why: Why = NO_REASON,
    until: datetime | None = None,
) -> Place:
    """Ask the member to take the role, by their channel. Asking somebody who has the offer changes nothing.

    Who could fill a role is the rosters' question; `why` says why a coordinator asked all the same, and what they set
    aside. An offer that is not answered `until` then lapses. Refused for somebody who has left.
    """
    role, place = lock_place(role_id, member, hand=hand, now=now)
    waits_its_turn = place is not None and rules.has_waiting_list(role) and rules.waits(place)
    if place and (place.state in (*rules.AWAITING_ANSWER, PlaceState.HELD) or waits_its_turn):
        return place
    rules.refuse_unless_open(role.event, now=now)
    refuse_barred(role, member, to=PlaceState.OFFERED, hand=hand, now=now)
    stood_by = make_way(role, member, hand=hand, now=now)
    refuse_second_part(role, member, hand=hand)
    if place:
        move(place, PlaceState.OFFERED, hand=hand, now=now, why=why, until=until)
    else:
        place = start(role, member, PlaceState.OFFERED, hand=hand, now=now, why=why, until=until)
    record("schedule.place_offered", place, by=hand.account, now=now)
    forget_what_waits(place, leaves=False, now=now)
    emails.place_offered(place, stood_by=stood_by, now=now)
    return place


def make_way(role: EventRole, member: Member, *, hand: Hand, now: datetime) -> bool:
    """Put away the member's part in what stands by for the role, or what the role stands by for: this comes instead.

    Say whether they stood by. Nothing that they hold in the role itself is put away for standing by. The member is
    locked, and told of what comes.
    """
    other = queries.part_in_the_way(member, role)
    if other is None or not rules.can_make_way(other, role):
        return False
    stood_by = other.state is PlaceState.HELD
    forget_what_waits(other, leaves=True, now=now)
    move(other, PlaceState.RELEASED, hand=hand, now=now)
    return stood_by


def give_place(place_id: int, *, hand: Hand, now: datetime, why: Why = NO_REASON) -> Place:
    """Give the place to a member who put themselves forward, and tell them. Doing it twice changes nothing.

    `why` is what a coordinator sets aside. Refused when they do not stand forward any more: nobody is given what they
    did not ask for.
    """
    found = queries.get_place(place_id)
    role, place = lock_place(found.role_id, found.member, hand=hand, now=now)
    if place is None or place.state is PlaceState.HELD:
        return found
    if place.state not in rules.STANDING_FORWARD:
        raise Refusal(f"{place.member.name} does not put themselves forward for this now. You can ask them.")
    if rules.is_alone_in(role):
        raise Refusal(f"{place.member.name} would be the only member, and has to agree to that. Ask them.")
    return hold(role, place, place.member, hand=hand, now=now, may_wait=False, why=why)


def release_place(place_id: int, *, hand: Hand, now: datetime) -> Place:
    """Take back an offer or a place, or thank somebody who put themselves forward and was not chosen.

    Doing it twice changes nothing. Refused once the event has started or is cancelled.
    """
    found = queries.get_place(place_id)
    role, place = lock_place(found.role_id, found.member, hand=hand, now=now)
    if place is None or not rules.is_live_state(place.state):
        return found
    rules.refuse_unless_open(role.event, now=now)
    known = forget_what_waits(place, leaves=True, now=now)
    move(place, PlaceState.RELEASED, hand=hand, now=now)
    record("schedule.place_released", place, by=hand.account, now=now)
    is_for = Hears.ALL if known.is_heard_of else Hears.READERS_OF_COPIES
    emails.place_released(place, heard=known.time, now=now, is_for=is_for)
    keep_list(role, now=now)
    return place
