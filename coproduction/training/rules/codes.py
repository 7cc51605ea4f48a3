"""Codes that people read and type, and that nobody guesses."""

from __future__ import annotations

import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another: 4.95 bits each


def code_of(length: int) -> str:
    """Return so many letters and digits, drawn at random."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))
