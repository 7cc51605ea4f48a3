"""Words as they stand in an address."""

from __future__ import annotations

import re


def slug(words: str) -> str:
    """Return the words as they can stand in an address: 'If you get benefits' is 'if-you-get-benefits'."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower().replace("’", "")).strip("-")
