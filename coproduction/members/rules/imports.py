"""How far a spreadsheet of members has come."""

from __future__ import annotations

from coproduction.members.models import ImportState, MemberImport


def is_brought_in(brought: MemberImport) -> bool:
    """Say whether the spreadsheet has been brought in."""
    return brought.state is ImportState.FINISHED


def is_still_open(brought: MemberImport) -> bool:
    """Say whether nobody has confirmed the spreadsheet yet, so that its columns can still be matched."""
    return brought.state is ImportState.UPLOADED and brought.confirmed_at is None
