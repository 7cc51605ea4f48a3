"""Which members may open a document that belongs to another room, told by that room to the download of every file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, false, or_

from coproduction.documents.models import Document

Opener = Callable[[ColumnElement[int], datetime], ColumnElement[bool]]
_TOLD: list[Opener] = []
_TOLD_TO_SUPPORTERS: list[Opener] = []


def tell(opener: Opener, *, to_supporters: Opener) -> None:
    """Name what makes, of a member's id, the condition on Document for what this room lets them open at a moment.

    `to_supporters` does so for what the member's supporters may open who may see their events. Both stand deep in a
    statement, where SQLAlchemy takes only what is nearest for the same row: say `correlate_except` of their own tables,
    or the condition is of any document and any member.
    """
    if opener not in _TOLD:
        _TOLD.append(opener)
        _TOLD_TO_SUPPORTERS.append(to_supporters)


def open_to_member(member_id: ColumnElement[int], *, now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for what a member may open: what is for all, and what rooms let them open."""
    return or_(Document.is_for_all, *(opener(member_id, now) for opener in _TOLD))


def open_to_supporters_of(member_id: ColumnElement[int], *, now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for what rooms let a member's supporters open."""
    return or_(false(), *(opener(member_id, now) for opener in _TOLD_TO_SUPPORTERS))
