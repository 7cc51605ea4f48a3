"""Words and moments as iCalendar writes them (RFC 5545)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

LONGEST_LINE = 75  # octets, without the line break (section 3.1)
LINE_BREAK = "\r\n"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def utc(moment: datetime) -> str:
    """Write a moment in UTC, to the second: '20270114T103000Z'. No clock change can move it."""
    at = moment.astimezone(UTC)
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}Z"


def escaped(words: str) -> str:
    """Write words as TEXT (section 3.3.11): on one line, with what has a meaning of its own marked."""
    plain = _NOT_TEXT.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def quoted(words: str) -> str:
    """Write words as the value of a parameter, which has no way to write a quotation mark."""
    return f'"{_NOT_TEXT.sub("", words).replace(chr(34), chr(39)).replace(chr(10), " ")}"'


def folded(line: str) -> str:
    """Break a line that is too long, never inside a character."""
    if len(line) <= LONGEST_LINE and line.isascii():
        return line
    rest, parts, room = line.encode(), [], LONGEST_LINE
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:  # the second or a later octet of one character
            cut -= 1
        parts.append(rest[:cut])
        rest, room = rest[cut:], LONGEST_LINE - 1  # a continued line begins with a space
    return (LINE_BREAK.encode() + b" ").join([*parts, rest]).decode()
