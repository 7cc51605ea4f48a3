"""Making an interview panel, and changing it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.panels.actions.notice import note_new_day
from coproduction.panels.actions.stages import begin_case
from coproduction.panels.models import Panel, PanelStage
from coproduction.panels.rules import panels as rules
from coproduction.panels.rules.notice import notice_of, refuse_unreasoned
from coproduction.schedule.actions import events
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.shifting import change_with_dates
from coproduction.schedule.models import Event, EventKind
from coproduction.schedule.queries.linked import lock_set


@dataclass(frozen=True, slots=True)
class PanelDetails:
    """What is special to a panel: the post, its band, the team that recruits and how many candidates they expect."""

    post: str
    band: str
    team: str
    candidates: int


def create_panel(
    details: EventDetails, about: PanelDetails, *, short_because: str = "", by: Account, now: datetime
) -> Event:
    """Make a draft of the panel, named after the post if it has no title.

    Refused, and made once, as any event is; and, beside `short_because`, at short notice without a reason.
    """
    event = events.create_event(EventKind.PANEL, _titled(details, about), by=by, now=now)
    panel = db.session.merge(Panel(event_id=event.id, **asdict(about)))  # an update, if the form was sent twice
    db.session.flush()
    notice = notice_of(uk_wall(details.starts_at).date(), chosen_at=now)
    refuse_unreasoned(notice, short_because)
    begin_case(PanelStage.ACCEPTED, notice, panel=panel, short_because=short_because, by=by, now=now)
    return event


def change_panel(
    panel: Panel,
    details: EventDetails,
    *,
    about: PanelDetails,
    moved: Collection[int] = (),
    short_because: str = "",
    by: Account,
    now: datetime,
) -> Event:
    """Change the panel, and move with it the dates that are named. Refused, and told, as any event is.

    Its manager is told of new dates too. Refused, beside `short_because`, without a reason for another day that gives
    short notice: that counts from today.
    """
    lock_set(panel.event)
    before = panel.event.starts_at
    event = change_with_dates(panel.event, _titled(details, about), moved=moved, by=by, now=now)
    for name, value in asdict(about).items():
        setattr(panel, name, value)
    db.session.flush()
    note_new_day(event, before, because=short_because, now=now)
    return event


def _titled(details: EventDetails, about: PanelDetails) -> EventDetails:
    return replace(details, title=details.title or rules.usual_title(about.post, about.band))
