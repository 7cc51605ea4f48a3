"""Panels near by whose members cannot read their papers yet."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import exists, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.working_days import working_days_after, working_days_before
from coproduction.members.rules import require_staff
from coproduction.panels.kinds import PACK_DAYS
from coproduction.panels.models import Candidate, Pack, PackQuestion, PanelCase
from coproduction.panels.rules.candidates import takes_answers
from coproduction.panels.rules.stages import UNDER_WAY
from coproduction.schedule.models import Event
from coproduction.schedule.rules import visible_to
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import by_day


def packs_to_open(*, viewer: Account, now: datetime) -> TaskList:
    """Return the panels near by whose pack is not open, with what we still have to ask the team for, soonest first.

    They stay until the last interviews end: on the first day, and on the second, papers are late but still of use.
    """
    require_staff(viewer)
    today = uk_wall(now).date()
    days = value_of(PACK_DAYS, on=today)
    return task_list(
        "panel-packs",
        "Papers of panels to open",
        page="panels.prepare_pack",
        argument="event_id",
        rows=_unopened(until=working_days_after(today, days)).where(visible_to(viewer), takes_answers(now=now)),
        words=lambda row: _task(row, days=days, now=now),
    )


def _unopened(*, until: date) -> AnySelect:
    """Select the panels until a day whose pack is not open, with what is there of it."""
    return (
        select(
            Event.id,
            Event.title,
            Event.starts_at,
            exists().where(Candidate.event_id == Event.id).label("has_names"),
            exists().where(PackQuestion.event_id == Event.id).label("has_questions"),
            (func.coalesce(Pack.post, "") != "").label("has_post"),
            Pack.brought_from_id,
        )
        .join(PanelCase, PanelCase.event_id == Event.id)
        .outerjoin(Pack, Pack.event_id == Event.id)
        .where(is_one_of(PanelCase.stage, UNDER_WAY), Pack.opened_at.is_(None))
        .where(Event.starts_at <= uk_moment(until, time.max))
        .order_by(Event.starts_at, Event.id)
    )


def _task(row: AnyRow, *, days: int, now: datetime) -> Task:
    missing = _missing(row)
    why = f"Ask the team for {missing}." if missing else "All is there. Members cannot read it yet."
    if row.brought_from_id:
        why = f"Look through what came along from the day that was put off. {why}"
    return Task(
        row.id,
        f"Open the papers: {row.title}",
        why,
        by_day(uk_wall(row.starts_at).date(), now=now),
        working_days_before(uk_wall(row.starts_at).date(), days),
    )


def _missing(row: AnyRow) -> str:
    """Return what is not there yet: 'one', 'one and two' or 'one, two and three'; empty if all is there."""
    parts = (
        ("the names of candidates", row.has_names),
        ("the questions", row.has_questions),
        ("what the post is about", row.has_post),
    )
    missing = [what for what, is_there in parts if not is_there]
    return " and ".join(filter(None, [", ".join(missing[:-1]), *missing[-1:]]))
