"""What people said beside yes or no."""

from __future__ import annotations

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.schedule.models import AnswerDetail


def detail_of(place_id: int) -> AnswerDetail | None:
    """Return what was said beside the answer to a place, which the caller has found for its viewer."""
    return db.session.scalar(
        select(AnswerDetail).where(AnswerDetail.place_id == place_id).execution_options(populate_existing=True)
    )
