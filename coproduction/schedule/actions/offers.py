"""What becomes of offers when somebody else has the place, and of those who stood by for it."""

from __future__ import annotations

from datetime import datetime

from coproduction.audit.actions import record
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_member
from coproduction.members.rules import has_left
from coproduction.notifications.mailing import Hears
from coproduction.schedule import bars, emails, rules
from coproduction.schedule.actions.moves import move
from coproduction.schedule.actions.refusing import LONG_AGO
from coproduction.schedule.actions.telling import forget_what_waits
from coproduction.schedule.actions.waiting import ITSELF
from coproduction.schedule.models import EventRole, Place, PlaceState
from coproduction.schedule.queries import places as queries
from coproduction.schedule.queries import waiting
from coproduction.schedule.queries.locks import lock_role
from coproduction.schedule.queries.roles import standby_of


def take_back(place: Place, *, now: datetime, is_told: bool) -> bool:
    """Take back an offer because somebody else said yes first. The caller has locked the role.

    Its member is thanked, once, unless somebody else is to tell them: not `is_told`. Whoever has not heard of the offer
    yet hears nothing of it any more. Say whether they had heard.
    """
    known = forget_what_waits(place, leaves=True, now=now)
    move(place, PlaceState.RELEASED, hand=ITSELF, now=now)
    record("schedule.place_released", place, by=None, now=now)
    if is_told:
        is_for = Hears.ALL if known.is_heard_of else Hears.READERS_OF_COPIES
        emails.place_taken(place, stands_by=False, is_for=is_for, now=now)
    return known.is_heard_of


def stand_by_again(role: EventRole, member: Member, *, has_heard: bool, now: datetime) -> bool:
    """Let a member stand by for the role as before, and say whether they do.

    If they have heard that they were asked to step in, they are told that the place is taken.

    They do not if they could not any more: they have left, or have a place elsewhere then. The caller has locked the
    role; whoever stands by for it, and the member, are locked here.
    """
    place, standby = queries.place_in(role, member), standby_of(role.id)
    if place is None or standby is None:
        return False
    standby = lock_role(standby.id)
    stood_by = queries.place_in(standby, lock_member(member.id))
    does = stood_by is not None and _could_stand_by(standby, stood_by, now=now)
    if stood_by and does:
        move(stood_by, PlaceState.HELD, hand=ITSELF, now=now, is_new=False)
    if has_heard:
        emails.place_taken(place, stands_by=does, is_for=Hears.ALL, now=now)
    return does


def _could_stand_by(standby: EventRole, place: Place, *, now: datetime) -> bool:
    member = place.member
    return (
        place.state is PlaceState.RELEASED
        and not has_left(member)
        and rules.has_room(standby, waiting.number_taken(standby))
        and queries.other_live_place(member, standby) is None
        and queries.event_held_at(member, standby.event, taken_after=LONG_AGO, now=now) is None
        and bars.bar_of(standby, member, to=PlaceState.HELD, by_staff=True, now=now) is None
    )
