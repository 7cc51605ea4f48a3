"""The trainers of a session, and what they say about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventRole, Place
from coproduction.training.models import SessionRole, StorySheet, TrainerAnswer
from coproduction.training.rules.keeping import kept_after
from coproduction.training.rules.stories import trains_at


class SharedSheet(NamedTuple):
    """What another trainer shares with those of one session."""

    name: str
    shares: str
    keeps_private: str


class TrainerWhoRings(NamedTuple):
    """A trainer without an account: to whom they said whether they may be recorded, and when; None until they do."""

    member_id: int
    name: str
    told_to: str | None
    told_at: datetime | None


def trainers_of(event_id: int) -> Select[int]:
    """Select the ids of the members who train at any date of the session."""
    return (
        select(Place.member_id)
        .join(Place.role)
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .join(EventRole.event)
        .where(trains_at(event_id))
        .distinct()
    )


def is_trainer(event_id: int, *, viewer: Member) -> bool:
    """Say whether the viewer holds a trainer's place in the session."""
    return db.session.scalar(trainers_of(event_id).where(Place.member_id == viewer.id)) is not None


def own_answer(event_id: int, *, viewer: Member) -> TrainerAnswer | None:
    """Return what the viewer said about the session."""
    return db.session.get(TrainerAnswer, (event_id, viewer.id), populate_existing=True)


def may_be_recorded(event_id: int) -> bool:
    """Say whether every trainer of the session has said yes to being recorded; without trainers, nobody has.

    Nothing here tells who said what. For every page that shows the session.
    """
    trainers = trainers_of(event_id).subquery()
    said = db.session.scalars(
        select(TrainerAnswer.may_be_recorded)
        .select_from(trainers)
        .outerjoin(
            TrainerAnswer,
            (TrainerAnswer.event_id == event_id) & (TrainerAnswer.member_id == trainers.c.member_id),
        )
    ).all()
    return bool(said) and all(said)


def trainers_who_ring(event_id: int, *, viewer: Account) -> Sequence[TrainerWhoRings]:
    """Return the trainers of the session without an account, with who wrote down what they said, and when.

    Never whether they said yes or no: that knows whom they told. For coordinators.
    """
    require_staff(viewer)
    trainers = trainers_of(event_id).subquery()
    rows = db.session.execute(
        select(Member.id, Member.known_as, Account.name, TrainerAnswer.told_at)
        .join(trainers, trainers.c.member_id == Member.id)
        .outerjoin(TrainerAnswer, (TrainerAnswer.event_id == event_id) & (TrainerAnswer.member_id == Member.id))
        .outerjoin(Account, Account.id == TrainerAnswer.told_to_id)
        .where(Member.account_id.is_(None))
        .order_by(Member.known_as, Member.id)
    )
    return [TrainerWhoRings._make(row) for row in rows]


def sessions_shared_at(*, viewer: Member, now: datetime) -> Sequence[Event]:
    """Return the sessions with whose trainers the viewer shares their sheet, as long as those can read it."""
    return db.session.scalars(
        select(Event)
        .join(TrainerAnswer, TrainerAnswer.event_id == Event.id)
        .where(TrainerAnswer.member_id == viewer.id, TrainerAnswer.shares_story, Event.ends_at > now - kept_after(now))
        .order_by(Event.starts_at, Event.id)
    ).all()


def shared_with(event_id: int, *, viewer: Member) -> list[SharedSheet]:
    """Return what other trainers of the session share with the viewer, who is one: name, what they share, what not."""
    trainers = trainers_of(event_id).subquery()
    rows = db.session.execute(
        select(Member.known_as, StorySheet.shares, StorySheet.keeps_private)
        .join(StorySheet, StorySheet.member_id == Member.id)
        .join(TrainerAnswer, (TrainerAnswer.member_id == Member.id) & (TrainerAnswer.event_id == event_id))
        .join(trainers, trainers.c.member_id == Member.id)
        .where(TrainerAnswer.shares_story, Member.id != viewer.id)
        .order_by(Member.known_as, Member.id)
    )
    return [SharedSheet(name, shares, keeps_private) for name, shares, keeps_private in rows]
