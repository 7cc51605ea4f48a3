"""Personal links that work without signing in: each opens one member's answers to one poll for a date."""

from __future__ import annotations

from coproduction.core.signed_ids import ids_in, token_of

POLL = "answer to a poll for a date"


def token_for(poll_id: int, member_id: int) -> str:
    """Return the token that opens this member's answers to this poll alone."""
    return token_of(poll_id, member_id, salt=POLL)


def opened_by(token: str) -> tuple[int, int] | None:
    """Return the ids of the poll and the member that the token was made for, or None if we did not make it."""
    return ids_in(token, salt=POLL)
