"""Two workers, or one that is started again, write no reminder twice; nor do they remind whoever answers meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from coproduction.core.database import db
from coproduction.notifications.models import Message
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer
from coproduction.schedule.actions.reminders import send_reminders
from coproduction.schedule.models import PlaceState, Reminder
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory
from tests.faults.at_once import all_at_once, count


@pytest.fixture(autouse=True)
def fresh(a_real_database: Flask) -> None:
    """Every test here is on a real database."""


def test_eight_workers_at_once_and_one_afterwards_remind_each_member_once(a_real_database):
    events = EventFactory.create_batch(3)
    due = events[0].starts_at - timedelta(days=7)
    for event in events:
        PlaceFactory.create_batch(10, role=EventRoleFactory(event=event), state=PlaceState.OFFERED)
    db.session.commit()

    said = all_at_once(a_real_database, [lambda: send_reminders(now=due)] * 8)
    send_reminders(now=due + timedelta(minutes=5))
    db.session.commit()

    assert said == {"done": 8}
    assert count(of=Reminder) == count(of=Message) == 30


def test_whoever_answers_while_reminders_are_written_has_none_that_waits(a_real_database):
    role = EventRoleFactory()
    due = role.event.starts_at - timedelta(days=7)
    members = MemberFactory.create_batch(12, account=None, channel="phone", email=None)
    places = [PlaceFactory(role=role, state=PlaceState.OFFERED, member=member).id for member in members]
    db.session.commit()

    def answering(place_id: int):
        return lambda: answer(place_id, Answer.NO, hand=Hand(), now=due + timedelta(seconds=1))

    deeds = [answering(place_id) for place_id in places]
    said = all_at_once(a_real_database, [*deeds[:6], lambda: send_reminders(now=due), *deeds[6:]])

    assert said == {"done": 13}
    waiting = select(func.count()).where(Message.key.startswith("reminder-"), Message.state == "waiting")
    assert db.session.scalars(waiting).one() == 0
