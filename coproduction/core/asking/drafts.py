"""A form of several pages that is not sent yet, opened by a key in the browser of which only the digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base, db
from coproduction.core.dated_settings import Number, value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal


class Draft(Base):
    """What every kind of draft has. `answers` are those of each step, by its name."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)


D = TypeVar("D", bound=Draft)


def begin_draft(kind: type[D], *, now: datetime) -> tuple[D, str]:
    """Begin a draft, and return it with the key that opens it, of which we keep only the digest."""
    key = secrets.token_urlsafe(32)
    draft = kind(digest=_digest_of(key), answers={}, begun_at=now, changed_at=now)
    db.session.add(draft)
    db.session.flush()
    return draft, key


def draft_with(kind: type[D], key: str | None) -> D | None:
    """Return the draft that the key opens."""
    return (key and db.session.scalar(select(kind).where(kind.digest == _digest_of(key)))) or None


def keep_step(draft: Draft, step: str, answers: Mapping[str, Any], *, now: datetime) -> None:
    """Keep the answers to one step. Refused, by losing nothing, for a draft that has been sent meanwhile."""
    there = lock_draft(draft)
    there.answers = {**there.answers, step: dict(answers)}
    there.changed_at = now
    db.session.flush()


def lock_draft(draft: D) -> D:
    """Return the draft as it is now, and make every other change to it wait. Refused once it was sent or deleted."""
    there = db.session.get(type(draft), draft.id, with_for_update=True, populate_existing=True)
    if there is None:
        raise Refusal("We have this request already. Look in your email for the link to it.")
    return there


def end_draft(draft: Draft) -> None:
    """Delete a draft that was sent."""
    kind = type(draft)
    db.session.execute(delete(kind).where(kind.id == draft.id))


def purge_drafts(kind: type[Draft], *, days: Number, now: datetime) -> int:
    """Delete what was begun and not sent some days ago, and return how many."""
    late = kind.changed_at < now - timedelta(days=value_of(days, on=uk_wall(now).date()))
    return len(db.session.scalars(delete(kind).where(late).returning(kind.id)).all())


def _digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
