"""The keys that open an application: long ones for links, and codes that people can read aloud and write down."""

from __future__ import annotations

import hashlib
import secrets

# No vowels, so that no word comes out. Nothing that looks or sounds like another letter in a bad line or hand.
CODE_LETTERS = "BCDFGHJKMPQRTVWXY34679"
CODE_LENGTH = 12  # 22 signs to choose from, 12 times: 53 bits
IN_A_GROUP = 4


def new_link_key() -> str:
    """Return a random key for a link: 256 bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Return a random code for people: 12 letters and figures, without gaps. See `in_groups`."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def in_groups(code: str) -> str:
    """Write a code as people read it: 'BCDF GHJK MPQR'."""
    return " ".join(code[start : start + IN_A_GROUP] for start in range(0, len(code), IN_A_GROUP))


def tidy_code(typed: str) -> str:
    """Return what somebody typed as the code that it means: capitals, without gaps or dashes."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def digest_of(key: str) -> str:
    """Return what the database keeps of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def is_code(key: str | None) -> bool:
    """Say whether a key is a code for people, and not a link's."""
    return key is not None and len(key) == CODE_LENGTH and set(key) <= set(CODE_LETTERS)
