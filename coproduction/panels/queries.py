"""Interview panels as coordinators see them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.panels.models import Panel
from coproduction.schedule.models import Event
from coproduction.schedule.rules import visible_to


def find_panel(event_id: int, *, viewer: Account) -> Panel | None:
    """Return the panel with its event, or None if there is no panel of that id that the viewer may know of."""
    return db.session.scalar(
        select(Panel)
        .join(Panel.event)
        .where(Panel.event_id == event_id, visible_to(viewer))
        .options(contains_eager(Panel.event).joinedload(Event.organiser), raiseload("*", sql_only=True))
    )
