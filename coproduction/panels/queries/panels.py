"""Interview panels as coordinators see them."""

from __future__ import annotations

from sqlalchemy import bindparam, select
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


_POST = select(Panel.post, Panel.band, Panel.team, Panel.candidates).where(Panel.event_id == bindparam("event_id"))


def facts(event_id: int) -> list[tuple[str, str]]:
    """Return what is special to the panel, for the pages of an event that the caller has found."""
    return [
        fact
        for post, band, team, candidates in db.session.execute(_POST, {"event_id": event_id})
        for fact in (("Post", f"{post}, {band}"), ("Team", team), ("Candidates", str(candidates)))
    ]
