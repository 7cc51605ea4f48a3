"""A moment that travels with a page and comes back unchanged, or not at all: it is signed, and says nothing else."""

from __future__ import annotations

from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

SALT = "moment"


def signed_moment(moment: datetime) -> str:
    """Return the moment as a hidden field of a form can carry it."""
    return str(_signer().dumps(moment.isoformat()))


def read_moment(sent: str | None) -> datetime | None:
    """Return the moment that came back; None when it is not one that we signed."""
    try:
        return datetime.fromisoformat(_signer().loads(sent or ""))
    except BadSignature:
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=SALT)
