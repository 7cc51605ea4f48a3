"""A member's own story sheet."""

from __future__ import annotations

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.training.models import StorySheet


def own_sheet(*, viewer: Member) -> StorySheet | None:
    """Return the viewer's own sheet as it is now; None if they have not written one."""
    return db.session.get(StorySheet, viewer.id, populate_existing=True)
