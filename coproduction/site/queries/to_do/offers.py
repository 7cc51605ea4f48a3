"""Offers that wait for a member's answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import is_asked_to_things, require_staff
from coproduction.notifications.models import Message
from coproduction.schedule.emails import is_asked_with_other_dates, key_of_offer
from coproduction.schedule.models import CallRequest, Event, Place, PlaceState, Reminder, Turn
from coproduction.schedule.rules import COMING, is_mirrored
from coproduction.site.queries.to_do.contacts import is_passed_on_by_hand
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago, ahead


def unanswered_offers(*, viewer: Account, now: datetime) -> TaskList:
    """Return the offers that members have not answered yet, longest wait first. Who rests is not chased.

    Who was reminded twice stands among those to ring, and who asked for a call among those. An offer of which the
    member has yet to be told, or to be reminded, by a call or a letter, stands among the people to ring or write to.
    """
    require_staff(viewer)
    asks = or_(Message.key == key_of_offer(), is_asked_with_other_dates())
    is_to_be_told = exists().where(Message.member_id == Place.member_id, asks, is_passed_on_by_hand(now=now))
    return task_list(
        "offers",
        "Offers with no answer yet",
        page="rosters.show_roster",
        argument="event_id",
        rows=select(Place.event_id, Place.role_id, Member.name, Event.title, Event.starts_at, Place.moved_at)
        .join(Event, Event.id == Place.event_id)
        .join(Member, Member.id == Place.member_id)
        .where(is_one_of(Place.state, [PlaceState.OFFERED]), is_coming(viewer=viewer, now=now), is_asked_to_things())
        .where(~is_mirrored(), ~is_to_be_told, ~_is_on_its_way(now), ~_asked_to_be_rung(), ~_was_reminded_twice(now))
        .order_by(Place.moved_at, Place.id),
        words=lambda row: Task(
            row.event_id,
            f"Ask {row.name} about {row.title}",
            f"No answer yet. The event is {ahead(row.starts_at, now=now)}.",
            f"Asked {ago(row.moved_at, now=now)}",
            uk_wall(row.starts_at).date(),
            f"role-{row.role_id}",
        ),
    )


def silent_members(*, viewer: Account, now: datetime) -> TaskList:
    """Return the members who have not answered after their last reminder, for the soonest event first: ring them.

    Also those who hold a place, and were asked again because the event changed. One whose reminder is itself a call or
    a letter to come stands among the people to ring or write to, and one who asked for a call among those who did.
    """
    require_staff(viewer)
    return task_list(
        "silent",
        "No answer after our reminders",
        page="rosters.record_answer",
        argument="place_id",
        rows=select(Place.id, Member.name, Event.title, Event.starts_at, _number_of_reminders().label("reminders"))
        .join(Event, Event.id == Place.event_id)
        .join(Member, Member.id == Place.member_id)
        .where(_waits_for_answer(), is_coming(viewer=viewer, now=now), is_asked_to_things())
        .where(_was_reminded_twice(now), ~_is_on_its_way(now), ~_asked_to_be_rung())
        .order_by(Event.starts_at, Place.id),
        words=lambda row: Task(
            row.id,
            f"Ring {row.name} about {row.title}",
            f"We reminded them {'once' if row.reminders == 1 else 'twice'}. Write down what they say.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(row.starts_at).date(),
        ),
    )


def _is_on_its_way(now: datetime) -> ColumnElement[bool]:
    """Return the condition for places whose member is to be reminded by a call or a letter that waits."""
    return exists().where(Reminder.place_id == Place.id, Message.key == Reminder.key, is_passed_on_by_hand(now=now))


def _asked_to_be_rung() -> ColumnElement[bool]:
    return exists().where(CallRequest.place_id == Place.id, CallRequest.done_at.is_(None))


def _was_reminded_twice(now: datetime) -> ColumnElement[bool]:
    """Return the condition for those who had the last reminder before an hour that is yet to come.

    It begins with those few reminders, not with all the places of the events to come.
    """
    last = and_(is_one_of(Reminder.turn, [Turn.SECOND]), Reminder.for_start > now)
    few = select(Reminder.place_id).where(last)
    return and_(Place.id.in_(few), exists().where(last, _is_about_this_question()))


def _number_of_reminders() -> ColumnElement[int]:
    return select(func.count()).select_from(Reminder).where(_is_about_this_question()).scalar_subquery()


def _is_about_this_question() -> ColumnElement[bool]:
    """Return the condition for reminders that came after we asked, or asked again."""
    asked = func.coalesce(Place.asked_again_at, Place.moved_at)
    return and_(Reminder.place_id == Place.id, Reminder.written_at > asked)


def _waits_for_answer() -> ColumnElement[bool]:
    """Return the condition for offers, and for places of members who come and were asked again."""
    again = and_(is_one_of(Place.state, COMING), Place.asked_again_at.is_not(None))
    return or_(is_one_of(Place.state, [PlaceState.OFFERED]), again)
