"""What one person who stood in two records said, opened and scored on panels: the record that is kept has it."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.actions.merging import Follower
from coproduction.members.models import Member
from coproduction.panels.models import CandidateAnswer
from coproduction.panels.queries import members as queries


def foresee(_kept: Member, other: Member) -> list[str]:
    """Say what `bring_together` would do, for a coordinator to read."""
    if not any(queries.rows_of(table, other.id) for table in queries.KEYS):
        return []
    return ["What they said and wrote about interview panels comes along. Where both did, the kept record’s stays."]


def bring_together(kept: Member, other: Member, *, by: Account, now: datetime) -> None:
    """Give the kept record what the other has and it has not. Where either knows a candidate, the person does."""
    number = 0
    for table in queries.KEYS:
        mine = queries.rows_of(table, kept.id)
        for key, row in queries.rows_of(table, other.id).items():
            own = mine.get(key)
            if own is None:
                row.member_id = kept.id
            else:
                if isinstance(own, CandidateAnswer) and isinstance(row, CandidateAnswer):
                    own.knows = own.knows or row.knows
                db.session.delete(row)
            number += 1
    db.session.flush()
    if number:
        record("panels.merged", kept, by=by, now=now, number=number)


# Who merges has locked every event in which either had a place, and so nobody writes inside its panel meanwhile.
INSIDE_PANELS = Follower(foresee, lambda _member_ids: None, bring_together)
