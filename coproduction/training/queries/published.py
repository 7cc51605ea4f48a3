"""What everybody reads of what training changed: only what a coordinator agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event
from coproduction.training.models import AgreedFigure, Course, EvaluationWords, TrainingSession, WordsState


class Quote(NamedTuple):
    """Words of somebody who attended, and the year and course they are about."""

    year: int
    course: str
    words: str


def agreed_figures() -> Sequence[AgreedFigure]:
    """Return the figures that everybody may read, the newest year first."""
    return db.session.scalars(select(AgreedFigure).order_by(AgreedFigure.year.desc(), AgreedFigure.name)).all()


def quotes() -> Sequence[Quote]:
    """Return the quotes that everybody may read, in the order of random ids."""
    rows = db.session.execute(
        select(Event.starts_at, Course.name, EvaluationWords.words)
        .join(TrainingSession, TrainingSession.event_id == EvaluationWords.event_id)
        .join(Event, Event.id == TrainingSession.event_id)
        .join(Course, Course.id == TrainingSession.course_id)
        .where(EvaluationWords.is_quoted, EvaluationWords.may_quote, EvaluationWords.state == WordsState.APPROVED)
        .order_by(EvaluationWords.id)
    )
    return [Quote(uk_wall(starts_at).year, course, words) for starts_at, course, words in rows]


def figures_agreed(year: int, *, viewer: Account) -> Sequence[AgreedFigure]:
    """Return what was agreed of a year. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(select(AgreedFigure).where(AgreedFigure.year == year).order_by(AgreedFigure.name)).all()
