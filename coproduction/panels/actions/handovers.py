"""Writing down how members who do not open the pack online got it from us."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.panels.models import HandedOver, PackHandover
from coproduction.panels.queries import packs as queries
from coproduction.schedule.models import Event
from coproduction.schedule.queries.linked import lock_set


def note_handover(event: Event, member: Member, way: HandedOver | None, *, by: Account, now: datetime) -> bool:
    """Write down that the pack was posted or read to a member, or with None that it was not after all.

    False, and nothing is written, unless they may read it now. The event is locked: whoever steps back meanwhile has
    done so before or after. What is noted already stays as it is.
    """
    lock_set(event)
    if queries.find_pack(event.id, viewer=member) is None:
        return False
    noted = queries.handover_of(event.id, member.id)
    if way is (noted.way if noted else None):
        return True
    if noted:
        db.session.delete(noted)
        db.session.flush()
    if way:
        kept = PackHandover(event_id=event.id, member_id=member.id, way=way, noted_at=now, noted_by_id=by.id)
        db.session.add(kept)
        db.session.flush()
        record("panels.pack_handed_over", event, by=by, now=now, member=member.id, way=way)
    else:
        record("panels.pack_handover_undone", event, by=by, now=now, member=member.id)
    return True
