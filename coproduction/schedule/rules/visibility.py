"""Who may know of an event."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select, true
from sqlalchemy.orm import aliased

from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience
from coproduction.core.database import is_one_of
from coproduction.core.uk_days import UKDay
from coproduction.members.models import HeldQualification, Member
from coproduction.schedule.kinds import SEEN_BY_ALL
from coproduction.schedule.models import Event, EventRole, EventState, Place


def visible_to(viewer: Member | Account) -> ColumnElement[bool]:
    """Return the condition for the events that the viewer may know of: coordinators see all."""
    if isinstance(viewer, Member):
        return visible_to_member(literal(viewer.id))
    if Audience.STAFF not in viewer.audiences:
        raise PermissionError("Only coordinators see events by their account.")
    return true()


def visible_to_member(member_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition for the events that a member may know of.

    That is what is published (it stays visible when cancelled or held); an event of a kind that is not for all, such
    as a panel, only with a place in it or a qualification that one of its roles requires and that counts that day.
    """
    mine, role = aliased(Place), aliased(EventRole)
    has_a_place = exists().where(mine.event_id == Event.id, mine.member_id == member_id).correlate_except(mine)
    is_qualified = (
        select(role.id)
        .join(HeldQualification, HeldQualification.qualification_id == role.qualification_id)
        .where(
            role.event_id == Event.id,
            HeldQualification.member_id == member_id,
            HeldQualification.achieved_on <= UKDay(Event.starts_at),
            or_(
                HeldQualification.valid_until.is_(None),
                HeldQualification.valid_until >= UKDay(Event.starts_at),
            ),
        )
        .correlate_except(role, HeldQualification)
        .exists()
    )
    is_shown = and_(Event.state != EventState.DRAFT, ~Event.never_shown)
    return and_(is_shown, or_(is_one_of(Event.kind, SEEN_BY_ALL), has_a_place, is_qualified))
