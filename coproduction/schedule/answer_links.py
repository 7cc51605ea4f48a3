"""Personal links that work without signing in: each opens one answer, to an offer or to the question afterwards."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from coproduction.schedule.models import Place

OFFER, AFTERWARDS = "answer to an offer", "answer after an event"


def token_for(place: Place) -> str:
    """Return the token that opens the answer page of this place alone."""
    return _signer().dumps([place.id, place.member_id])


def opened_by(token: str) -> tuple[int, int] | None:
    """Return the ids of the place and the member that the token was made for, or None if we did not make it."""
    try:
        place_id, member_id = _signer().loads(token)
    except BadSignature:
        return None
    return int(place_id), int(member_id)


def token_for_question(question_id: int, member_id: int) -> str:
    """Return the token that opens the question whether one member had what they needed at one event."""
    return _signer(AFTERWARDS).dumps([question_id, member_id])


def question_opened_by(token: str) -> tuple[int, int] | None:
    """Return the ids of the question and the member that the token was made for, or None if we did not make it."""
    try:
        question_id, member_id = _signer(AFTERWARDS).loads(token)
    except BadSignature:
        return None
    return int(question_id), int(member_id)


def _signer(salt: str = OFFER) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=salt)
