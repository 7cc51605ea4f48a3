"""Polls for a date: those that are open, what was said, and who has said nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Date, Integer, Select, and_, bindparam, cast, exists, func, null, select
from sqlalchemy.orm import aliased, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import UTCDateTime, db, read_rows
from coproduction.meetings.models import Poll, PollAnswer, PollOption, Suits
from coproduction.members.models import Interest, Member
from coproduction.members.rules import belongs, has_left, interested_in, is_asked_to_things, require_staff, stands_alone
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import Event, Venue

_VIEWER = bindparam("viewer_id", type_=Integer)
_IS_UNANSWERED = exists().where(
    PollOption.poll_id == Poll.id,
    PollOption.is_proposed,
    PollOption.starts_at > bindparam("now", type_=UTCDateTime()),
    ~exists().where(PollAnswer.option_id == PollOption.id, PollAnswer.member_id == _VIEWER).correlate(PollOption),
)
# The polls that the viewer was to be asked, with a time to come to which they have not answered.
POLLS_TO_ANSWER = select(Poll.id, Poll.title.label("words"), cast(null(), Date).label("due_on")).where(
    Poll.event_id.is_(None),
    Poll.ended_at.is_(None),
    _IS_UNANSWERED,
    exists().where(Member.id == _VIEWER, is_asked_to_things(), interested_in(Interest.MEETINGS)),
)

_LOOKING = (
    select(PollOption.id)
    .where(
        PollOption.is_proposed,
        PollOption.starts_at > bindparam("now", type_=UTCDateTime()),
        exists().where(Poll.id == PollOption.poll_id, Poll.event_id.is_(None), Poll.ended_at.is_(None)),
    )
    .limit(1)
)


class Tally(NamedTuple):
    """How many said what to one time."""

    yes: int
    if_need_be: int
    no: int


def is_looking_for_a_date(now: datetime) -> bool:
    """Say whether a poll that every member may answer has a time to come."""
    return bool(read_rows(_LOOKING, {"now": now}))


def open_polls(*, viewer: Member | Account) -> Sequence[Poll]:
    """Return the polls that look for a date still, newest first. Every member and coordinator may see them."""
    if isinstance(viewer, Account):
        require_staff(viewer)
    return db.session.scalars(
        select(Poll)
        .where(Poll.event_id.is_(None), Poll.ended_at.is_(None))
        .order_by(Poll.made_at.desc(), Poll.id.desc())
        .options(raiseload("*", sql_only=True))
    ).all()


def find_poll(poll_id: int, *, viewer: Member | Account) -> Poll | None:
    """Return the poll with its times, or None if there is none of that id. Every member may see it."""
    if isinstance(viewer, Account):
        require_staff(viewer)
    return _with_times(poll_id)


def _with_times(poll_id: int) -> Poll | None:
    return db.session.scalar(
        select(Poll).where(Poll.id == poll_id).options(selectinload(Poll.options), raiseload("*", sql_only=True))
    )


def lock_poll(poll_id: int) -> Poll:
    """Return the poll as it is now, and make everybody else who changes it wait."""
    return db.session.scalars(
        select(Poll)
        .where(Poll.id == poll_id)
        .with_for_update(key_share=True)
        .options(selectinload(Poll.options))
        .execution_options(populate_existing=True)
    ).one()


def answers_of(poll: Poll, member_id: int) -> dict[int, PollAnswer]:
    """Return what the member said to each time of the poll, also those that are proposed no more, by the time's id."""
    answers = db.session.scalars(
        select(PollAnswer)
        .join(PollOption, PollOption.id == PollAnswer.option_id)
        .where(PollOption.poll_id == poll.id, PollAnswer.member_id == member_id)
    )
    return {answer.option_id: answer for answer in answers}


def tallies(poll: Poll) -> dict[int, Tally]:
    """Return how many said what to each time, by the time's id. Whoever stood in two records counts once."""
    counted = [func.count().filter(PollAnswer.said == said) for said in Suits]
    rows = db.session.execute(
        select(PollAnswer.option_id, *counted)
        .join(PollOption, PollOption.id == PollAnswer.option_id)
        .join(Member, Member.id == PollAnswer.member_id)
        .where(PollOption.poll_id == poll.id, stands_alone())
        .group_by(PollAnswer.option_id)
    )
    return {option_id: Tally(*numbers) for option_id, *numbers in rows}


def poll_of_link(poll_id: int, member_id: int, *, now: datetime) -> tuple[Poll, Member] | None:
    """Return the poll and the member whose ids stand in a personal link; None once the poll or the member is closed.

    A link to a record that was merged since leads to the record that was kept.
    """
    poll, member = _with_times(poll_id), db.session.get(Member, member_id)
    if member and member.merged_into_id:
        member = db.session.get(Member, member.merged_into_id)
    if poll is None or member is None or has_left(member) or not is_open(poll, now=now):
        return None
    return poll, member


def is_open(poll: Poll, *, now: datetime) -> bool:
    """Say whether the poll can still be answered: nobody has ended it, and a time that is proposed is to come."""
    is_on = poll.event_id is None and poll.ended_at is None
    return is_on and any(option.is_proposed and option.starts_at > now for option in poll.options)


def answers_of_record(member_id: int) -> Sequence[PollAnswer]:
    """Return every answer that stands under this very record of a member."""
    return db.session.scalars(
        select(PollAnswer)
        .where(PollAnswer.member_id == member_id)
        .order_by(PollAnswer.id)
        .execution_options(populate_existing=True)
    ).all()


def lock_polls_of(member_ids: Sequence[int]) -> None:
    """Make everybody who answers a poll that these have answered wait, always in one order."""
    answered = (
        select(PollOption.poll_id)
        .join(PollAnswer, PollAnswer.option_id == PollOption.id)
        .where(PollAnswer.member_id.in_(member_ids))
    )
    db.session.execute(
        select(Poll.id).where(Poll.id.in_(answered)).order_by(Poll.id).with_for_update(key_share=True)
    ).all()


def members_to_ask() -> Sequence[Member]:
    """Return who is asked: the active members who like meetings, by name."""
    return db.session.scalars(
        select(Member)
        .where(is_asked_to_things(), interested_in(Interest.MEETINGS))
        .order_by(Member.name, Member.id)
        .options(raiseload("*", sql_only=True))
    ).all()


def members_silent(poll: Poll) -> Sequence[Member]:
    """Return those who were to be asked and have not answered each time that is proposed, by name."""
    said = exists().where(PollAnswer.member_id == Member.id, PollAnswer.option_id == PollOption.id)
    is_unanswered = (
        exists()
        .where(PollOption.poll_id == poll.id, PollOption.is_proposed, ~said.correlate(Member, PollOption))
        .correlate(Member)
    )
    return db.session.scalars(
        select(Member)
        .where(is_asked_to_things(), interested_in(Interest.MEETINGS), is_unanswered)
        .order_by(Member.name, Member.id)
        .options(raiseload("*", sql_only=True))
    ).all()


def members_who_answered(poll: Poll) -> Sequence[Member]:
    """Return those who have answered any time, by name."""
    return db.session.scalars(_who_answered(poll)).all()


def members_who_helped(poll: Poll) -> Sequence[Member]:
    """Return those who have answered any time and have not left since, by name: they are told how it ends."""
    return db.session.scalars(_who_answered(poll).where(belongs())).all()


def _who_answered(poll: Poll) -> Select[Member]:
    said = exists().where(
        PollAnswer.member_id == Member.id, PollAnswer.option_id == PollOption.id, PollOption.poll_id == poll.id
    )
    return (
        select(Member)
        .where(stands_alone(), said.correlate(Member))
        .order_by(Member.name, Member.id)
        .options(raiseload("*", sql_only=True))
    )


def who_found_the_date(event_ids: Collection[int]) -> set[tuple[int, int]]:
    """Return who answered the polls of which these events came, as event and member, while their times are those."""
    found, answered = aliased(PollOption), aliased(PollOption)
    rows = db.session.execute(
        select(Poll.event_id, PollAnswer.member_id)
        .join(Event, Event.id == Poll.event_id)
        .join(found, and_(found.poll_id == Poll.id, found.starts_at == Event.starts_at))
        .join(answered, answered.poll_id == Poll.id)
        .join(PollAnswer, PollAnswer.option_id == answered.id)
        .where(Poll.event_id.in_(event_ids))
        .distinct()
    )
    return {(event_id, member_id) for event_id, member_id in rows if event_id}


def where_of(poll: Poll) -> str:
    """Return where the meeting takes place, in words, of a poll that the caller has found for its viewer."""
    venue = db.session.get(Venue, poll.venue_id) if poll.venue_id else None
    return place_in_words(Somewhere(poll.format, venue.words if venue else ""))


class Somewhere(NamedTuple):
    """A format and a venue in words."""

    format: str
    venue: str
