"""One meeting, for coordinators and for members."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.meetings.models import Meeting
from coproduction.members.models import Member
from coproduction.schedule.models import Event
from coproduction.schedule.rules import visible_to


def find_meeting(event_id: int, *, viewer: Account | Member) -> Meeting | None:
    """Return the meeting with its event, or None if there is no meeting of that id that the viewer may know of."""
    return db.session.scalar(
        select(Meeting)
        .join(Meeting.event)
        .where(Meeting.event_id == event_id, visible_to(viewer))
        .options(contains_eager(Meeting.event).joinedload(Event.organiser), raiseload("*", sql_only=True))
    )


_FOCUS = select(Meeting.focus).where(Meeting.event_id == bindparam("event_id"))


def facts(event_id: int) -> list[tuple[str, str]]:
    """Return what is special to the meeting, for the pages of an event that the caller has found."""
    return [("Main focus", focus) for focus in db.session.scalars(_FOCUS, {"event_id": event_id})]
