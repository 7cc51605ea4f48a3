"""What a coordinator writes for those who deliver a session."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.schedule.queries.locks import lock_events
from coproduction.training.models import TrainingSession


def brief(session: TrainingSession, words: str, *, by: Account, now: datetime) -> None:
    """Keep the briefing, in place of what was written before. The same again changes nothing."""
    lock_events([session.event_id])
    if session.briefing == words:
        return
    session.briefing = words
    db.session.flush()
    record("training.session_briefed", session.event, by=by, now=now)
