"""Who waits to watch a panel: newcomers who would like to sit on one, and watch one before they do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, true

from coproduction.core.database import is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import interested_in, is_asked_to_things
from coproduction.panels.kinds import WATCHING_NUMBER
from coproduction.rosters.rules import is_held_back
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import LIVE_STATES, Event, EventKind, EventRole, Part, Place


def waits_to_watch(*, now: datetime) -> ColumnElement[bool]:
    """Return the condition for members who take part, like panels, and may not sit on one before they have watched.

    Not for who has a part as a shadow in one to come, or was asked to.
    """
    a_panel_now = Event(kind=EventKind.PANEL, starts_at=now)
    interest = policy_of(a_panel_now).interest
    is_to_watch = exists().where(
        Place.member_id == Member.id,
        is_one_of(Place.state, LIVE_STATES),
        EventRole.id == Place.role_id,
        EventRole.part == Part.SHADOW,
        Event.id == Place.event_id,
        Event.kind == EventKind.PANEL,
        Event.starts_at > now,
    )
    likes_it = interested_in(interest) if interest else true()
    return and_(is_asked_to_things(), likes_it, is_held_back(a_panel_now), ~is_to_watch)


def usual_shadows(asked: int, *, waiting: int, now: datetime) -> int:
    """Return how many watch a panel unless a coordinator says otherwise, of which its team `asked` for so many.

    While members wait to, as many as the setting says, and one at least: each gets a chance by rule, not by luck.
    """
    return max(asked, 1, value_of(WATCHING_NUMBER, on=uk_wall(now).date())) if waiting else asked
