"""Somebody who is told things by hand, and what waits to be told to them."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.notifications.actions import mark_done
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.actions import events, places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import Place
from tests.factories import EventFactory, EventRoleFactory
from tests.schedule.test_events import details_of

WEEK = timedelta(days=7)
BY_HAND = {"account": None, "email": None, "phone": "0115 496 0012"}


def forum(**event):
    return EventRoleFactory(event=EventFactory(title="Forum", **event), maximum=None).event


def waiting(member):
    """Return the subjects of what waits to be told to the member."""
    return [message.subject for message in messages_waiting(member)]


def messages_waiting(member):
    told = select(Message).where(Message.member_id == member.id, Message.state == MessageState.WAITING)
    return db.session.scalars(told.where(~Message.key.contains("-copy-")).order_by(Message.id)).all()


def event_places(event):
    return db.session.scalars(select(Place).where(Place.event_id == event.id).order_by(Place.id)).all()


def move(event, by, *, staff, noon):
    there = details_of(event, starts_at=event.starts_at + by, ends_at=event.ends_at + by)
    events.change_event(event, there, by=staff, now=noon)


def pass_on(member, *, staff, noon):
    for message in messages_waiting(member):
        mark_done(message.id, by=staff, now=noon)


def ask(event, member, *, staff, noon):
    return places.offer_place(event.roles[0].id, member, hand=Hand(staff), now=noon)
