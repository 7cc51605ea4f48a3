"""Which roles a proposal fills, with how many people, and what fills them already."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, not_, or_
from sqlalchemy.orm import aliased

from coproduction.schedule.models import Event, EventRole, Part, PlaceState
from coproduction.schedule.rules import AWAITING_ANSWER, is_mirror, is_open_for_answers

SAID_NO = (PlaceState.DECLINED, PlaceState.STEPPED_BACK)
# A place that was not given up: the member took part, or will.
KEPT = (PlaceState.HELD, PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT)

# What fills a place, or may yet: offers that wait for an answer as well as places held.
STANDING = (*AWAITING_ANSWER, PlaceState.HELD)


def is_chosen(role: EventRole) -> bool:
    """Say whether a proposal fills the role: coordinators choose who comes, and some must, stand by or learn."""
    return not role.is_open and not is_mirror(role) and (role.minimum > 0 or role.part is not Part.PLACE)


def is_chosen_for() -> ColumnElement[bool]:
    """Return the condition for roles that people are chosen for. One that mirrors another is as open as that is."""
    mirrored = aliased(EventRole)
    is_open_there = exists().where(mirrored.id == EventRole.follows_role_id, mirrored.is_open)
    return not_(or_(EventRole.is_open, is_open_there.correlate(EventRole)))


def wanted_in(role: EventRole) -> int:
    """Return how many people a proposal looks for in the role."""
    return role.minimum if role.part is Part.PLACE else role.maximum or 0


def can_propose(event: Event, *, now: datetime) -> bool:
    """Say whether a roster can be proposed for the event: members can be asked, for a role that is chosen."""
    return is_open_for_answers(event, now=now) and any(map(is_chosen, event.roles))
