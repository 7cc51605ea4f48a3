"""What the lives of applications and memberships have in common when they are tried out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from sqlalchemy import func, select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.models import ApplicationMove, Member, MembershipMove
from coproduction.notifications.models import Message
from coproduction.site.queries.to_do import LISTS
from coproduction.site.queries.to_do.tasks import TaskList
from tests.conftest import NOON

MANY = settings(
    max_examples=30,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TODAY = NOON.date()
MUCH_LATER = NOON + timedelta(days=5 * 365)
WRITTEN = (ApplicationMove, MembershipMove, Message, AuditEntry, Member)
NUMBERS = select(*(select(func.count()).select_from(table).scalar_subquery() for table in WRITTEN))


def rows() -> tuple[int, ...]:
    """Count what a step may write."""
    return tuple(db.session.execute(NUMBERS).one())


@contextmanager
def an_example() -> Iterator[None]:
    """Let one example happen, and take everything back that it wrote."""
    db.session.commit()
    db.session.remove()
    before = db.engines[None].begin_nested()  # type: ignore[attr-defined]  # here it is the test's own connection
    try:
        yield
    finally:
        db.session.remove()
        before.rollback()


def asks_for(tasks: Any, row_id: int, *, viewer: Any, now: datetime) -> bool:
    """Say whether this list of the to-do list asks for somebody at that moment."""
    assert tasks in LISTS
    found: TaskList = tasks(viewer=viewer, now=now)
    return any(task.id == row_id for task in found.tasks)
