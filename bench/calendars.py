"""A member whose calendar holds many events, all of them over, so that no other page has more to show."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.notifications.models import Channel
from coproduction.schedule.models import (
    CalendarFeed,
    Event,
    EventFormat,
    EventKind,
    EventRole,
    EventState,
    Place,
    PlaceState,
)

EVENTS = 500
SEED = "measured"


def full_calendar(*, now: datetime) -> CalendarFeed:
    """Return the address of a calendar of 500 events, which is made when it is first asked for.

    They are panels, of which nobody else may know, one every third day before now.
    """
    if feed := db.session.scalar(select(CalendarFeed).where(CalendarFeed.seed == SEED)):
        return feed
    coordinator = db.session.scalars(select(Account).where(Account.is_coordinator).order_by(Account.id).limit(1)).one()
    member = Member(name="Full Diary", known_as="Full", email="full@example.org", channel=Channel.EMAIL)
    member.joined_on = now.date()
    db.session.add(member)
    db.session.flush()
    feed = CalendarFeed(member_id=member.id, seed=SEED, made_at=now)
    db.session.add_all([feed, *(_place(number, member, coordinator, now=now) for number in range(1, EVENTS + 1))])
    db.session.commit()
    return feed


def _place(number: int, member: Member, coordinator: Account, *, now: datetime) -> Place:
    event = _event(number, coordinator, now=now)
    role = EventRole(event=event, name="Panel member", minimum=2, maximum=2)
    db.session.add(role)
    db.session.flush()
    return Place(
        role=role,
        event_id=event.id,
        member=member,
        state=PlaceState.HELD,
        moved_at=event.starts_at - timedelta(days=20),
        moves_made=2,
    )


def _event(number: int, coordinator: Account, *, now: datetime) -> Event:
    starts_at = (now - timedelta(days=3 * number)).replace(hour=9, minute=30, second=0, microsecond=0)
    return Event(
        kind=EventKind.PANEL,
        title=f"Interview panel {number}: community nurse, Band 6",
        summary="Questions are agreed at 9am; lunch is at 12.30pm.\nEach of us asks one of them.",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=6),
        format=EventFormat.HYBRID,
        venue="Example House, Nottingham",
        joining_link=f"https://meet.example.org/panel-{number}",
        joining_phone="0115 496 0180",
        state=EventState.HELD,
        organiser=coordinator,
        created_at=starts_at - timedelta(days=40),
        changed_at=starts_at - timedelta(days=30),
    )
