"""Which members may open a document that belongs to another room, told by that room to the download of every file."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, or_

from coproduction.documents.models import Document

Opener = Callable[[ColumnElement[int]], ColumnElement[bool]]
_TOLD: list[Opener] = []


def tell(opener: Opener) -> None:
    """Name what makes, of a member's id, the condition on Document for what this room lets that member open."""
    if opener not in _TOLD:
        _TOLD.append(opener)


def open_to_member(member_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition on Document for what a member may open: what is for all, and what rooms let them open."""
    return or_(Document.is_for_all, *(opener(member_id) for opener in _TOLD))
