"""Panels near by whose members cannot read their papers yet."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, exists, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_short_date, uk_wall
from coproduction.core.working_days import working_days_after, working_days_before
from coproduction.panels.kinds import PACK_DAYS
from coproduction.panels.models import Candidate, Pack, PackQuestion, PanelCase
from coproduction.panels.rules.stages import UNDER_WAY
from coproduction.schedule.models import Event
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead


def packs_to_open(*, viewer: Account, now: datetime) -> TaskList:
    """Return the panels near by whose pack is not open, with what we still have to ask the team for, soonest first."""
    today = uk_wall(now).date()
    days = value_of(PACK_DAYS, on=today)
    last = working_days_after(today, days)

    def words(row: Row[Any]) -> Task:
        missing = [
            what
            for what, is_there in (
                ("the names of candidates", row.has_names),
                ("the questions", row.has_questions),
                ("what the post is about", row.has_post),
            )
            if not is_there
        ]
        return Task(
            row.id,
            f"Open the papers: {row.title}",
            f"Ask the team for {_listed(missing)}." if missing else "All is there. Members cannot read it yet.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            working_days_before(uk_wall(row.starts_at).date(), days),
        )

    return task_list(
        "panel-packs",
        "Papers of panels to open",
        page="panels.prepare_pack",
        argument="event_id",
        rows=select(
            Event.id,
            Event.title,
            Event.starts_at,
            exists().where(Candidate.event_id == Event.id).label("has_names"),
            exists().where(PackQuestion.event_id == Event.id).label("has_questions"),
            (func.coalesce(Pack.post, "") != "").label("has_post"),
        )
        .join(PanelCase, PanelCase.event_id == Event.id)
        .outerjoin(Pack, Pack.event_id == Event.id)
        .where(is_coming(viewer=viewer, now=now), Event.starts_at <= uk_moment(last, time.max))
        .where(is_one_of(PanelCase.stage, UNDER_WAY), Pack.opened_at.is_(None))
        .order_by(Event.starts_at, Event.id),
        words=words,
    )


def _listed(what: list[str]) -> str:
    """Return 'one', 'one and two' or 'one, two and three'."""
    return " and ".join(filter(None, [", ".join(what[:-1]), what[-1]]))
