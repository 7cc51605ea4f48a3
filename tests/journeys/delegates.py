"""The pages of delegates, for whoever walks through the demonstration: what a message or a day leads to."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from coproduction.core.database import db
from coproduction.core.signed_seeds import key_of_seed
from coproduction.members.models import Member
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import is_live, is_published
from coproduction.training.booking_keys import HOST, key_for
from coproduction.training.evaluation_keys import evaluation_key_for
from coproduction.training.models import (
    Delegate,
    Duty,
    EvaluationRound,
    EvaluationWords,
    Round,
    SessionBookings,
    SessionRole,
    WordsState,
)
from coproduction.training.queries.bookings import bookings_of


def pages_of_delegates() -> list[str]:
    """Return the pages of a host, of a delegate who will come, and of one who came and has a certificate."""
    listed = db.session.scalars(select(SessionBookings).where(SessionBookings.is_listed)).one()
    came = select(Delegate).where(Delegate.certificate.is_not(None)).order_by(Delegate.id).limit(1)
    comes = select(Delegate).where(Delegate.event_id == listed.event_id).order_by(Delegate.turn).limit(1)
    own = [f"/training/bookings/{key_for(db.session.scalars(found).one())}" for found in (came, comes)]
    return [
        *own,
        f"{own[-1]}/here",
        "/training/bookings/sent",
        f"/training/hosts/{key_of_seed(listed.host_seed, salt=HOST)}",
    ]


def page_of_evaluation(*, now: datetime) -> str:
    """Return the page on which somebody who came to the last session says how it was: it ended an hour ago now."""
    came = select(Delegate).where(Delegate.came.is_(True), Delegate.answered_at_end.is_(False))
    delegate = db.session.scalars(came.order_by(Delegate.event_id.desc(), Delegate.turn).limit(1)).one()
    event = delegate.bookings.session.event
    event.starts_at, event.ends_at = now - timedelta(hours=3), now - timedelta(hours=1)
    db.session.get_one(EvaluationRound, (event.id, Round.END)).is_closed = False
    db.session.commit()
    return f"/training/evaluations/{evaluation_key_for(delegate)}"


def page_of_words() -> str:
    """Return the page on which a coordinator reads what somebody wrote: nobody can answer about that session now."""
    unread = select(EvaluationWords).where(EvaluationWords.state == WordsState.NEW).order_by(EvaluationWords.id)
    words = db.session.scalars(unread.limit(1)).one()
    db.session.get_one(EvaluationRound, (words.event_id, words.round)).is_closed = True
    db.session.commit()
    return f"/training/words/{words.id}"


def pages_of_who_was_there() -> list[str]:
    """Return the pages on which a coordinator writes down what no list or link of the demonstration asks for today.

    That somebody came who had not booked, and how it was for a trainer who has no account.
    """
    listed = db.session.scalars(select(SessionBookings.event_id).where(SessionBookings.is_listed)).one()
    rings = select(Place).join(Place.member).join(SessionRole, SessionRole.role_id == Place.role_id)
    without = rings.where(Member.account_id.is_(None), Place.state == PlaceState.ATTENDED).order_by(Place.id)
    gave = db.session.scalars(without.limit(1)).one()
    return [f"/training/{listed}/delegates/came/new", f"/training/{gave.event_id}/how-it-was/{gave.member_id}"]


def lead_a_session(member_id: int, *, now: datetime) -> int:
    """Give the member the places as a shadow for which they put themselves forward, and let them lead one session.

    Staff can book that one. Return its id.
    """
    watches = select(SessionRole.role_id).where(SessionRole.does == Duty.SHADOWS)
    forward = update(Place).where(Place.member_id == member_id, Place.role_id.in_(watches), is_live())
    db.session.execute(forward.values(state=PlaceState.HELD))
    role = db.session.scalars(
        select(SessionRole)
        .join(SessionRole.role)
        .join(Place, Place.role_id == EventRole.id)
        .join(EventRole.event)
        .where(Place.member_id == member_id, is_live(), is_published(), Event.starts_at > now)
        .order_by(EventRole.id)
        .limit(1)
    ).one()
    role.does = Duty.LEADS
    event_id = role.role.event_id
    if bookings_of(event_id) is None:
        db.session.add(SessionBookings(event_id=event_id, code="lead2see", host_seed="lead", capacity=8, held=0))
    return event_id
