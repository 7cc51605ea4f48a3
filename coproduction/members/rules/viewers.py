"""Who may read other people's records."""

from __future__ import annotations

from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience


def require_staff(viewer: Account) -> None:
    """Stop a read that only coordinators may make. The pages are closed to everybody else already."""
    if Audience.STAFF not in viewer.audiences:
        raise PermissionError("Only coordinators read applications and other people's records.")
