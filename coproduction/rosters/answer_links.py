"""Personal links that work without signing in: each opens what one member says of the dates of one question."""

from __future__ import annotations

from coproduction.core.signed_ids import ids_in, token_of

AVAILABILITY = "answer when somebody could take part"


def token_for(round_id: int, member_id: int) -> str:
    """Return the token that opens this member's answers to this question alone."""
    return token_of(round_id, member_id, salt=AVAILABILITY)


def opened_by(token: str) -> tuple[int, int] | None:
    """Return the ids of the question and the member that the token was made for, or None if we did not make it."""
    return ids_in(token, salt=AVAILABILITY)
