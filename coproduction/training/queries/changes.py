"""What training changed, over many sessions: for the report. Only rounds that can be shown come out of here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, distinct, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.core.dates import uk_moment
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import GOES_AHEAD, Event, EventRole, EventState, Place, PlaceState
from coproduction.schedule.rules import is_of_set
from coproduction.training.kinds import DELIVERS
from coproduction.training.models import (
    Course,
    Delegate,
    DelegateCount,
    Duty,
    EvaluationRound,
    EvaluationScore,
    EvaluationWords,
    Round,
    SessionRole,
    TrainingSession,
    WordsState,
)
from coproduction.training.queries.attending import SET_ID
from coproduction.training.rules.evaluation import Scores
from coproduction.training.rules.sessions import team_key


class Asked(NamedTuple):
    """Which sessions the report is about: those of a year, or of one of its quarters, of a course, for a team."""

    year: int
    quarter: int | None = None
    course_id: int | None = None
    team: str = ""


class SessionLine(NamedTuple):
    """One session of the report: when, what and for whom, who came, and what was answered in rounds that are closed.

    Of a course for members, those who came are members. `because` is why it was cancelled, or put off.
    `answered_later` is how many wrote some months later.
    """

    event_id: int
    starts_at: datetime
    is_cancelled: bool
    because: str
    is_put_off: bool
    course_id: int
    course: str
    is_for_members: bool
    team: str
    came: int
    scores: Scores
    end_is_closed: bool
    answered_later: int
    later_is_closed: bool


def sessions_asked(asked: Asked, *, viewer: Account, now: datetime) -> Sequence[SessionLine]:
    """Return the sessions that are over or were cancelled, the first one first. For coordinators. One statement."""
    require_staff(viewer)
    is_cancelled = (Event.state == EventState.CANCELLED) & Event.never_shown.is_(False)
    is_over = is_one_of(Event.state, GOES_AHEAD) & (Event.ends_at <= now)
    when = (Event.id, Event.starts_at, is_cancelled, Event.cancelled_because, TrainingSession.is_put_off)
    what = (Course.id, Course.name, Course.is_for_members, TrainingSession.team)
    rounds = (_is_closed(Round.END), _wrote_later(), _is_closed(Round.LATER))
    rows: Sequence[AnyRow] = db.session.execute(
        select(*when, *what, _number_who_came(), *_scores(), *rounds)
        .join(TrainingSession, TrainingSession.event_id == Event.id)
        .join(Course, Course.id == TrainingSession.course_id)
        .where(or_(is_cancelled, is_over), *_conditions(asked))
        .order_by(Event.starts_at, Event.id)
    ).all()
    return [SessionLine._make([*row[:10], Scores(*row[10:14]), *row[14:]]) for row in rows]


def who_taught(event_ids: Collection[int], *, viewer: Account) -> Sequence[tuple[int, int]]:
    """Return, for each of these sessions, who delivered it, each person once. For coordinators."""
    require_staff(viewer)
    whose = func.coalesce(Member.merged_into_id, Member.id)
    rows = db.session.execute(
        select(SET_ID, whose)
        .select_from(Place)
        .join(Event, Event.id == Place.event_id)
        .join(EventRole, EventRole.id == Place.role_id)
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .join(Member, Member.id == Place.member_id)
        .where(SET_ID.in_(event_ids), Place.state == PlaceState.ATTENDED, is_one_of(SessionRole.does, DELIVERS))
        .distinct()
        .order_by(SET_ID, whose)
    )
    return [(event_id, member_id) for event_id, member_id in rows]


def words_about(event_ids: Collection[int], about: Round, *, viewer: Account) -> Sequence[EvaluationWords]:
    """Return what was approved of these sessions in a round, in the order of random ids. For coordinators.

    The caller asks only for sessions of which this round can be shown.
    """
    require_staff(viewer)
    return words_approved(event_ids, about)


def words_approved(event_ids: Collection[int], about: Round) -> Sequence[EvaluationWords]:
    """Return what was approved of these sessions in a round. For the programme itself."""
    return db.session.scalars(
        select(EvaluationWords)
        .where(
            EvaluationWords.event_id.in_(event_ids),
            EvaluationWords.round == about,
            EvaluationWords.state == WordsState.APPROVED,
        )
        .order_by(EvaluationWords.id)
    ).all()


def teams_and_courses(*, viewer: Account) -> tuple[Sequence[str], Sequence[tuple[int, str]]]:
    """Return the teams that had training, each in one spelling, and the courses, to choose from. For coordinators."""
    require_staff(viewer)
    teams = list({team_key(team): team for team in reversed(_spellings())}.values())[::-1]
    courses = db.session.execute(select(Course.id, Course.name).order_by(Course.name, Course.id))
    return teams, [(course_id, name) for course_id, name in courses]


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    begins, ends = _period(asked)
    conditions = [Event.starts_at >= begins, Event.starts_at < ends]
    if asked.course_id is not None:
        conditions.append(TrainingSession.course_id == asked.course_id)
    if asked.team:
        spelt = [team for team in _spellings() if team_key(team) == team_key(asked.team)]
        conditions.append(TrainingSession.team.in_(spelt))
    return conditions


def _spellings() -> Sequence[str]:
    """Return the teams that had training, as they were written each time."""
    return db.session.scalars(select(TrainingSession.team).distinct().order_by(TrainingSession.team)).all()


def _period(asked: Asked) -> tuple[datetime, datetime]:
    if asked.quarter is None:
        return _begin(asked.year, 1), _begin(asked.year + 1, 1)
    after = asked.quarter * 3 + 1
    end = _begin(asked.year, after) if after < 12 else _begin(asked.year + 1, 1)
    return _begin(asked.year, after - 3), end


def _begin(year: int, month: int) -> datetime:
    return uk_moment(date(year, month, 1), time())


def _number_who_came() -> ColumnElement[int]:
    """Return how many came: delegates that are kept, those that were counted before they were deleted, and members."""
    kept = select(func.count(Delegate.id)).where(Delegate.event_id == Event.id, Delegate.came.is_(True))
    counted = select(DelegateCount.came).where(DelegateCount.event_id == Event.id)
    delegates = kept.correlate(Event).scalar_subquery() + func.coalesce(counted.correlate(Event).scalar_subquery(), 0)
    return delegates + _number_of_members()


def _number_of_members() -> ColumnElement[int]:
    """Return how many members came to learn, at any date of the session, each person once."""
    dated = aliased(Event)
    learned = (
        select(func.count(distinct(func.coalesce(Member.merged_into_id, Member.id))))
        .select_from(Place)
        .join(dated, dated.id == Place.event_id)
        .join(SessionRole, SessionRole.role_id == Place.role_id)
        .join(Member, Member.id == Place.member_id)
        .where(is_of_set(Event.id, event=dated), Place.state == PlaceState.ATTENDED, SessionRole.does == Duty.ATTENDS)
    )
    return learned.correlate(Event).scalar_subquery()


def _scores() -> list[ColumnElement[int]]:
    """Return how many scored the session, and the sums of what they said, as Scores takes them."""
    said = (EvaluationScore.usefulness, EvaluationScore.before, EvaluationScore.after)
    return [_sum(func.count(EvaluationScore.id)), *(_sum(func.sum(score)) for score in said)]


def _sum(of: ColumnElement[int]) -> ColumnElement[int]:
    found = select(of).where(EvaluationScore.event_id == Event.id).correlate(Event)
    return func.coalesce(found.scalar_subquery(), 0)


def _wrote_later() -> ColumnElement[int]:
    wrote = select(func.count(EvaluationWords.id)).where(
        EvaluationWords.event_id == Event.id, EvaluationWords.round == Round.LATER
    )
    return wrote.correlate(Event).scalar_subquery()


def _is_closed(about: Round) -> ColumnElement[bool]:
    event_id: InstrumentedAttribute[int] = Event.id
    return exists().where(
        and_(EvaluationRound.event_id == event_id, EvaluationRound.round == about, EvaluationRound.is_closed)
    )
