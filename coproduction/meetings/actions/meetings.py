"""Making a meeting, and changing it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.meetings.models import Meeting
from coproduction.schedule.actions import events
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.roles import RoleDetails, add_role
from coproduction.schedule.actions.shifting import change_with_dates
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, EventKind


def create_meeting(details: EventDetails, *, focus: str, by: Account, now: datetime) -> Event:
    """Make a draft of the meeting, with the role in which everybody can come. Refused, and made once, as any event."""
    event = events.create_event(EventKind.MEETING, details, by=by, now=now)
    db.session.merge(Meeting(event_id=event.id, focus=focus))  # an update, if the form was sent twice
    everybody = policy_of(event).first_role
    add_role(event, RoleDetails(**everybody._asdict(), qualification_id=None), by=by, now=now)
    return event


def change_meeting(
    meeting: Meeting, details: EventDetails, *, focus: str, moved: Collection[int] = (), by: Account, now: datetime
) -> Event:
    """Change the meeting by hand, and move with it the dates that are named. Refused, and told, as any event is.

    A series leaves the meeting alone from then on.
    """
    event = change_with_dates(meeting.event, details, moved=moved, by=by, now=now)
    meeting.focus, meeting.is_by_hand = focus, True
    db.session.flush()
    return event
