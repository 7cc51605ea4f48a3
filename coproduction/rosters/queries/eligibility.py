"""Who could fill a role, why not the others, and how full an event's roles are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, case, func, not_, or_, select
from sqlalchemy.orm import aliased

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect, db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.paging import ROWS, Page
from coproduction.members.models import Member
from coproduction.members.rules import belongs, require_staff
from coproduction.rosters import rules
from coproduction.rosters.models import Availability, CanCome
from coproduction.rosters.queries.limits import own_words
from coproduction.rosters.words import SAID
from coproduction.schedule.models import Check, Event, EventRole, Place, PlaceMove, PlaceState
from coproduction.schedule.rules import is_for_those_who_know_it


class Turns(NamedTuple):
    """How often members had a turn: to be joined by member, and then the number of each."""

    by_member: Subquery
    of_member: ColumnElement[int]


class Candidate(NamedTuple):
    """A member seen from a role: what stands in the way, and how often they were asked and took part in a year.

    `said` are words on what they said when they were asked if they could come; empty when they were not.
    """

    member_id: int
    name: str
    asked: int
    took_part: int
    reasons: list[str]
    checks: tuple[Check, ...]
    can_be_asked: bool
    is_new: bool
    said: str = ""


def candidates(
    role: EventRole, *, could: bool, viewer: Account, now: datetime, page: int = 1, size: int = ROWS
) -> Page[Candidate]:
    """Return a page of the members who could fill the role (or who could not), the least often asked first.

    Among those who had as many turns come first who said that they can, then who said maybe. Members in the roster
    already, and members who have left, are in neither list. Turns are those at events of the same kind, as in
    proposals. What we took back, 'not this time', and the time that somebody was away or had paused, lower nobody.
    """
    require_staff(viewer)
    reasons = rules.obstacles(role, own_words(role, now=now), now=now)
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
    reasons = rules.obstacles(role, own_words(role, now=now), now=now)
    row = db.session.execute(with_history(role, reasons, now=now).where(Member.id == member_id)).one_or_none()
    return _candidate(row, reasons) if row else None


def with_history(
    role: EventRole,
    reasons: Sequence[rules.Obstacle],
    *,
    now: datetime,
    who: ColumnElement[bool] | None = None,
    first: Sequence[ColumnElement[Any]] = (),
) -> AnySelect:
    """Return the statement for members, by default all who are not in the role's roster, with what stands in their way.

    In the order of `first`, and then the least often asked first.
    """
    days = value_of(rules.HISTORY_DAYS, on=uk_wall(now).date())
    since = now - timedelta(days=days)
    of_kind = Place.event_id.in_(select(Event.id).where(Event.kind == role.event.kind))
    asked = _turns_since(since, of_kind, PlaceMove.to_state == PlaceState.OFFERED, Place.state != PlaceState.RELEASED)
    took_part = _turns_since(since, of_kind, PlaceMove.to_state == PlaceState.HELD, Place.state.in_(rules.KEPT))
    standing = [reason.stands.label(f"reason_{number}") for number, reason in enumerate(reasons)]
    times_asked, times_took_part = asked.of_member, took_part.of_member
    said = case((Availability.for_start == role.event.starts_at, Availability.said))
    columns = Member.id, Member.name, said.label("said"), Availability.id.is_not(None).label("was_asked")
    return (
        select(*columns, times_asked.label("asked"), times_took_part.label("took_part"), *standing)
        .outerjoin(Availability, and_(Availability.member_id == Member.id, Availability.event_id == role.event_id))
        .outerjoin(asked.by_member, asked.by_member.c.member_id == Member.id)
        .outerjoin(took_part.by_member, took_part.by_member.c.member_id == Member.id)
        .where(belongs(), not_(rules.is_in_play(role)) if who is None else who)
        .order_by(*first, times_asked, times_took_part, _rank_of(said), Member.name, Member.id)
    )


def _rank_of(said: ColumnElement[CanCome]) -> ColumnElement[int]:
    return case((said == CanCome.YES, 0), (said == CanCome.MAYBE, 1), else_=2)


def _turns_since(since: datetime, *conditions: ColumnElement[bool]) -> Turns:
    """Count each member's events, not their moves: somebody asked twice for one event was asked once.

    Those few into whose record another was merged are counted apart, under both: to do so for everybody takes twice
    the time.
    """
    counted = (
        select(func.count(Place.event_id.distinct()).label("turns"))
        .join(PlaceMove, PlaceMove.place_id == Place.id)
        .where(PlaceMove.moved_at > since, *conditions)
    )
    merged = aliased(Member)
    records = select(merged.id).where(or_(merged.id == Member.id, merged.merged_into_id == Member.id))
    under_both = counted.where(Place.member_id.in_(records)).correlate(Member).scalar_subquery()
    by_member = counted.add_columns(Place.member_id).group_by(Place.member_id).subquery()
    was_merged_into = Member.id.in_(select(merged.merged_into_id).where(merged.merged_into_id.is_not(None)))
    return Turns(by_member, case((was_merged_into, under_both), else_=func.coalesce(by_member.c.turns, 0)))


def _candidate(row: Any, reasons: Sequence[rules.Obstacle]) -> Candidate:
    standing = [reason for number, reason in enumerate(reasons) if getattr(row, f"reason_{number}")]
    checks = tuple(reason.check for reason in standing if reason.check)
    words, can_be_asked = [reason.words for reason in standing], not any(reason.is_final for reason in standing)
    is_new = any(reason.is_of_newcomers for reason in standing)
    history = row.id, row.name, row.asked, row.took_part
    said = SAID[row.said] if row.was_asked and row.said is not CanCome.NO else ""  # a no is among the reasons
    return Candidate(*history, words, checks, can_be_asked, is_new, said)
