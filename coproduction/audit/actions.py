"""Writing the audit trail."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

from coproduction.audit.models import AuditEntry
from coproduction.core.database import Base, db
from coproduction.core.logs import request_id

PERSONAL = frozenset({"name", "known_as", "email", "phone", "address", "date_of_birth", "need", "needs"})


class Actor(Protocol):
    """Whoever acts: an account, known here by its id alone, because accounts stand on a higher floor."""

    @property
    def id(self) -> int: ...


def record(action: str, subject: Base, *, by: Actor | None, now: datetime, **detail: Any) -> AuditEntry:
    """Write down that `by` (None: a stranger or the programme itself) did `action` to `subject`.

    `action` reads 'noun.verb', for example 'place.offered'. Refuses details that would put a name,
    an address or a need in the trail: the row they belong to is named by `subject`.
    """
    [entry] = record_all(action, [subject], by=by, now=now, **detail)
    return entry


def record_all(
    action: str, subjects: Sequence[Base], *, by: Actor | None, now: datetime, **detail: Any
) -> list[AuditEntry]:
    """Write down that one thing was done to each of these, in as few statements as the database allows."""
    if personal := sorted(PERSONAL & detail.keys()):
        raise ValueError(f"The audit trail does not hold personal details: {', '.join(personal)}")
    db.session.flush()
    entries = [
        AuditEntry(
            at=now,
            account_id=by.id if by else None,
            action=action,
            subject_type=subject.__tablename__,
            subject_id=subject.id,  # type: ignore[attr-defined]
            detail={key: _plain(value) for key, value in detail.items()},
            request_id=request_id(),
        )
        for subject in subjects
    ]
    db.session.add_all(entries)
    db.session.flush()
    return entries


def _plain(value: Any) -> Any:
    """Return the value as JSON can hold it: moments and dates in ISO form, enums as their words."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
