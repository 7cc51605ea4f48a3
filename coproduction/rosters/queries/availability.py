"""When members could take part: the questions there are, what each member was asked, and what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Date, Integer, Select, and_, bindparam, case, exists, func, literal, not_, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, UTCDateTime, db, is_one_of
from coproduction.members.models import Member
from coproduction.members.rules import belongs, has_left, require_staff, stands_alone
from coproduction.rosters import rules
from coproduction.rosters.models import Availability, AvailabilityDate, AvailabilityRound, CanCome
from coproduction.schedule.models import Event, EventState

Said = Mapping[tuple[int, int], CanCome | None]  # what was said of an event by a member; None for no answer yet
_VIEWER, _NOW = bindparam("viewer_id", type_=Integer), bindparam("now", type_=UTCDateTime())


def is_to_come(now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """Return the condition for events that members can be asked about: not begun, not cancelled, drafts among them."""
    return and_(is_one_of(Event.state, (EventState.DRAFT, EventState.PUBLISHED)), Event.starts_at > now)


# The open questions that the viewer was asked, while we hope for an answer; `words` is empty until all is answered.
DATES_TO_ANSWER = (
    select(
        AvailabilityRound.id,
        case((func.count(case((not_(rules.has_said()), 1))) == 0, literal("said")), else_=literal("")).label("words"),
        AvailabilityRound.answer_by.label("due_on"),
    )
    .join(Availability, Availability.round_id == AvailabilityRound.id)
    .join(Event, Event.id == Availability.event_id)
    .where(
        Availability.member_id == _VIEWER,
        AvailabilityRound.closed_at.is_(None),
        AvailabilityRound.answer_by >= bindparam("today", type_=Date),
        is_to_come(_NOW),
    )
    .group_by(AvailabilityRound.id, AvailabilityRound.answer_by)
)


class Tally(NamedTuple):
    """How many members said what of one event, and how many have not answered."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    silent: int = 0


def rounds(*, viewer: Account) -> Sequence[AvailabilityRound]:
    """Return the questions, the newest first, with their events."""
    require_staff(viewer)
    return db.session.scalars(_with_dates().order_by(AvailabilityRound.id.desc())).unique().all()


def find_round(round_id: int, *, viewer: Account) -> AvailabilityRound | None:
    """Return the question with its events, or None."""
    require_staff(viewer)
    return db.session.scalar(_with_dates().where(AvailabilityRound.id == round_id))


def _with_dates() -> Select[AvailabilityRound]:
    return select(AvailabilityRound).options(
        selectinload(AvailabilityRound.dates).joinedload(AvailabilityDate.event).selectinload(Event.roles),
        joinedload(AvailabilityRound.asked_by),
        raiseload("*", sql_only=True),
    )


def lock_round(round_id: int) -> AvailabilityRound:
    """Return the question as it is now, and make everybody else who answers or closes it wait."""
    return db.session.scalars(
        select(AvailabilityRound)
        .where(AvailabilityRound.id == round_id)
        .with_for_update(key_share=True)
        .options(selectinload(AvailabilityRound.dates).joinedload(AvailabilityDate.event))
        .execution_options(populate_existing=True)
    ).one()


def lock_rounds_of(member_ids: Sequence[int]) -> None:
    """Make everybody who answers what these members were asked wait, always in one order."""
    asked = select(Availability.round_id).where(Availability.member_id.in_(member_ids))
    db.session.execute(
        select(AvailabilityRound.id)
        .where(AvailabilityRound.id.in_(asked))
        .order_by(AvailabilityRound.id)
        .with_for_update(key_share=True)
    ).all()


def open_rounds_of(member: Member, *, now: datetime) -> Sequence[AvailabilityRound]:
    """Return the open questions about events to come that the member was asked, the newest first."""
    mine = (
        select(Availability.round_id)
        .join(Event, Event.id == Availability.event_id)
        .where(Availability.member_id == member.id, is_to_come(now))
    )
    return db.session.scalars(
        select(AvailabilityRound)
        .where(AvailabilityRound.closed_at.is_(None), AvailabilityRound.id.in_(mine))
        .order_by(AvailabilityRound.id.desc())
        .options(raiseload("*", sql_only=True))
    ).all()


def asked_of(round_id: int, member_id: int, *, now: datetime) -> Sequence[Availability]:
    """Return what the member was asked of events that are to come still, soonest first. For the programme itself."""
    return db.session.scalars(
        select(Availability)
        .join(Availability.event)
        .where(Availability.round_id == round_id, Availability.member_id == member_id, is_to_come(now))
        .order_by(Event.starts_at, Event.id)
        .options(contains_eager(Availability.event))
        .execution_options(populate_existing=True)
    ).all()


def round_asked_of(round_id: int, member: Member) -> AvailabilityRound | None:
    """Return the question if this member was asked it."""
    was_asked = exists().where(Availability.round_id == AvailabilityRound.id, Availability.member_id == member.id)
    return db.session.scalar(select(AvailabilityRound).where(AvailabilityRound.id == round_id, was_asked))


def round_of_link(round_id: int, member_id: int) -> tuple[AvailabilityRound, Member] | None:
    """Return the question and the member whose ids stand in a personal link; None once the member has left.

    A link to a record that was merged since leads to the record that was kept.
    """
    member = db.session.get(Member, member_id)
    if member and member.merged_into_id:
        member = db.session.get(Member, member.merged_into_id)
    question = round_asked_of(round_id, member) if member and not has_left(member) else None
    return (question, member) if question and member else None


def tallies(event_ids: Collection[int], *, viewer: Account) -> Mapping[int, Tally]:
    """Return how many members said what of each event, by its id. Whoever stood in two records counts once."""
    require_staff(viewer)
    said = [func.count(case((rules.said(word), 1))) for word in CanCome]
    rows = db.session.execute(
        select(Availability.event_id, *said, func.count(case((not_(rules.has_said()), 1))))
        .join(Event, Event.id == Availability.event_id)
        .join(Member, Member.id == Availability.member_id)
        .where(Availability.event_id.in_(event_ids), stands_alone(), belongs())
        .group_by(Availability.event_id)
    )
    return {event_id: Tally(*numbers) for event_id, *numbers in rows}


def answers_in(question: AvailabilityRound, *, viewer: Account) -> Sequence[AnyRow]:
    """Return who was asked about which event and what they said of its time now: by name, then event."""
    require_staff(viewer)
    said = case((rules.has_said(), Availability.said)).label("said")
    return db.session.execute(
        select(Member.id.label("member_id"), Member.name, Availability.event_id, said)
        .join(Availability, Availability.member_id == Member.id)
        .join(Event, Event.id == Availability.event_id)
        .where(Availability.round_id == question.id, stands_alone(), belongs())
        .order_by(Member.name, Member.id, Event.starts_at, Event.id)
    ).all()


def said_about(event_ids: Collection[int], *, viewer: Account) -> Said:
    """Return what members said of these events' times, by event and member; None for those who have not answered."""
    require_staff(viewer)
    rows = db.session.execute(
        select(Availability.event_id, Availability.member_id, case((rules.has_said(), Availability.said)))
        .join(Event, Event.id == Availability.event_id)
        .where(Availability.event_id.in_(event_ids))
    )
    return {(event_id, member_id): said for event_id, member_id, said in rows}


def events_beside(event_ids: Collection[int]) -> Mapping[int, Sequence[Event]]:
    """Return what belongs to these events and has the same people, such as a pre-meet, by the event; soonest first.

    For the programme itself, which tells it with the event.
    """
    found: defaultdict[int, list[Event]] = defaultdict(list)
    for event in db.session.scalars(
        select(Event)
        .where(Event.follows_id.in_(event_ids), ~Event.has_own_roster, Event.state != EventState.CANCELLED)
        .order_by(Event.starts_at, Event.id)
        .options(raiseload("*", sql_only=True))
    ):
        found[event.follows_id or 0].append(event)
    return found


def rows_of_record(member_id: int) -> Sequence[Availability]:
    """Return all that stands under this very record of a member."""
    return db.session.scalars(
        select(Availability)
        .where(Availability.member_id == member_id)
        .order_by(Availability.id)
        .execution_options(populate_existing=True)
    ).all()
