"""What a member needs in order to take part: adding it, changing it, and saying that it is still right.

The audit trail names no need: only that something was changed, and by whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.kinds.needs import NEEDS
from coproduction.members.locking import lock_above
from coproduction.members.models import Member, Need, NeedKind, SeenBy
from coproduction.members.passports import needs_changed
from coproduction.members.queries import needs as queries
from coproduction.members.queries.members import lock_current_member

MOST_NEEDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedDetails:
    """What is needed, who may see it, and how many working days it takes to arrange (None: as long as usual)."""

    kind: NeedKind
    detail: str = ""
    seen_by: SeenBy = SeenBy.COORDINATORS
    lead_days: int | None = None


def add_need(member_id: int, details: NeedDetails, *, by: Account, now: datetime) -> Need:
    """Write down something that the member needs. It is asked about again in a year.

    The same need in the same words twice is kept once. Refused where the words are the need itself and are blank,
    for somebody who has left, and for more than sixty.
    """
    lock_above([member_id])
    member = lock_current_member(member_id)
    _refuse_unsaid(details)
    there = queries.needs_of(member, viewer=by)
    if same := next((need for need in there if (need.kind, need.detail) == (details.kind, details.detail)), None):
        return same
    if len(there) >= MOST_NEEDS:
        raise Refusal(f"{MOST_NEEDS} needs are the most that we can keep. Put some of them together")
    need = Need(member_id=member.id, kind=details.kind, recorded_at=now)
    _write(need, details, now=now)
    db.session.add(need)
    record("need.added", need, by=by, now=now, member=member.id)
    needs_changed(member, by=by, now=now)
    return need


def change_need(need: Need, details: NeedDetails, *, by: Account, now: datetime) -> Need:
    """Change what is written of a need, which is right from now on. Refused where the words are needed and blank."""
    lock_above([need.member_id])
    member = lock_current_member(need.member_id)
    _refuse_unsaid(details)
    _write(need, details, now=now)
    record("need.changed", need, by=by, now=now, member=need.member_id)
    needs_changed(member, by=by, now=now)
    return need


def remove_need(need_id: int, member: Member, *, by: Account, now: datetime) -> None:
    """Forget one of the member's needs. Twice is harmless."""
    lock_above([member.id])
    lock_current_member(member.id)
    if need := queries.find_need(need_id, member, viewer=by):
        record("need.removed", need, by=by, now=now, member=member.id)
        db.session.delete(need)
        db.session.flush()
        needs_changed(member, by=by, now=now)


def confirm_need(need_id: int, member: Member, *, by: Account, now: datetime) -> None:
    """Note that one of the member's needs is still right. Harmless for one that is gone."""
    lock_current_member(member.id)
    need = queries.find_need(need_id, member, viewer=by)
    _confirm([need] if need else [], member, by=by, now=now)


def confirm_needs(member: Member, *, by: Account, now: datetime) -> None:
    """Note that all that the member needs is still right."""
    lock_current_member(member.id)
    _confirm(queries.needs_of(member, viewer=by), member, by=by, now=now)


def _confirm(needs: Sequence[Need], member: Member, *, by: Account, now: datetime) -> None:
    review_on = rules.review_after(uk_wall(now).date())
    for need in needs:
        need.confirmed_at, need.review_on = now, review_on
    if needs:
        record("member.needs_confirmed", member, by=by, now=now, number=len(needs))


def _write(need: Need, details: NeedDetails, *, now: datetime) -> None:
    usual = NEEDS[details.kind].lead_days
    need.detail, need.seen_by = details.detail, details.seen_by
    need.lead_days = usual if details.lead_days is None else details.lead_days
    need.confirmed_at, need.review_on = now, rules.review_after(uk_wall(now).date())


def _refuse_unsaid(details: NeedDetails) -> None:
    words = NEEDS[details.kind]
    if words.must_say and not details.detail:
        raise Refusal(f"Answer the question: {words.detail}", field="detail")
