"""Where a member themselves had the last word about what we keep of them, as the audit trail tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.members.rules.import_changes import OWN_NEEDS

BY_HAND = ("member.details_changed", "member.contact_changed")
BY_LIST = "member.updated_by_import"
TAKEN_AWAY = "need.removed"
AT_ONCE = 500


def said_themselves(members: Iterable[Member]) -> Mapping[int, Collection[str]]:
    """Return, by member, the columns and other things that they changed last themselves, signed in.

    What a coordinator or a list wrote afterwards counts as theirs no more. A member who took a need away themselves is
    listed with their needs: the trail does not say which need it was.

    For the programme itself.
    """
    signing_in = {member.id: member.account_id for member in members if member.account_id}
    ids = sorted(signing_in)
    own: dict[int, set[str]] = defaultdict(set)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for member_id, action, account_id, changed in _changes(some):
            is_own = action != BY_LIST and account_id == signing_in[member_id]
            own[member_id] = own[member_id] | set(changed) if is_own else own[member_id] - set(changed)
        for account_id, member_id in _taken_away([signing_in[member_id] for member_id in some]):
            if signing_in.get(member_id) == account_id:
                own[member_id].add(OWN_NEEDS)
    return own


def _changes(ids: Collection[int]) -> Iterable[tuple[int, str, int | None, list[str]]]:
    entry = AuditEntry
    found = (
        select(entry.subject_id, entry.action, entry.account_id, entry.detail)
        .where(entry.subject_type == "member", entry.subject_id.in_(ids), entry.action.in_((*BY_HAND, BY_LIST)))
        .order_by(entry.id)
    )
    for member_id, action, account_id, detail in db.session.execute(found):
        yield member_id, action, account_id, detail.get("changed", [])


def _taken_away(account_ids: Collection[int]) -> Iterable[tuple[int, int]]:
    entry = AuditEntry
    found = select(entry.account_id, entry.detail).where(entry.account_id.in_(account_ids), entry.action == TAKEN_AWAY)
    for account_id, detail in db.session.execute(found):
        yield account_id, detail.get("member", 0)
