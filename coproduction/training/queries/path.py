"""What members have done on their way to deliver training, and what coordinators said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect, db
from coproduction.members.models import Member
from coproduction.members.rules import records_of, require_own_or_staff, require_staff
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.training.models import PathMark, PathStep, SessionRole
from coproduction.training.rules.path import COUNTED, COUNTS, Standing, Turn, standings, wanted_times


def path_of(member: Member, *, viewer: Account, today: date) -> list[Standing]:
    """Return how each step of the member's path stands. For themselves and for coordinators."""
    require_own_or_staff(member, viewer)
    return standings(_turns_of(member.id), _marks_of(member.id), wanted_times(today))


def step_of(member_id: int, step: PathStep, *, viewer: Account, today: date) -> Standing:
    """Return how one step of a member's path stands. For coordinators."""
    require_staff(viewer)
    found = standings(_turns_of(member_id), _marks_of(member_id), wanted_times(today))
    return next(standing for standing in found if standing.step is step)


def times_by_step(member_ids: Collection[int], *, viewer: Account) -> Mapping[int, Mapping[PathStep, int]]:
    """Return how often each of these members has done what each step takes, under any record. For coordinators."""
    require_staff(viewer)
    whose = func.coalesce(Member.merged_into_id, Member.id)
    rows = db.session.execute(
        _there(select(whose, SessionRole.does, func.count(Event.id.distinct())))
        .join(Member, Member.id == Place.member_id)
        .where(or_(Member.id.in_(member_ids), Member.merged_into_id.in_(member_ids)))
        .group_by(whose, SessionRole.does)
    )
    found: defaultdict[int, dict[PathStep, int]] = defaultdict(dict)
    for member_id, does, times in rows:
        for step, duties in COUNTS.items():
            if does in duties:
                found[member_id][step] = found[member_id].get(step, 0) + times
    return found


def steps_done(member_ids: Collection[int], *, viewer: Account) -> Mapping[int, Collection[PathStep]]:
    """Return which steps a coordinator said are done, for each of these members. For coordinators."""
    require_staff(viewer)
    whose = func.coalesce(Member.merged_into_id, Member.id)
    rows = db.session.execute(
        select(whose, PathMark.step, PathMark.is_done)
        .join(Member, Member.id == PathMark.member_id)
        .where(or_(Member.id.in_(member_ids), Member.merged_into_id.in_(member_ids)))
        .order_by(PathMark.id)
    )
    last = {(member_id, step): is_done for member_id, step, is_done in rows}
    found: defaultdict[int, set[PathStep]] = defaultdict(set)
    for (member_id, step), is_done in last.items():
        if is_done:
            found[member_id].add(step)
    return found


def _turns_of(member_id: int) -> Sequence[Turn]:
    rows = db.session.execute(
        _there(select(SessionRole.does, Event.id, Event.title, Event.starts_at))
        .where(Place.member_id.in_(records_of(member_id)))
        .distinct()
        .order_by(Event.starts_at, Event.id, SessionRole.does)
    )
    return [Turn(*row) for row in rows]


def _there(read: AnySelect) -> AnySelect:
    """Narrow to the sessions at which somebody was there, as was written down. A pre-meet is no session."""
    return (
        read.select_from(Place)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .join(Event, Event.id == Place.event_id)
        .where(_was_there(), SessionRole.does.in_(COUNTED), EventRole.follows_role_id.is_(None))
    )


def _was_there() -> ColumnElement[bool]:
    return Place.state == PlaceState.ATTENDED


def _marks_of(member_id: int) -> Mapping[PathStep, PathMark]:
    said = db.session.scalars(
        select(PathMark)
        .where(PathMark.member_id.in_(records_of(member_id)))
        .order_by(PathMark.id)
        .options(joinedload(PathMark.by), raiseload("*", sql_only=True))
    )
    return {mark.step: mark for mark in said}
