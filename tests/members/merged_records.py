"""Two records of one person, and what hangs on them, for the tests that bring them together."""

from __future__ import annotations

from datetime import timedelta

from coproduction.core.database import db
from coproduction.members.actions.merging import merge
from coproduction.schedule.models import PlaceMove, Via
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory


def unsigned(**member):
    """Return a member without a sign-in."""
    return MemberFactory(account=None, **member)


def merged(kept, other, *taken, by):
    merge(kept.id, other.id, taken, by=by, now=NOON)
    db.session.expire_all()
    return kept


def place(member, state, *, role=None, moves=1):
    """Put a member in a role, with a history."""
    made = PlaceFactory(member=member, state=state, role=role or EventRoleFactory(), moves_made=moves)
    for number in range(moves):
        db.session.add(
            PlaceMove(place=made, to_state=state, moved_at=NOON - timedelta(days=moves - number), via=Via.WEBSITE)
        )
    db.session.flush()
    return made
