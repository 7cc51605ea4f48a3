"""What one call was to say of several dates, when dates move, are cancelled and are answered all at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.actions import events, publishing
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer
from coproduction.schedule.models import Event, EventState, Place, Via
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, StaffFactory
from tests.faults.at_once import all_at_once
from tests.schedule.test_events import details_of

NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_one_call_is_left_and_says_each_date_as_it_is(a_real_database):
    staff_id = StaffFactory().id
    member = MemberFactory(
        account=None, email=None, phone="0115 496 0012", channel=Channel.PHONE, interested_in=["meetings"]
    )
    start = datetime(2027, 1, 11, 10, 30, tzinfo=UTC)
    drafts = [
        EventRoleFactory(
            event=EventFactory(title=f"Date {n}", starts_at=start + n * 7 * DAY, state=EventState.DRAFT)
        ).event
        for n in range(9)
    ]
    publishing.publish_together(drafts, invite=True, by=db.session.get_one(Account, staff_id), now=NOON)
    member_id, ids = member.id, [event.id for event in drafts]
    places = dict(db.session.execute(select(Place.event_id, Place.id).where(Place.member_id == member_id)).all())
    db.session.commit()

    def on(event_id: int, deed: Callable[[Event, Account], Any]) -> Callable[[], Any]:
        return lambda: deed(db.session.get_one(Event, event_id), db.session.get_one(Account, staff_id))

    def later(event: Event, staff: Account) -> None:
        there = details_of(event, starts_at=event.starts_at + DAY, ends_at=event.ends_at + DAY)
        events.change_event(event, there, by=staff, now=NOON)

    def cancelled(event: Event, staff: Account) -> None:
        events.cancel_event(event, "The hall has flooded.", by=staff, now=NOON)

    def answered(event: Event, staff: Account) -> None:
        answer(places[event.id], Answer.YES, hand=Hand(staff, via=Via.PHONE), now=NOON)

    deeds = [on(event_id, (later, cancelled, answered)[n % 3]) for n, event_id in enumerate(ids)]
    assert all_at_once(a_real_database, deeds) == {"done": 9}

    told = select(Message).where(Message.member_id == member_id, Message.state == MessageState.WAITING)
    [call] = db.session.scalars(told).all()
    assert [n for n in range(9) if f"Date {n}:" in call.text] == [0, 3, 6]
    days = [start + (7 * n + 1) * DAY for n in (0, 3, 6)]
    assert all(f"{day:%A} {day.day} {day:%B %Y}" in call.text for day in days)
