"""Members who leave and who die, and what is left of them, for the tests of both."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from coproduction.core.database import db
from coproduction.members.actions import departures
from coproduction.members.actions.departures import Leaving
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.models import PlaceState
from coproduction.site.queries.to_do import to_do

TODAY = date(2027, 1, 4)
AT_ONCE = Leaving(leaves_on=TODAY)
LIVE = (PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.WAITING, PlaceState.HELD)


def waiting():
    """Return whom the messages are for that still wait."""
    return db.session.scalars(
        select(Message.to_address).where(Message.state == MessageState.WAITING).order_by(Message.id)
    ).all()


def number_of(table):
    return db.session.scalar(select(func.count()).select_from(table))


def asked(viewer, now):
    """Return every task on the to-do list, but the yearly one that is about nobody."""
    lists = [tasks for tasks in to_do(viewer=viewer, now=now) if tasks.name != "school-holidays"]
    return [task.what for tasks in lists for task in tasks.tasks]


def leave(member, priya, noon):
    return departures.plan_leaving(member.id, AT_ONCE, by=priya, now=noon)


def die(member, priya, noon):
    return departures.record_death(member.id, by=priya, now=noon)
