"""The coordinator's to-do list: what waits, why now, and where to do it. One statement for each kind of task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dated_settings import number, value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.models import Application, ApplicationState, Member
from coproduction.members.rules import DAYS_TO_ANSWER
from coproduction.notifications.kinds import BY_HAND
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.models import Event, EventRole, EventState, Place, PlaceState
from coproduction.schedule.rules import visible_to
from coproduction.site.rules import ago, ahead, people, waited, working_days, working_days_since

SHOWN = 10
WEEKS_AHEAD = number(
    "to-do-weeks-ahead", "How far ahead the to-do list looks for missing people", unit="weeks", seed=8, highest=104
)


class Task(NamedTuple):
    """One thing to do: the id of its page, what it is, why now, and since when or by when, in words.

    `anchor` is the part of the page that it is about, when the page is about more.
    """

    id: int
    what: str
    why: str
    when: str
    anchor: str | None = None


class TaskList(NamedTuple):
    """The most urgent tasks of one kind, and how many there are in all.

    `page` is the endpoint of a task's own page and `argument` the name of the id in its address.
    """

    name: str
    heading: str
    page: str
    argument: str
    tasks: Sequence[Task]
    total: int


def to_do(*, viewer: Account, now: datetime) -> list[TaskList]:
    """Return the kinds of task that have something to do, with the most urgent few of each."""
    today = uk_wall(now).date()
    weeks, days = value_of(WEEKS_AHEAD, on=today), value_of(DAYS_TO_ANSWER, on=today)
    lists = (
        _applications(now, answered_in=days),
        _contacts(now),
        _short_roles(viewer, now, until=now + timedelta(weeks=weeks)),
        _choices(viewer, now),
        _open_offers(viewer, now),
        _drafts(viewer, now),
    )
    return [tasks for tasks in lists if tasks.total]


def _applications(now: datetime, *, answered_in: int) -> TaskList:
    """Return the people who asked to join and have had no answer, oldest first. We promise one in so many days."""
    waiting = (
        select(Application.id, Application.name, Application.submitted_at)
        .where(Application.state == ApplicationState.SUBMITTED)
        .order_by(Application.submitted_at, Application.id)
    )

    def words(row: Row[Any]) -> Task:
        is_late = working_days_since(row.submitted_at, now=now) > answered_in
        why = "This answer is late. We said" if is_late else "We answer"
        return Task(
            row.id,
            f"Answer {row.name}",
            f"{why} within {working_days(answered_in)}.",
            f"Asked to join {ago(row.submitted_at, now=now)}",
        )

    return TaskList(
        "applications",
        "People who asked to join",
        "members_staff.show_application",
        "application_id",
        *_most_urgent(waiting, words),
    )


def _contacts(now: datetime) -> TaskList:
    """Return the messages that a person must pass on: calls, letters, and emails that could not be sent."""
    by_hand = and_(Message.state == MessageState.WAITING, Message.channel != Channel.EMAIL, Message.send_after <= now)
    waiting = (
        select(Message.id, Message.channel, Message.to_name, Message.subject, Message.send_after)
        .where(by_hand | (Message.state == MessageState.FAILED))
        .order_by(Message.send_after, Message.id)
    )
    return TaskList(
        "contacts",
        "People to ring or write to",
        "notifications_staff.show_message",
        "message_id",
        *_most_urgent(
            waiting,
            lambda row: Task(
                row.id,
                BY_HAND[row.channel].task.format(row.to_name),
                row.subject,
                waited(row.send_after, now=now).capitalize(),
            ),
        ),
    )


def _short_roles(viewer: Account, now: datetime, *, until: datetime) -> TaskList:
    """Return the parts in coming events that too few people hold, the soonest event first."""
    short = _roles_with(
        held=_number_of(PlaceState.HELD),
        asked=_number_of(PlaceState.OFFERED),
        not_sure=_number_of(PlaceState.TENTATIVE),
    )
    soon = _coming(viewer, now).where(Event.starts_at <= until)
    short = short.where(EventRole.event_id.in_(soon)).having(_number_of(PlaceState.HELD) < EventRole.minimum)
    return TaskList(
        "short-roles",
        "Events that need more people",
        "rosters.show_role",
        "role_id",
        *_most_urgent(
            short,
            lambda row: Task(
                row.id,
                f"{row.role_name} for {row.title}",
                f"{row.held} of {row.minimum} found. {_answers_missing(row.asked, row.not_sure)}",
                f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            ),
        ),
    )


def _choices(viewer: Account, now: datetime) -> TaskList:
    """Return the parts that members put themselves forward for and that nobody has chosen for, longest wait first."""
    first = func.min(Place.moved_at)
    waiting = (
        _roles_with(interested=func.count(Place.id), first_at=first)
        .where(Place.event_id.in_(_coming(viewer, now)), Place.state == PlaceState.INTERESTED)
        .order_by(None)
        .order_by(first, EventRole.id)
    )
    return TaskList(
        "choices",
        "Members who wait for your choice",
        "rosters.show_roster",
        "event_id",
        *_most_urgent(
            waiting,
            lambda row: Task(
                row.event_id,
                f"Choose for {row.role_name}, {row.title}",
                f"{people(row.interested)} put themselves forward. The event is {ahead(row.starts_at, now=now)}.",
                f"Waiting {waited(row.first_at, now=now)}",
                f"role-{row.id}",
            ),
        ),
    )


def _open_offers(viewer: Account, now: datetime) -> TaskList:
    """Return the offers that members have not answered yet, longest wait first."""
    unanswered = (
        select(Place.event_id, Place.role_id, Member.name, Event.title, Event.starts_at, Place.moved_at)
        .join(Event, Event.id == Place.event_id)
        .join(Member, Member.id == Place.member_id)
        .where(Place.event_id.in_(_coming(viewer, now)), Place.state == PlaceState.OFFERED)
        .order_by(Place.moved_at, Place.id)
    )
    return TaskList(
        "offers",
        "Offers with no answer yet",
        "rosters.show_roster",
        "event_id",
        *_most_urgent(
            unanswered,
            lambda row: Task(
                row.event_id,
                f"Ask {row.name} about {row.title}",
                f"No answer yet. The event is {ahead(row.starts_at, now=now)}.",
                f"Asked {ago(row.moved_at, now=now)}",
                f"role-{row.role_id}",
            ),
        ),
    )


def _drafts(viewer: Account, now: datetime) -> TaskList:
    """Return the coming events that members cannot see yet, soonest first."""
    drafts = (
        select(Event.id, Event.title, Event.starts_at)
        .where(visible_to(viewer), Event.state == EventState.DRAFT, Event.starts_at > now)
        .order_by(Event.starts_at, Event.id)
    )
    return TaskList(
        "drafts",
        "Drafts to publish",
        "schedule_staff.show_event",
        "event_id",
        *_most_urgent(
            drafts,
            lambda row: Task(
                row.id,
                f"Publish {row.title}",
                "Members cannot see it yet.",
                f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            ),
        ),
    )


def _most_urgent(rows: Select[*tuple[Any, ...]], words: Callable[[Row[Any]], Task]) -> tuple[Sequence[Task], int]:
    """Return the first few rows in words, and the number of all rows."""
    found = db.session.execute(rows.add_columns(func.count().over().label("total")).limit(SHOWN)).all()
    return [words(row) for row in found], found[0].total if found else 0


def _roles_with(**counts: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Select roles of events with something counted over their places, the soonest event first."""
    about = (
        EventRole.id,
        EventRole.event_id,
        EventRole.name.label("role_name"),
        EventRole.minimum,
        Event.title,
        Event.starts_at,
    )
    return (
        select(*about, *(count.label(name) for name, count in counts.items()))
        .join(Event, Event.id == EventRole.event_id)
        .outerjoin(Place, Place.role_id == EventRole.id)
        .group_by(EventRole.id, EventRole.event_id, EventRole.name, EventRole.minimum, Event.title, Event.starts_at)
        .order_by(Event.starts_at, EventRole.id)
    )


def _number_of(state: PlaceState) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((Place.state == state, 1), else_=0)), 0)


def _coming(viewer: Account, now: datetime) -> Select[int]:
    """Select the ids of published events to come: few, so the places of all the years before are not read."""
    return select(Event.id).where(visible_to(viewer), Event.state == EventState.PUBLISHED, Event.starts_at > now)


def _answers_missing(asked: int, not_sure: int) -> str:
    if not asked and not not_sure:
        return "Nobody else has been asked."
    words = [f"{people(asked)} to answer"] if asked else []
    if not_sure:
        words.append(f"{people(not_sure)} not sure")
    return f"{', '.join(words)}."
