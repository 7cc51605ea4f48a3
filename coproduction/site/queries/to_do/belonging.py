"""Members who begin, who go on, and who leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect
from coproduction.core.dated_settings import Number, number, value_of
from coproduction.core.dates import uk_wall
from coproduction.members.kinds import INDUCTION_STEPS
from coproduction.members.models import Departure, InductionDone, Member, MemberState
from coproduction.members.rules import is_one_to_review, require_staff, stands_alone
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import by_day

REVIEW_DAYS_AHEAD = number(
    "review-days-ahead", "How early a yearly review stands on the to-do list", unit="days", seed=30, highest=180
)
TERM_DAYS_AHEAD = number(
    "term-days-ahead", "How early the end of a term stands on the to-do list", unit="days", seed=60, highest=365
)
PAGE = {"page": "members_staff.show_member", "argument": "member_id"}


def inductions(*, viewer: Account, now: datetime) -> TaskList:
    """Return the new members with how many steps of their induction are done, the longest in it first."""
    require_staff(viewer)
    done = func.count(InductionDone.step)
    return task_list(
        "inductions",
        "New members",
        **PAGE,
        rows=select(Member.id, Member.name, Member.joined_on, done.label("done"))
        .outerjoin(InductionDone, InductionDone.member_id == Member.id)
        .where(Member.state == MemberState.INDUCTION, stands_alone())
        .group_by(Member.id, Member.name, Member.joined_on)
        .order_by(Member.joined_on, Member.id),
        words=lambda row: _to_induct(row, now=now),
    )


def _to_induct(row: AnyRow, *, now: datetime) -> Task:
    steps = len(INDUCTION_STEPS)
    is_done = row.done >= steps
    return Task(
        row.id,
        f"{'Finish' if is_done else 'Go on with'} the induction of {row.name}",
        "All steps are done." if is_done else f"{row.done} of {steps} steps are done.",
        f"Joined {by_day(row.joined_on, now=now)}",
        None,
        "induction",
    )


def probations_over(*, viewer: Account, now: datetime) -> TaskList:
    """Return the members whose probation is over, the longest ago first."""
    require_staff(viewer)
    over = or_(Member.probation_ends_on.is_(None), Member.probation_ends_on <= uk_wall(now).date())
    return task_list(
        "probations",
        "Probation is over",
        **PAGE,
        rows=_members(Member.probation_ends_on).where(Member.state == MemberState.PROBATION, over),
        words=lambda row: Task(
            row.id,
            f"Talk with {row.name} about their first months",
            "Then make them a full member.",
            by_day(row.day, now=now),
            row.day,
        ),
    )


def reviews_due(*, viewer: Account, now: datetime) -> TaskList:
    """Return the yearly reviews that are due soon, the soonest first."""
    require_staff(viewer)
    return task_list(
        "reviews",
        "Yearly reviews",
        **PAGE,
        rows=_members(Member.review_due_on).where(
            is_one_to_review(), Member.review_due_on <= _until(REVIEW_DAYS_AHEAD, now=now)
        ),
        words=lambda row: Task(
            row.id,
            f"Have a yearly review with {row.name}",
            "They are resting: ask kindly, and whether they want to come back."
            if row.state is MemberState.PAUSED
            else "A talk about how it goes, and what they would like to do next.",
            by_day(row.day, now=now),
            row.day,
        ),
    )


def terms_ending(*, viewer: Account, now: datetime) -> TaskList:
    """Return the members whose term ends soon, the soonest first: to be renewed, or ended kindly."""
    require_staff(viewer)
    return task_list(
        "terms",
        "Terms that end",
        **PAGE,
        rows=_members(Member.term_ends_on).where(
            is_one_to_review(), Member.term_ends_on <= _until(TERM_DAYS_AHEAD, now=now)
        ),
        words=lambda row: Task(
            row.id,
            f"Talk with {row.name} about the end of their term",
            "Then give them another term, or end it kindly.",
            by_day(row.day, now=now),
            row.day,
        ),
    )


def exit_talks_to_hold(*, viewer: Account, now: datetime) -> TaskList:
    """Return the talks that people who leave would like to have, the soonest to leave first."""
    require_staff(viewer)
    wanted = and_(Departure.wants_exit_talk, Departure.exit_talk_held_at.is_(None))
    return task_list(
        "exit-talks",
        "Talks with members who leave",
        **PAGE,
        rows=_leavers(wanted),
        words=lambda row: Task(
            row.id,
            f"Have a talk with {row.name} about how it was",
            "They leave, and would like to tell us.",
            f"Last day: {by_day(row.leaves_on, now=now)}",
            row.leaves_on,
        ),
    )


def references_to_write(*, viewer: Account, now: datetime) -> TaskList:
    """Return the references that people who leave, or have left, would like, the first to leave first."""
    require_staff(viewer)
    wanted = and_(Departure.wants_reference, Departure.reference_given_at.is_(None))
    return task_list(
        "references",
        "References to write",
        **PAGE,
        rows=_leavers(wanted),
        words=lambda row: Task(
            row.id,
            f"Write a reference for {row.name}",
            "Say what they did with the group. Their page has it.",
            f"Last day: {by_day(row.leaves_on, now=now)}",
            row.leaves_on,
        ),
    )


def members_leaving(*, viewer: Account, now: datetime) -> TaskList:
    """Return the members who are leaving, the first to leave first. The programme ends it on the day by itself."""
    require_staff(viewer)
    return task_list(
        "leaving",
        "Members who are leaving",
        **PAGE,
        rows=_leavers(Member.state == MemberState.LEAVING),
        words=lambda row: Task(
            row.id,
            f"Say goodbye to {row.name}",
            "Their membership ends by itself at the end of that day. They can still stay.",
            f"Last day: {by_day(row.leaves_on, now=now)}",
            row.leaves_on,
        ),
    )


def _members(day: InstrumentedAttribute[date | None]) -> AnySelect:
    return select(Member.id, Member.name, Member.state, day.label("day")).where(stands_alone()).order_by(day, Member.id)


def _leavers(which: ColumnElement[bool]) -> AnySelect:
    return (
        select(Member.id, Member.name, Departure.leaves_on)
        .join(Departure, Departure.member_id == Member.id)
        .where(which, Member.state.in_([MemberState.LEAVING, MemberState.LEFT]), stands_alone())
        .order_by(Departure.leaves_on, Member.id)
    )


def _until(days: Number, *, now: datetime) -> date:
    today = uk_wall(now).date()
    return today + timedelta(days=value_of(days, on=today))
