"""Members who tell us that they cannot sit on a panel: nobody asks why, and nobody can set it aside."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.actions.merging import Follower
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_member
from coproduction.rosters.models import DeclaredConflict
from coproduction.rosters.queries import conflicts as queries
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import NO_TURN, Hand
from coproduction.schedule.queries.locks import lock_roles
from coproduction.schedule.queries.partings import places_to_give_up
from coproduction.schedule.queries.roles import role_ids_of_set


def declare_conflict(event_id: int, member: Member, *, now: datetime) -> None:
    """Write down that the member cannot take part in the event: from now on nobody can offer or give them a part.

    Twice changes nothing. A part that they have already is for the caller to end, in the same transaction: all roles
    of the event are locked, then the member, as for an answer.
    """
    _lock(event_id, member)
    if queries.conflict_of(event_id, member.id) is None:
        db.session.add(DeclaredConflict(event_id=event_id, member_id=member.id, declared_at=now))
        db.session.flush()


def withdraw_conflict(event_id: int, member: Member) -> None:
    """Take back what the member told us by mistake: they can be asked again. Nothing changes if they had not."""
    _lock(event_id, member)
    if conflict := queries.conflict_of(event_id, member.id):
        db.session.delete(conflict)
        db.session.flush()


def forget_conflicts(member_ids: Collection[int]) -> int:
    """Delete what members told us whom we forget, and return how many rows that were."""
    gone = delete(DeclaredConflict).where(DeclaredConflict.member_id.in_(member_ids))
    rows = gone.returning(DeclaredConflict.event_id).execution_options(synchronize_session=False)
    return len(db.session.scalars(rows).all())


def _lock(event_id: int, member: Member) -> None:
    lock_roles(role_ids_of_set(event_id))
    lock_member(member.id)


def _bring_together(kept: Member, other: Member, *, by: Account, now: datetime) -> None:
    """Let what one record told us hold for the person. A part in such an event that came from the other is given up."""
    del by
    known = {conflict.event_id for conflict in queries.conflicts_of(kept.id)}
    for conflict in queries.conflicts_of(other.id):
        if conflict.event_id not in known:
            conflict.member_id = kept.id
    db.session.flush()
    for conflict in queries.conflicts_of(kept.id):
        for place in places_to_give_up(conflict.event_id, kept.id, now=now):
            places.step_back(place.id, hand=Hand(), now=now, why=NO_TURN)


# A coordinator learns of it where they ask people, and the roles in which both have a part are locked already.
CONFLICTS = Follower(foresee=lambda _kept, _other: [], lock=lambda _member_ids: None, follow=_bring_together)
