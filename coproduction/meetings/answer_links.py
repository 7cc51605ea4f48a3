"""Personal links that work without signing in: each opens one member's answers to one poll for a date."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

POLL = "answer to a poll for a date"


def token_for(poll_id: int, member_id: int) -> str:
    """Return the token that opens this member's answers to this poll alone."""
    return _signer().dumps([poll_id, member_id])


def opened_by(token: str) -> tuple[int, int] | None:
    """Return the ids of the poll and the member that the token was made for, or None if we did not make it."""
    try:
        poll_id, member_id = _signer().loads(token)
    except BadSignature:
        return None
    return int(poll_id), int(member_id)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=POLL)
