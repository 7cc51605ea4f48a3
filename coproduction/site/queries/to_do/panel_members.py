"""Members on panels to come: who would be alone, and who has not answered about the names."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.working_days import working_days_after
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.panels.kinds import NAMES_ANSWER_DAYS
from coproduction.panels.models import AloneState, PanelCase
from coproduction.panels.rules.alone import is_down_to_one, is_member_of_panel, standing_alone
from coproduction.panels.rules.candidates import PANEL_ID, has_names_to_answer, takes_answers
from coproduction.panels.rules.seats import is_seat, may_be_there
from coproduction.panels.rules.stages import UNDER_WAY
from coproduction.schedule.models import Event, EventRole, Place
from coproduction.schedule.rules import SEATED, visible_to
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import by_day

ALONE = {
    AloneState.ASKED: "We asked if they agree to that. They have not answered yet.",
    AloneState.RATHER_NOT: "They would rather not. They keep their place until you decide.",
}
NOT_ASKED = "Nobody else has a place now. Ring others, ask them, or put the panel off."


def members_left_alone(*, viewer: Account, now: datetime) -> TaskList:
    """Return the panels to come that are down to one member who has not agreed to that, the soonest first."""
    require_staff(viewer)
    return task_list(
        "left-alone",
        "Panels with one member left",
        page="panels.show_case",
        argument="case_id",
        rows=_left_alone().where(is_coming(viewer=viewer, now=now)),
        words=lambda row: Task(
            row.id,
            f"{row.name} would be alone: {row.title}",
            ALONE.get(row.standing, NOT_ASKED),
            by_day(uk_wall(row.starts_at).date(), now=now),
            uk_wall(now).date(),
        ),
    )


def _left_alone() -> AnySelect:
    """Select the panels that are down to one member who has not agreed, with where that question stands."""
    standing = standing_alone()
    return (
        select(PanelCase.id, Member.name, Event.title, Event.starts_at, standing.label("standing"))
        .join(Event, Event.id == PanelCase.event_id)
        .join(Place, Place.event_id == Event.id)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(Member, Member.id == Place.member_id)
        .where(is_down_to_one(), is_member_of_panel())
        .where(func.coalesce(standing, AloneState.OVER) != AloneState.AGREES)
        .order_by(Event.starts_at, Event.id)
    )


def names_to_answer(*, viewer: Account, now: datetime) -> TaskList:
    """Return the panels near by on which members have not answered about the names, the soonest first.

    They stay until the last interviews end: whoever answers late can still read the papers, or leave the days left.
    """
    require_staff(viewer)
    today = uk_wall(now).date()
    until = working_days_after(today, value_of(NAMES_ANSWER_DAYS, on=today))
    return task_list(
        "panel-names",
        "Members to ring about the names of candidates",
        page="panels.show_candidates",
        argument="event_id",
        rows=_unanswered(until=until).where(visible_to(viewer), takes_answers(now=now)),
        words=lambda row: Task(
            row.id,
            f"Ring about the names: {row.title}",
            f"{'1 member has' if row.number == 1 else f'{row.number} members have'} not answered yet. "
            "They can open the papers when they have.",
            by_day(uk_wall(row.starts_at).date(), now=now),
            uk_wall(row.starts_at).date(),
        ),
    )


def _unanswered(*, until: date) -> AnySelect:
    """Select the panels before a day with how many of their members have not answered about every name."""
    lead, number = aliased(Event), func.count(Place.member_id.distinct())
    starts_at = func.min(Event.starts_at)
    return (
        select(lead.id, lead.title, starts_at.label("starts_at"), number.label("number"))
        .join(Event, lead.id == PANEL_ID)
        .join(PanelCase, PanelCase.event_id == lead.id)
        .join(Place, Place.event_id == Event.id)
        .where(is_one_of(PanelCase.stage, UNDER_WAY), Event.starts_at < uk_moment(until, time.max))
        .where(is_one_of(Place.state, SEATED), is_seat(), may_be_there(PANEL_ID, Place.member_id))
        .where(has_names_to_answer(PANEL_ID, Place.member_id))
        .group_by(lead.id, lead.title)
        .order_by(starts_at, lead.id)
    )
