"""Drafts that were made a moment ago, so that a form sent twice makes one event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.schedule.models import Event, EventKind, EventState

A_MOMENT = timedelta(minutes=1)


def lock_organiser(organiser: Account) -> None:
    """Make everything else that this person is making wait until our commit."""
    db.session.execute(select(Account.id).where(Account.id == organiser.id).with_for_update(key_share=True))


def same_draft(kind: EventKind, details: Mapping[str, Any], *, organiser: Account, now: datetime) -> Event | None:
    """Return the draft with exactly these details that the organiser made in the last minute."""
    return db.session.scalar(
        select(Event)
        .filter_by(kind=kind, organiser_id=organiser.id, state=EventState.DRAFT, **details)
        .where(Event.created_at > now - A_MOMENT)
        .order_by(Event.id)
        .limit(1)
    )
