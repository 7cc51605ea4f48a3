"""Writing down who came: by a coordinator, or by members who check in with the code of the day."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.queries.members import lock_member
from coproduction.schedule import rules
from coproduction.schedule.actions.moves import Hand, move
from coproduction.schedule.models import CheckInCode, Event, EventState, Place, PlaceState
from coproduction.schedule.queries import attendance as queries
from coproduction.schedule.queries import places
from coproduction.schedule.queries.linked import lock_led_by
from coproduction.schedule.queries.locks import lock_role
from coproduction.schedule.queries.management import lock_event

DIGITS = 6


def record_attendance(event: Event, marks: Mapping[int, PlaceState], *, by: Account, now: datetime) -> int:
    """Write down who came, by place, and return how many were changed. Once it is over the event counts as held.

    Dates that share its roster and are over too are written down alike, as far as nobody has said anything else of
    them: each can be put right by itself. What is not marked stays as it is, and what was written down can be put
    right. Nobody is told. Refused before the event has begun, and when it was cancelled.
    """
    lock_event(event)
    if not rules.can_be_written_down(event, now=now):
        raise Refusal("You can write down who came once the event has begun.")
    changed = [
        place for place in queries.asked_to(event, viewer=by) if marks.get(place.id, place.state) is not place.state
    ]
    for place in changed:
        move(place, marks[place.id], hand=Hand(by), now=now)
    _hold(event, now=now)
    if changed:
        _write_down_alike(event, by=by, now=now)
    db.session.flush()
    record("schedule.attendance_recorded", event, by=by, now=now, number=len(changed))
    return len(changed)


def _hold(event: Event, *, now: datetime) -> None:
    if event.ends_at <= now and event.state is not EventState.HELD:
        event.state, event.changed_at = EventState.HELD, now


def _write_down_alike(event: Event, *, by: Account, now: datetime) -> None:
    """Give the places in dates that are over, and of which nothing is written down yet, what those here have."""
    came = {(each.role_id, each.member_id): each.state for each in queries.asked_to(event, viewer=by)}
    for led in lock_led_by(event):
        if led.ends_at > now or led.state is EventState.HELD:
            continue
        for place in queries.asked_to(led, viewer=by):
            to = came.get((place.role.follows_role_id or 0, place.member_id))
            if to in rules.CAME_OR_NOT and rules.is_legal(place.state, to):
                move(place, to, hand=Hand(by), now=now)
        _hold(led, now=now)


def make_code(event: Event, *, by: Account, now: datetime) -> CheckInCode:
    """Make the code with which members check in. There is one: a second click returns it.

    Refused once nobody could check in with it.
    """
    lock_event(event)
    if not rules.has_use_for_code(event, now=now):
        raise Refusal("Nobody can check in to this event any more.")
    if there := queries.code_of(event.id):
        return there
    code = CheckInCode(event_id=event.id, code=f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", made_at=now)
    db.session.add(code)
    db.session.flush()
    record("schedule.check_in_opened", event, by=by, now=now)
    return code


def check_in(place_id: int, code: str, *, hand: Hand, now: datetime) -> Place:
    """Write down that the member came, because they know the code of the day. Twice changes nothing.

    Refused on another day, with a wrong code, and for somebody who was not asked or has left.
    """
    found = places.get_place(place_id)
    role = lock_role(found.role_id)
    rules.refuse_former(lock_member(found.member_id))
    place = places.place_in(role, found.member) or found
    if place.state is PlaceState.ATTENDED:
        return place
    if not rules.is_on(role.event, now=now):
        raise Refusal("You can check in on the day of the event.")
    if not rules.is_code(queries.code_of(role.event_id), code):
        raise Refusal("This is not the code of this event. Ask the coordinator", field="code")
    if place.state not in rules.CAN_CHECK_IN:
        raise Refusal("Please tell the coordinator that you are here.")
    return move(place, PlaceState.ATTENDED, hand=hand, now=now)
