"""Personal links that work without signing in: each opens one answer, to an offer or to the question afterwards."""

from __future__ import annotations

from coproduction.core.signed_ids import ids_in, token_of
from coproduction.schedule.models import Place

OFFER, AFTERWARDS = "answer to an offer", "answer after an event"


def token_for(place: Place) -> str:
    """Return the token that opens the answer page of this place alone."""
    return token_of(place.id, place.member_id, salt=OFFER)


def opened_by(token: str) -> tuple[int, int] | None:
    """Return the ids of the place and the member that the token was made for, or None if we did not make it."""
    return ids_in(token, salt=OFFER)


def token_for_question(question_id: int, member_id: int) -> str:
    """Return the token that opens the question whether one member had what they needed at one event."""
    return token_of(question_id, member_id, salt=AFTERWARDS)


def question_opened_by(token: str) -> tuple[int, int] | None:
    """Return the ids of the question and the member that the token was made for, or None if we did not make it."""
    return ids_in(token, salt=AFTERWARDS)
