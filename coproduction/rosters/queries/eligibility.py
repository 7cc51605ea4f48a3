"""Who could fill a role, why not the others, and how full an event's roles are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, literal, not_, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.paging import ROWS, Page
from coproduction.members.models import Member
from coproduction.members.rules import belongs, require_staff
from coproduction.rosters import rules
from coproduction.rosters.models import Availability, CanCome
from coproduction.rosters.proposals.problem import History
from coproduction.rosters.queries.limits import obstacles_to
from coproduction.rosters.queries.turns import history_of, in_order_at
from coproduction.rosters.words import SAID
from coproduction.schedule.models import Check, Event, EventRole, PlaceState
from coproduction.schedule.rules import is_for_those_who_know_it


class Candidate(NamedTuple):
    """A member seen from a role: what stands in the way, and their turns of the last `days`.

    `said` are words on what they said when they were asked if they could come; empty when they were not. `is_forward`:
    they put themselves forward, and wait for a choice.
    """

    member_id: int
    name: str
    history: History
    reasons: list[str]
    checks: tuple[Check, ...]
    can_be_asked: bool
    is_new: bool
    said: str = ""
    is_forward: bool = False
    days: int = 365


def candidates(
    role: EventRole, *, could: bool, viewer: Account, now: datetime, page: int = 1, size: int = ROWS
) -> Page[Candidate]:
    """Return a page of the members who could fill the role (or who could not), the fewest turns first.

    The order is that of proposals (`turns`): among those who had as many turns come first who said that they can, then
    who said maybe; then those whose last turn is longest ago. Members in the roster already, and members who have left,
    are in neither list. What we took back, 'not this time', and the time that somebody was away or had paused, lower
    nobody.
    """
    require_staff(viewer)
    reasons = obstacles_to(role, now=now)
    hindered = or_(*(reason.stands for reason in reasons))
    listed = with_history(role, reasons, now=now).where(not_(hindered) if could else hindered)
    rows = db.session.execute(listed.limit(size + 1).offset((page - 1) * size)).all()
    return Page([_candidate(row, reasons) for row in rows[:size]], page, has_next=len(rows) > size)


def all_are_new_to(role: EventRole) -> bool:
    """Say whether newcomers are not held back from the role, because nobody in the group knows such events."""
    if not is_for_those_who_know_it(role):
        return False
    return not db.session.scalar(select(rules.somebody_knows_it(role.event)))


def candidate(role: EventRole, member_id: int, *, viewer: Account, now: datetime) -> Candidate | None:
    """Return one member as seen from the role, or None if they are in its roster, have left or do not exist."""
    require_staff(viewer)
    reasons = obstacles_to(role, now=now)
    row = db.session.execute(with_history(role, reasons, now=now).where(Member.id == member_id)).one_or_none()
    return _candidate(row, reasons) if row else None


def candidates_among(
    role: EventRole, member_ids: Collection[int], *, viewer: Account, now: datetime
) -> Sequence[Candidate]:
    """Return some members as seen from the role, but for those in its roster and those who have left."""
    require_staff(viewer)
    reasons = obstacles_to(role, now=now)
    rows = db.session.execute(with_history(role, reasons, now=now).where(Member.id.in_(member_ids)))
    return [_candidate(row, reasons) for row in rows]


def forward_for(role: EventRole, *, viewer: Account, now: datetime) -> Sequence[Candidate]:
    """Return who put themselves forward for the role and waits for a choice, in the order of turns."""
    require_staff(viewer)
    reasons = obstacles_to(role, now=now)
    waits = rules.stands_in(role, PlaceState.INTERESTED)
    return [_candidate(row, reasons) for row in db.session.execute(with_history(role, reasons, now=now, who=waits))]


class PastTurns(NamedTuple):
    """What is said beside a name, of the last `days`."""

    history: History
    days: int


def histories_at(
    event: Event, member_ids: Collection[int], *, viewer: Account, now: datetime
) -> Mapping[int, PastTurns]:
    """Return what is said beside the names of members, by their id, whatever part they have in the event."""
    require_staff(viewer)
    if not member_ids:
        return {}
    days = value_of(rules.HISTORY_DAYS, on=uk_wall(now).date())
    order = in_order_at(event, since=now - timedelta(days=days), now=now)
    rows = db.session.execute(
        select(Member.id, *order.beside())
        .outerjoin(order.counted, order.counted.c.member_id == Member.id)
        .outerjoin(order.last, order.last.c.member_id == Member.id)
        .where(Member.id.in_(member_ids))
        .order_by(Member.id)
    )
    return {row.id: PastTurns(history_beside(row), days) for row in rows}


def with_history(
    role: EventRole,
    reasons: Sequence[rules.Obstacle],
    *,
    now: datetime,
    who: ColumnElement[bool] | None = None,
    first: Sequence[ColumnElement[Any]] = (),
) -> AnySelect:
    """Return the statement for members, by default all who are not in the role's roster, with what stands in their way.

    In the order of `first`, and then of their turns at events of the same kind.
    """
    days = value_of(rules.HISTORY_DAYS, on=uk_wall(now).date())
    order = in_order_at(role.event, since=now - timedelta(days=days), now=now)
    standing = [reason.stands.label(f"reason_{number}") for number, reason in enumerate(reasons)]
    said = case((Availability.for_start == role.event.starts_at, Availability.said))
    columns = Member.id, Member.name, said.label("said"), Availability.id.is_not(None).label("was_asked")
    forward = rules.stands_in(role, PlaceState.INTERESTED).label("is_forward")
    return (
        select(*columns, forward, *order.beside(), literal(days).label("days"), *standing)
        .outerjoin(Availability, and_(Availability.member_id == Member.id, Availability.event_id == role.event_id))
        .outerjoin(order.counted, order.counted.c.member_id == Member.id)
        .outerjoin(order.last, order.last.c.member_id == Member.id)
        .where(belongs(), not_(rules.is_in_play(role)) if who is None else who)
        .order_by(*first, *order.by(_rank_of(said, role)))
    )


def _rank_of(said: ColumnElement[CanCome], role: EventRole) -> ColumnElement[int]:
    """Return 0 for who said that they can come, or put themselves forward; 1 for perhaps; 2 for everybody else."""
    can = or_(said == CanCome.YES, rules.is_forward_for(role.event))
    return case((can, 0), (said == CanCome.MAYBE, 1), else_=2)


def history_beside(row: AnyRow) -> History:
    """Return what is said beside the name of a member who is read with their history."""
    return history_of(row, uk_wall(row.last_turn).date() if row.last_turn else None)


def _candidate(row: Any, reasons: Sequence[rules.Obstacle]) -> Candidate:
    standing = [reason for number, reason in enumerate(reasons) if getattr(row, f"reason_{number}")]
    checks = tuple(reason.check for reason in standing if reason.check)
    words, can_be_asked = [reason.words for reason in standing], not any(reason.is_final for reason in standing)
    is_new = any(reason.is_of_newcomers for reason in standing)
    said = SAID[row.said] if row.was_asked and row.said is not CanCome.NO else ""  # a no is among the reasons
    return Candidate(
        row.id, row.name, history_beside(row), words, checks, can_be_asked, is_new, said, row.is_forward, row.days
    )
