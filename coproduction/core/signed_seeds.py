"""The keys of private addresses: a random seed with a signature that only this site can write.

The seed is kept, and the key is worked out from it whenever it is needed. A key that was made up never reaches the
database.
"""

from __future__ import annotations

import hashlib
import secrets

from flask import current_app
from itsdangerous import BadSignature, Signer

RANDOM_BYTES = 16


def new_seed() -> str:
    """Return a seed that nobody can guess."""
    return secrets.token_urlsafe(RANDOM_BYTES)


def key_of_seed(seed: str, *, salt: str) -> str:
    """Return the key for this seed. Keys of one `salt` are good for nothing else."""
    return _signer(salt).sign(seed).decode()


def seed_of_key(key: str, *, salt: str) -> str | None:
    """Return the seed of a key that this site made with this `salt`; None for any other."""
    try:
        return _signer(salt).unsign(key).decode()
    except BadSignature:
        return None


def _signer(salt: str) -> Signer:
    return Signer(current_app.secret_key or "", salt=salt, key_derivation="hmac", digest_method=hashlib.sha256)
