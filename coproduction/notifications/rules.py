"""Who may read what staff tell people themselves, and who is told nothing any more."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import ColumnElement, exists, not_

from coproduction.core.audiences import Audience
from coproduction.notifications.models import Message, Silence


class Viewer(Protocol):
    """Whoever looks: an account, known here by its audiences alone, because accounts stand on a higher floor."""

    @property
    def audiences(self) -> frozenset[Audience]: ...


def require_staff(viewer: Viewer) -> None:
    """Stop a read that only coordinators may make. The pages are closed to everybody else already."""
    if Audience.STAFF not in viewer.audiences:
        raise PermissionError("Only coordinators read what people are told.")


def is_to_be_told() -> ColumnElement[bool]:
    """Return the condition for messages whose member has not died. Also for what was written at that very moment."""
    return not_(exists().where(Silence.member_id == Message.member_id).correlate(Message))
