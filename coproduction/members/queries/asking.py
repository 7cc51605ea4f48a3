"""What an applicant was asked."""

from __future__ import annotations

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import Application, ApplicationMove, ApplicationState


def question_asked(application: Application) -> str:
    """Return what the applicant was asked last; nothing if they were asked nothing. For whoever has the key to it."""
    asked = (
        select(ApplicationMove.reason)
        .where(
            ApplicationMove.application_id == application.id,
            ApplicationMove.to_state == ApplicationState.MORE_INFORMATION,
        )
        .order_by(ApplicationMove.id.desc())
        .limit(1)
    )
    return db.session.scalar(asked) or ""
