"""Who trains at a session, and how long they read what others share."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import InstrumentedAttribute

from coproduction.core.database import is_one_of
from coproduction.schedule.models import Event, EventRole, EventState, Part, Place
from coproduction.schedule.rules import SEATED, is_of_set
from coproduction.training.kinds import TRAINS
from coproduction.training.models import SessionRole
from coproduction.training.rules.keeping import kept_after


def trains_at(event_id: int | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return the condition on a place, its role, what that does and its date, for a trainer at any date of the session.

    Whoever stands by is none as long as they are not needed.
    """
    return and_(
        is_of_set(event_id),
        Event.state != EventState.CANCELLED,
        EventRole.part != Part.STANDBY,
        is_one_of(Place.state, SEATED),
        is_one_of(SessionRole.does, TRAINS),
    )


def can_still_be_read(ends_at: datetime, *, now: datetime) -> bool:
    """Say whether trainers still read what they share with each other, for some days after the session."""
    return now < ends_at + kept_after(now)
