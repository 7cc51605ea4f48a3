"""Making an interview panel, and changing it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.panels.actions.stages import begin_case
from coproduction.panels.models import Panel, PanelStage
from coproduction.panels.rules import panels as rules
from coproduction.schedule.actions import events
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.shifting import change_with_dates
from coproduction.schedule.models import Event, EventKind


@dataclass(frozen=True, slots=True)
class PanelDetails:
    """What is special to a panel: the post, its band, the team that recruits and how many candidates they expect."""

    post: str
    band: str
    team: str
    candidates: int


def create_panel(details: EventDetails, about: PanelDetails, *, by: Account, now: datetime) -> Event:
    """Make a draft of the panel, named after the post if it has no title.

    Refused, and made once, as any event is.
    """
    event = events.create_event(EventKind.PANEL, _titled(details, about), by=by, now=now)
    panel = db.session.merge(Panel(event_id=event.id, **asdict(about)))  # an update, if the form was sent twice
    db.session.flush()
    begin_case(PanelStage.ACCEPTED, panel=panel, by=by, now=now)
    return event


def change_panel(
    panel: Panel,
    details: EventDetails,
    *,
    about: PanelDetails,
    moved: Collection[int] = (),
    by: Account,
    now: datetime,
) -> Event:
    """Change the panel, and move with it the dates that are named. Refused, and told, as any event is.

    Its manager is told of new dates too.
    """
    event = change_with_dates(panel.event, _titled(details, about), moved=moved, by=by, now=now)
    for name, value in asdict(about).items():
        setattr(panel, name, value)
    db.session.flush()
    return event


def _titled(details: EventDetails, about: PanelDetails) -> EventDetails:
    return replace(details, title=details.title or rules.usual_title(about.post, about.band))
