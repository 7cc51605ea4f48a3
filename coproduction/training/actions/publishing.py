"""A coordinator agrees which figures and quotes of a year everybody may read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete

from coproduction.accounts.models import Account
from coproduction.audit.actions import record_all
from coproduction.core.database import db
from coproduction.schedule.models import Event
from coproduction.schedule.queries.locks import lock_events
from coproduction.training.models import AgreedFigure, EvaluationWords
from coproduction.training.rules.evaluation import can_be_quoted


def agree(
    year: int,
    figures: Mapping[str, str],
    *,
    words: Collection[EvaluationWords],
    quoted: Collection[str],
    by: Account,
    now: datetime,
) -> None:
    """Show these figures of the year to everybody, as they are now, and of these `words` those with an id in `quoted`.

    What was agreed before and is not any more is shown no longer. Words that were hidden since are not quoted.
    """
    event_ids = sorted({each.event_id for each in words})
    if event_ids:
        lock_events(event_ids)
    for each in words:
        db.session.refresh(each)
        each.is_quoted = each.id in quoted and can_be_quoted(each)
    db.session.execute(delete(AgreedFigure).where(AgreedFigure.year == year))
    for name, said in figures.items():
        db.session.add(AgreedFigure(year=year, name=name, words=said, agreed_at=now, agreed_by_id=by.id))
    db.session.flush()
    record_all(
        "training.report_agreed",
        [db.session.get_one(Event, event_id) for event_id in event_ids],
        by=by,
        now=now,
        figures=len(figures),
    )
