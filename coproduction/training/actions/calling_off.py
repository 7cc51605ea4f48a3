"""Putting a session off, or cancelling it, in one action: everybody with a part in it is told, once each."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.events import cancel_event
from coproduction.schedule.queries.locks import lock_events
from coproduction.schedule.rules import is_cancelled
from coproduction.training.models import TrainingSession


def call_off(session: TrainingSession, why: str, *, is_put_off: bool, by: Account, now: datetime) -> None:
    """Put the session off, or cancel it. Its trainers, its team and whoever booked it are told, with these words.

    A team whose session is put off chooses other days. Twice changes nothing. Refused once it has begun, and when
    somebody else has just done the other of the two.
    """
    lock_events([session.event_id])
    db.session.refresh(session)
    db.session.refresh(session.event)
    if is_cancelled(session.event):
        if session.is_put_off is not is_put_off:
            raise Refusal("Somebody else has just put this session off, or cancelled it. Look at it again.")
        return
    session.is_put_off = is_put_off
    db.session.flush()
    cancel_event(session.event, why, is_put_off=is_put_off, by=by, now=now)
    record("training.session_called_off", session.event, by=by, now=now, put_off=is_put_off)
