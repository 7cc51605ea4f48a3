"""Whom to ask when they could take part, and about what; and whom to remind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import exists, false, not_, or_, select
from sqlalchemy.orm import raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member, MemberState
from coproduction.members.rules import in_state, is_asked_to_things
from coproduction.rosters import rules
from coproduction.rosters.models import Availability, AvailabilityDate, AvailabilityRound
from coproduction.rosters.queries.availability import is_to_come
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.queries.linked import events_led_by
from coproduction.schedule.rules import visible_to

A_DAY = timedelta(days=1)
FEW = 60  # events to choose from on one page


class Suited(NamedTuple):
    """The members who like an event and hold what it asks for: whom to ask, and who is away or has paused."""

    event: Event
    to_ask: Sequence[Member]
    away: Sequence[Member]
    paused: Sequence[Member]


def events_to_ask_about(*, viewer: Account, now: datetime, ids: Collection[int] | None = None) -> list[Event]:
    """Return the events to come for which people are chosen, drafts too, soonest first; or those of these ids.

    Not those that members are asked about by a question that is open.
    """
    is_asked = exists().where(
        AvailabilityDate.event_id == Event.id,
        AvailabilityRound.id == AvailabilityDate.round_id,
        AvailabilityRound.closed_at.is_(None),
    )
    found = select(Event).where(visible_to(viewer), is_to_come(now), ~is_asked)
    if ids is not None:
        found = found.where(Event.id.in_(ids))
    is_chosen = exists().where(
        EventRole.event_id == Event.id, not_(EventRole.is_open), EventRole.follows_role_id.is_(None)
    )
    ordered = found.where(is_chosen).order_by(Event.starts_at, Event.id)
    return list(db.session.scalars(ordered.options(selectinload(Event.roles), raiseload("*", sql_only=True))))


def suited_to(event: Event, *, now: datetime, but: int | None = None) -> Suited:
    """Return who could take part in the event as far as is known, by name; without those asked in the round `but`.

    For a caller that has found the event for its viewer.
    """
    chosen = [role for role in event.roles if rules.is_asked_about(role)]
    days = rules.days_to_come([event, *events_led_by(event)], now=now)
    to_ask = or_(false(), *(rules.is_to_be_asked(role, days) for role in chosen)).label("to_ask")
    suited = select(Member, to_ask, in_state(MemberState.PAUSED).label("paused")).where(
        or_(is_asked_to_things(), in_state(MemberState.PAUSED)),
        or_(false(), *(rules.is_for(role, days) for role in chosen)),
        not_(exists().where(Availability.round_id == but, Availability.member_id == Member.id)),
    )
    rows = db.session.execute(suited.order_by(Member.name, Member.id).options(raiseload("*", sql_only=True))).all()
    return Suited(
        event,
        [row.Member for row in rows if row.to_ask],
        [row.Member for row in rows if not row.to_ask and not row.paused],
        [row.Member for row in rows if row.paused],
    )


def rounds_to_remind_of(*, now: datetime) -> Sequence[int]:
    """Return the ids of open questions whose answer is due soon, and not overdue. For the programme itself."""
    today = uk_wall(now).date()
    until = today + timedelta(days=value_of(rules.AVAILABILITY_DAYS, on=today))
    return db.session.scalars(
        select(AvailabilityRound.id)
        .where(AvailabilityRound.closed_at.is_(None), AvailabilityRound.answer_by.between(today, until))
        .order_by(AvailabilityRound.id)
    ).all()


def members_to_remind(question: AvailabilityRound, *, now: datetime) -> Sequence[Member]:
    """Return who was asked a day ago or more, and was not reminded, and has said nothing since. By name.

    Also who answered for a time that one of the events has no more.
    """
    asked = (
        exists()
        .where(
            Availability.member_id == Member.id,
            Availability.round_id == question.id,
            Availability.event_id == Event.id,
            is_to_come(now),
        )
        .correlate(Member)
    )
    is_due = asked.where(Availability.reminded_at.is_(None), Availability.asked_at <= now - A_DAY)
    has_moved = asked.where(rules.said_before_it_moved())
    return db.session.scalars(
        select(Member)
        .where(is_asked_to_things(), is_due, or_(~asked.where(rules.has_said()), has_moved))
        .order_by(Member.name, Member.id)
        .options(raiseload("*", sql_only=True))
    ).all()


def rounds_gone_by(*, now: datetime) -> Sequence[int]:
    """Return the ids of open questions about nothing that is to come any more. For the programme itself."""
    has_date = exists().where(
        AvailabilityDate.round_id == AvailabilityRound.id, Event.id == AvailabilityDate.event_id, is_to_come(now)
    )
    return db.session.scalars(
        select(AvailabilityRound.id)
        .where(AvailabilityRound.closed_at.is_(None), ~has_date)
        .order_by(AvailabilityRound.id)
    ).all()


def events_asked_of(
    question: AvailabilityRound, member_ids: Collection[int], *, now: datetime
) -> Mapping[int, Sequence[Event]]:
    """Return the events to come that these members were asked about, by member, soonest first."""
    found: defaultdict[int, list[Event]] = defaultdict(list)
    rows = db.session.execute(
        select(Availability.member_id, Event)
        .join(Event, Event.id == Availability.event_id)
        .where(Availability.round_id == question.id, Availability.member_id.in_(member_ids), is_to_come(now))
        .order_by(Event.starts_at, Event.id)
        .options(raiseload("*", sql_only=True))
    )
    for member_id, event in rows:
        found[member_id].append(event)
    return found
