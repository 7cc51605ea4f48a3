"""Writing down how much notice a panel gives, and why we agree to little."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.panels.models import PanelCase
from coproduction.panels.queries.cases import case_of, lock_case
from coproduction.panels.rules.notice import Notice, notice_of, refuse_unreasoned
from coproduction.schedule.models import Event


def note_notice(case: PanelCase, notice: Notice, *, because: str = "") -> None:
    """Write down the notice that the dates of a panel give, and `because`: why we agree to it, if it is short."""
    case.notice_days, case.lead_days = notice
    case.is_short_notice, case.short_because = notice.is_short, because if notice.is_short else ""
    db.session.flush()


def note_new_day(event: Event, before: datetime, *, because: str, now: datetime) -> None:
    """Write down the notice of a panel that a coordinator has moved to another day. The caller has locked its event.

    Refused, beside `short_because`, at short notice without a reason.
    """
    refuse_short_move(before, event.starts_at, because=because, now=now)
    case = case_of(event.id)
    if case and is_another_day(before, event.starts_at):
        note_notice(lock_case(case.id), _notice_of(event.starts_at, now=now), because=because)


def refuse_short_move(before: datetime, after: datetime, *, because: str, now: datetime) -> None:
    """Refuse, beside `short_because`, to move a panel without a reason to another day that gives short notice."""
    if is_another_day(before, after):
        refuse_unreasoned(_notice_of(after, now=now), because)


def is_another_day(before: datetime, after: datetime) -> bool:
    """Say whether two moments are on different UK days: another hour of the same day is no new notice."""
    return uk_wall(before).date() != uk_wall(after).date()


def _notice_of(starts_at: datetime, *, now: datetime) -> Notice:
    return notice_of(uk_wall(starts_at).date(), chosen_at=now)
