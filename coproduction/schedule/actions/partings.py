"""What happens to the places of a member who rests, or who has left or died."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select, update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.notifications.actions import drop
from coproduction.notifications.taking_back import untold
from coproduction.schedule import emails, rules
from coproduction.schedule.actions.details import forget_needs_of
from coproduction.schedule.actions.moves import Hand, move
from coproduction.schedule.models import Place, PlaceMove, PlaceState, Via
from coproduction.schedule.queries import partings as queries
from coproduction.schedule.queries.locks import lock_parts_of


def close_places(member: Member, *, by: Account | None, now: datetime) -> int:
    """Close the places of somebody who has gone in all that is to come, and return how many.

    The caller has locked their parts, so that no date is added at which they would stay, and then the member. Nobody is
    told by this: the gaps stand on the coordinators' list. A second time finds nothing left.
    """
    places = queries.places_to_come(member, now=now)
    return _close_all(places, by=by, now=now)


def close_places_of_the_gone(*, now: datetime) -> int:
    """Close the places that somebody was given at the very moment when they left or died, and return how many.

    For each day's housekeeping: an invitation to many people does not wait for each of them.
    """
    lock_parts_of(queries.gone_with_places(now=now))
    places = queries.places_of_the_gone(now=now)
    return _close_all(places, by=None, now=now)


def forget_words(member_ids: Collection[int]) -> None:
    """Delete what was written beside the places of members whom we forget. That they had them, and when, stays."""
    theirs = select(Place.id).where(Place.member_id.in_(member_ids))
    db.session.execute(update(Place).where(Place.member_id.in_(member_ids)).values(note=""))
    db.session.execute(
        update(PlaceMove)
        .where(PlaceMove.place_id.in_(theirs))
        .values(reason="")
        .execution_options(synchronize_session=False)
    )


def hold_back_offers(member: Member, *, now: datetime) -> int:
    """Take the offers to a member who rests out of the outbox, and return how many. They can still answer them."""
    places = [place for place in queries.places_to_come(member, now=now) if place.state is PlaceState.OFFERED]
    asked = [emails.key_of(place, emails.OFFER) for place in places]
    waiting = untold([member.id]) if places else []
    asked += [message.key for message in waiting if message.template == emails.DATES and not message.is_copy]
    return sum(drop(key, now=now) for key in asked)


def _close_all(places: Sequence[Place], *, by: Account | None, now: datetime) -> int:
    """Close the places, the oldest first: what is moved with one of them is closed by then, and not a second time."""
    closed = 0
    for place in places:
        if rules.is_live_state(place.state):
            _close(place, by=by, now=now)
            closed += 1
        forget_needs_of(place)
    return closed


def _close(place: Place, *, by: Account | None, now: datetime) -> None:
    after = PlaceState.RELEASED
    if not rules.is_legal(place.state, after):
        after = rules.WAYS_OUT[place.state]
    hand = Hand(account=by) if by else Hand(via=Via.AUTOMATIC)
    move(place, after, hand=hand, now=now)
    record("schedule.place_closed", place, by=by, now=now, to=after)
