"""Minutes, decisions and actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.accounts.rules import is_staff
from coproduction.core.database import AnyRow, AnySelect, db
from coproduction.meetings.models import ActionPoint, Decision, Meeting, Minutes, MinutesState
from coproduction.members.models import Member
from coproduction.members.rules import belongs, records_of, stands_alone
from coproduction.schedule.models import GOES_AHEAD, Event
from coproduction.schedule.rules import visible_to

SEEN_BY_MEMBERS = (MinutesState.SHARED, MinutesState.AGREED)
MOST_WORDS = 8
_IS_SHARED = select(Minutes.event_id).where(
    Minutes.event_id == bindparam("event_id", type_=Integer), Minutes.state.in_(SEEN_BY_MEMBERS)
)
# What the viewer said that they would do and is not done yet.
OPEN_ACTIONS = select(ActionPoint.id, ActionPoint.words, ActionPoint.due_on).where(
    ActionPoint.done_at.is_(None), ActionPoint.member_id.in_(records_of(bindparam("viewer_id", type_=Integer)))
)


def minutes_of(event_id: int) -> Minutes | None:
    """Return the minutes of a meeting that the caller has found, as they are now."""
    return db.session.get(Minutes, event_id, populate_existing=True)


def are_shared(event_id: int) -> bool:
    """Say whether members may read the minutes of a meeting that they may know of."""
    return db.session.scalar(_IS_SHARED, {"event_id": event_id}) is not None


def shared_minutes(event_id: int) -> Minutes | None:
    """Return the minutes if members may read them."""
    return db.session.scalar(select(Minutes).where(Minutes.event_id == event_id, Minutes.state.in_(SEEN_BY_MEMBERS)))


def later_meetings(event: Event, *, now: datetime) -> Sequence[Event]:
    """Return the meetings after this one that have begun and can agree its minutes, the next first."""
    return db.session.scalars(
        select(Event)
        .join(Meeting, Meeting.event_id == Event.id)
        .where(
            Event.starts_at > event.starts_at,
            Event.starts_at <= now,
            Event.state.in_(GOES_AHEAD),
        )
        .order_by(Event.starts_at, Event.id)
        .limit(20)
        .options(raiseload("*", sql_only=True))
    ).all()


def decisions_of(event_id: int) -> Sequence[Decision]:
    """Return what a meeting decided, in the order in which it was noted."""
    return db.session.scalars(select(Decision).where(Decision.event_id == event_id).order_by(Decision.id)).all()


def decisions(words: str, *, viewer: Member | Account) -> AnySelect:
    """Return the statement for all decisions that the viewer may read and that hold all the words, the newest first.

    Coordinators read those of minutes that are not shared yet too.
    """
    found = (
        select(Decision.id, Decision.words, Event.id.label("event_id"), Event.title, Event.starts_at)
        .join(Event, Event.id == Decision.event_id)
        .where(visible_to(viewer), *(_holds(word) for word in words.split()[:MOST_WORDS]))
        .order_by(Event.starts_at.desc(), Decision.id.desc())
    )
    if isinstance(viewer, Account):
        return found
    return found.join(Minutes, Minutes.event_id == Event.id).where(Minutes.state.in_(SEEN_BY_MEMBERS))


def actions_of(event_id: int) -> Sequence[ActionPoint]:
    """Return what people said at a meeting that they would do, done or not, by day."""
    return db.session.scalars(_actions().where(ActionPoint.event_id == event_id)).all()


def carried_over(event: Event, *, only_shared: bool) -> Sequence[ActionPoint]:
    """Return what was said at earlier meetings and is not done yet, by day.

    For members `only_shared`: that of meetings whose minutes they may read.
    """
    earlier = _actions().join(Event, Event.id == ActionPoint.event_id)
    found = earlier.where(Event.starts_at < event.starts_at, ActionPoint.done_at.is_(None))
    if only_shared:
        found = found.join(Minutes, Minutes.event_id == Event.id).where(Minutes.state.in_(SEEN_BY_MEMBERS))
    return db.session.scalars(found).all()


def open_actions(*, viewer: Member | Account) -> Select[ActionPoint]:
    """Return the statement for what is not done yet, by day: a member's own, or everybody's for coordinators."""
    found = _actions().where(ActionPoint.done_at.is_(None))
    if isinstance(viewer, Account):
        return found if is_staff(viewer) else found.where(ActionPoint.account_id == viewer.id)
    return found.where(ActionPoint.member_id.in_(records_of(viewer.id)))


def find_action(action_id: int, *, viewer: Member | Account) -> ActionPoint | None:
    """Return an action, done or not; a member finds their own alone."""
    found = _actions().where(ActionPoint.id == action_id)
    if isinstance(viewer, Member):
        found = found.where(ActionPoint.member_id.in_(records_of(viewer.id)))
    return db.session.scalar(found)


def lock_action(action_id: int) -> ActionPoint:
    """Return the action as it is now, and make every other change to it wait."""
    return db.session.scalars(
        select(ActionPoint)
        .where(ActionPoint.id == action_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def actions_to_remind(last: date) -> Sequence[ActionPoint]:
    """Return what is not done and due on a day or before, of people who are still here."""
    still_here = or_(and_(ActionPoint.account_id.is_not(None), Account.closed_at.is_(None)), belongs())
    return db.session.scalars(
        _actions()
        .outerjoin(Member, Member.id == ActionPoint.member_id)
        .outerjoin(Account, Account.id == ActionPoint.account_id)
        .where(ActionPoint.done_at.is_(None), ActionPoint.due_on <= last, still_here)
    ).all()


def owners() -> tuple[Sequence[AnyRow], Sequence[AnyRow]]:
    """Return who can say that they will do something: members who are still here, and staff; each by name."""
    members = select(Member.id, Member.name).where(belongs(), stands_alone()).order_by(Member.name, Member.id)
    staff = (
        select(Account.id, Account.name)
        .where(or_(Account.is_coordinator, Account.is_administrator), Account.closed_at.is_(None))
        .order_by(Account.name, Account.id)
    )
    return db.session.execute(members).all(), db.session.execute(staff).all()


def _holds(word: str) -> ColumnElement[bool]:
    return func.lower(Decision.words + " " + Event.title).contains(word.lower(), autoescape=True)


def _actions() -> Select[ActionPoint]:
    return (
        select(ActionPoint)
        .options(joinedload(ActionPoint.member), joinedload(ActionPoint.account), raiseload("*", sql_only=True))
        .order_by(ActionPoint.due_on, ActionPoint.id)
    )


def actions_of_record(member_id: int) -> Sequence[ActionPoint]:
    """Return every action that stands under this very record of a member."""
    return db.session.scalars(
        select(ActionPoint).where(ActionPoint.member_id == member_id).order_by(ActionPoint.id)
    ).all()
