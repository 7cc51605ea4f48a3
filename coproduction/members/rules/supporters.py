"""The rules of being supported: what one grant brings with it, and who counts as a supporter."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_

from coproduction.members.models import Grant, Member, Supporter
from coproduction.members.rules.belonging import ENDED

MOST_SUPPORTERS = 10


def with_what_they_need(grants: Iterable[Grant]) -> frozenset[Grant]:
    """Return the grants with those that they are no use without: nobody answers what they cannot see."""
    held = frozenset(grants)
    return held | {Grant.SEE_EVENTS} if Grant.ANSWER in held else held


def is_supported() -> ColumnElement[bool]:
    """Return the condition, on Supporter and Member together, for help that has not ended."""
    return and_(Supporter.member_id == Member.id, Supporter.removed_at.is_(None), Member.state.not_in(ENDED))
