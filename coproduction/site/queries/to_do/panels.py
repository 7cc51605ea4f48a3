"""What recruiting managers wait for: an answer to their request, and to other dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.panels.kinds import ANSWER_DAYS
from coproduction.panels.models import PanelCase, PanelRequest, PanelStage, RequestedTime
from coproduction.panels.queries.dates import first_time
from coproduction.panels.rules.requests import AGREED
from coproduction.schedule.models import Event
from coproduction.site.queries.to_do.asked_for import answer_due, missed, silent_before, to_move, with_events
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago, working_days, working_days_since

PAGE = {"page": "panels.show_case", "argument": "case_id"}
# What we wait for the manager to do.
WAITS = {
    PanelStage.NEEDS_INFORMATION: "They have not answered our question.",
    PanelStage.POSTPONED: "It is put off, and they have not chosen new dates.",
}


def unanswered_requests(*, viewer: Account, now: datetime) -> TaskList:
    """Return the requests that wait for our answer, the first to come first. Short notice is for today."""
    require_staff(viewer)
    days = value_of(ANSWER_DAYS, on=uk_wall(now).date())
    return task_list(
        "panel-requests",
        "Requests for interview panels",
        **PAGE,
        rows=_requests(PanelCase.is_short_notice, first_time().label("starts_at")).where(
            is_one_of(PanelCase.stage, (PanelStage.REQUESTED,))
        ),
        words=lambda row: _to_answer(row, days=days, now=now),
    )


def _to_answer(row: AnyRow, *, days: int, now: datetime) -> Task:
    why = f"The first interview is on {uk_short_date(row.starts_at)}."
    if row.starts_at <= now:
        why = f"The first interview was on {uk_short_date(row.starts_at)}. Ask for other dates, or decline it."
    elif row.is_short_notice:
        why = f"Short notice. {why}"
    elif working_days_since(row.moved_at, now=now) > days:
        why = f"This answer is late. {why}"
    return Task(
        row.case_id,
        f"Answer {row.team}: {row.post}, {row.band}",
        why,
        f"Asked {ago(row.moved_at, now=now)}. We answer within {working_days(days)}",
        answer_due(row, days=days, now=now),
    )


def _requests(*columns: ColumnElement[Any] | InstrumentedAttribute[Any]) -> AnySelect:
    """Select what a request is for, since when it stands so and these columns, the first to come first."""
    about = (PanelRequest.case_id, PanelRequest.post, PanelRequest.band, PanelRequest.team, PanelCase.moved_at)
    return select(*about, *columns).join(PanelRequest.case).order_by(PanelCase.moved_at, PanelCase.id)


def dates_to_agree(*, viewer: Account, now: datetime) -> TaskList:
    """Return the agreed panels of which the manager asks for other dates, the soonest first."""
    require_staff(viewer)
    proposed = exists().where(RequestedTime.case_id == PanelCase.id, RequestedTime.is_proposed)
    return task_list(
        "panel-dates",
        "Other dates for interview panels",
        **PAGE,
        rows=with_events(PanelCase).where(
            is_one_of(PanelCase.stage, AGREED), proposed, or_(Event.starts_at > now, _is_unseen())
        ),
        words=lambda row: to_move(
            row,
            what="Answer about new dates",
            why="The manager asks for other dates. Until you agree the old ones hold.",
            now=now,
        ),
    )


def missed_panels(*, viewer: Account, now: datetime) -> TaskList:
    """Return the panels that we said yes to and that members never saw, whose first day is over, in order."""
    require_staff(viewer)
    return task_list(
        "missed-panels",
        "Panels that nobody published in time",
        **PAGE,
        rows=with_events(PanelCase).where(_is_unseen(), Event.starts_at <= now),
        words=missed,
    )


def _is_unseen() -> ColumnElement[bool]:
    return is_one_of(PanelCase.stage, (PanelStage.ACCEPTED,))


def silent_managers(*, viewer: Account, now: datetime) -> TaskList:
    """Return the requests of which we wait for the manager longer than we make them wait: to be rung."""
    require_staff(viewer)
    return task_list(
        "panel-managers",
        "Recruiting managers to ring",
        **PAGE,
        rows=_requests(PanelCase.stage).where(
            is_one_of(PanelCase.stage, tuple(WAITS)), PanelCase.moved_at < silent_before(ANSWER_DAYS, now=now)
        ),
        words=lambda row: Task(
            row.case_id,
            f"Ring {row.team}: {row.post}, {row.band}",
            WAITS[row.stage],
            f"Since {uk_short_date(row.moved_at)}",
            None,
        ),
    )
