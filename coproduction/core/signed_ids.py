"""Personal links that work without signing in: a token that stands for two ids, and that nobody else can make."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def token_of(one: int, other: int, *, salt: str) -> str:
    """Return the token for two ids. `salt` says what it opens: no token of another kind opens the same."""
    return _signer(salt).dumps([one, other])


def ids_in(token: str, *, salt: str) -> tuple[int, int] | None:
    """Return the ids that the token was made for, or None if we did not make it for this."""
    try:
        one, other = _signer(salt).loads(token)
    except BadSignature:
        return None
    return int(one), int(other)


def _signer(salt: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=salt)
