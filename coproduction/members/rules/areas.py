"""Roughly where somebody lives: the first half of a postcode, or a town or village in words."""

from __future__ import annotations

import re

POSTCODE = re.compile(r"([a-z]{1,2}\d{1,2}[a-z]?)(\s*\d[a-z]{2})?", re.IGNORECASE)


def tidy_area(words: str) -> str:
    """Return the area as it is kept. Of a postcode that is the first half, in capitals: more is nobody's business."""
    words = " ".join(words.split())
    found = POSTCODE.fullmatch(words)
    return found[1].upper() if found else words


def is_outcode(area: str) -> bool:
    """Say whether the area is the first half of a postcode, such as NG7: then NG71 is another one."""
    return POSTCODE.fullmatch(area) is not None
