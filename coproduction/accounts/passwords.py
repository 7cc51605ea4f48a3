"""Keeping passwords: argon2 hashes, never the words.

A hash takes time and memory on purpose, so nobody may hold a write transaction while one is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from secrets import token_urlsafe
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from coproduction.core.refusals import Refusal

OWASP = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
FOR_TESTS = PasswordHasher(memory_cost=8, time_cost=1, parallelism=1)
NO_MATCH = "The email address or the password is not right. Check them, or ask for a sign-in link"
TWO_MATCH = "More than one person uses this email address and password. Ask for a sign-in link instead"


@dataclass(frozen=True, slots=True)
class Keeper:
    """How passwords are hashed, and a hash that no password matches."""

    hasher: PasswordHasher
    decoy: str


def hash_of(password: str) -> str:
    """Return what is kept of the password. Takes about 20 ms."""
    return _keeper().hasher.hash(_as_typed_anywhere(password))


def whose(password: str, hashes: Mapping[int, str]) -> int:
    """Return the id of the one account whose hash the password matches; refuses if none or several do.

    An address that nobody uses takes as long as one that somebody does.
    """
    keeper = _keeper()
    candidates = hashes or {0: keeper.decoy}
    matching = [account_id for account_id, kept in candidates.items() if _matches(keeper.hasher, password, kept=kept)]
    if not matching:
        raise Refusal(NO_MATCH)
    if len(matching) > 1:
        raise Refusal(TWO_MATCH)
    return matching[0]


def _matches(hasher: PasswordHasher, password: str, *, kept: str) -> bool:
    try:
        return hasher.verify(kept, _as_typed_anywhere(password))
    except (VerificationError, InvalidHashError):
        return False


def _as_typed_anywhere(password: str) -> str:
    """Return the password in one form: devices send the same letter with an accent in two ways."""
    return normalize("NFKC", password)


def _keeper() -> Keeper:
    return keeper_for(testing=current_app.testing)


@cache
def keeper_for(*, testing: bool) -> Keeper:
    """Return how passwords are hashed: by OWASP's profile, and lightly in tests."""
    hasher = FOR_TESTS if testing else OWASP
    return Keeper(hasher, decoy=hasher.hash(token_urlsafe()))
