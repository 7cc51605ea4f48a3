"""The candidates of a panel, who is asked about them, and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from coproduction.accounts.models import Account
from coproduction.core.database import db, is_one_of
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.notifications.models import Message, MessageState
from coproduction.panels.models import Candidate, CandidateAnswer
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.models import PlaceMove, PlaceState

TOLD = (MessageState.WAITING, MessageState.SENT, MessageState.DONE)


def candidates_of(event_id: int) -> Sequence[Candidate]:
    """Return the candidates of a panel that the caller has found, by their numbers, as they are now."""
    return db.session.scalars(
        select(Candidate)
        .where(Candidate.event_id == event_id)
        .order_by(Candidate.number)
        .execution_options(populate_existing=True)
    ).all()


def find_candidate(candidate_id: int, event_id: int) -> Candidate | None:
    """Return a candidate of the panel, or None if they are of another."""
    return db.session.scalar(select(Candidate).where(Candidate.id == candidate_id, Candidate.event_id == event_id))


def answers_of(event_id: int, member_id: int) -> dict[int, CandidateAnswer]:
    """Return what a member has said of the panel's candidates, by the candidate's id."""
    found = db.session.scalars(
        select(CandidateAnswer)
        .join(Candidate, Candidate.id == CandidateAnswer.candidate_id)
        .where(Candidate.event_id == event_id, CandidateAnswer.member_id == member_id)
        .execution_options(populate_existing=True)
    )
    return {answer.candidate_id: answer for answer in found}


def is_told(keys: Iterable[str], member_id: int) -> bool:
    """Say whether the member is told, or will be, by a message whose key is like one of these, and not taken back."""
    told = _told(or_(*(Message.key.like(pattern) for pattern in keys)), member_id)
    return bool(db.session.scalar(select(told.exists())))


def held_since(place_id: int) -> datetime | None:
    """Return when the member last came to hold the place; None where no move of it was written down."""
    return db.session.scalar(
        select(func.max(PlaceMove.moved_at)).where(
            PlaceMove.place_id == place_id,
            PlaceMove.to_state == PlaceState.HELD,
            PlaceMove.from_state.is_distinct_from(PlaceState.HELD),
        )
    )


def newest_asked_about(keys_begin: str, member_id: int, *, since: datetime | None) -> int:
    """Return the newest candidate about whom the member is asked, or will be, by messages whose keys begin so; or 0.

    What was taken back before they were told does not count, nor what was asked before `since`.
    """
    told = _told(Message.key.startswith(keys_begin, autoescape=True), member_id)
    keys = db.session.scalars(told.where(Message.created_at >= since) if since else told)
    return max((int(key.removeprefix(keys_begin).split("-")[0]) for key in keys), default=0)


def _told(is_about: ColumnElement[bool], member_id: int) -> Select[str]:
    return select(Message.key).where(
        Message.member_id == member_id,
        is_about,
        is_one_of(Message.state, TOLD),
        ~Message.key.contains("-copy-"),
    )


def unavailable_members(event_id: int, *, viewer: Account) -> Sequence[Member]:
    """Return who cannot be on the panel because they know a candidate. For coordinators, and for nobody else."""
    require_staff(viewer)
    return db.session.scalars(
        select(Member)
        .join(DeclaredConflict, DeclaredConflict.member_id == Member.id)
        .where(DeclaredConflict.event_id == event_id)
        .order_by(Member.known_as, Member.id)
    ).all()


def kept_off_by(candidate: Candidate) -> Sequence[Member]:
    """Return who cannot be on the panel because they know this candidate, and none of the others. For the programme."""
    of_another = aliased(CandidateAnswer)
    knows_another = exists().where(
        of_another.member_id == Member.id,
        of_another.knows,
        of_another.candidate_id == Candidate.id,
        Candidate.event_id == candidate.event_id,
        Candidate.id != candidate.id,
    )
    return db.session.scalars(
        select(Member)
        .join(CandidateAnswer, CandidateAnswer.member_id == Member.id)
        .where(CandidateAnswer.candidate_id == candidate.id, CandidateAnswer.knows, ~knows_another)
        .order_by(Member.id)
    ).all()
