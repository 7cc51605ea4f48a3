"""The personal link in an offer: it opens one place's answer page, without signing in, until the event starts."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from coproduction.schedule.models import Place


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


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="answer to an offer")
