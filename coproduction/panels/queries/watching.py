"""Members who wait to watch a panel."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect, db
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.panels.rules.watching import waits_to_watch


def number_waiting_to_watch(*, viewer: Account, now: datetime) -> int:
    """Count the members who wait to watch a panel. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(select(func.count()).select_from(Member).where(waits_to_watch(now=now))).one()


def members_waiting_to_watch(*, now: datetime) -> AnySelect:
    """Return the statement for the members who wait to watch a panel, who came first first."""
    return select(Member.id, Member.known_as).where(waits_to_watch(now=now)).order_by(Member.id)
