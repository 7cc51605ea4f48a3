"""Who may read other people's records."""

from __future__ import annotations

from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience
from coproduction.members.models import Member


def require_staff(viewer: Account) -> None:
    """Stop a read that only coordinators may make. The pages are closed to everybody else already."""
    if Audience.STAFF not in viewer.audiences:
        raise PermissionError("Only coordinators read applications and other people's records.")


def require_own_or_staff(member: Member, viewer: Account) -> None:
    """Stop a read that only coordinators and the member themselves may make."""
    if viewer.id != member.account_id:
        require_staff(viewer)


def require_safeguarding_lead(viewer: Account) -> None:
    """Stop a read that only the safeguarding lead may make. The pages are closed to everybody else already."""
    if Audience.SAFEGUARDING not in viewer.audiences:
        raise PermissionError("Only the safeguarding lead opens restricted notes.")


def opens_notes(viewer: Account) -> bool:
    """Say whether the viewer opens restricted notes."""
    return Audience.SAFEGUARDING in viewer.audiences
