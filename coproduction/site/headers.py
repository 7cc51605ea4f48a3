"""The header of a file of content: lines of 'name: value' between two lines of ---, and the words below them."""

from __future__ import annotations

from collections.abc import Sequence


def parted(text: str, *, must: Sequence[str], may: Sequence[str] = ()) -> tuple[dict[str, str], str]:
    """Return the facts of the header, and the body. Raises ValueError when one of `must` is not there in its order.

    After those only the names of `may` are allowed.
    """
    header, found, body = text.removeprefix("---\n").partition("\n---\n")
    if not found:
        raise ValueError("the header must stand between two lines of ---")
    facts = dict(_fact(line) for line in header.splitlines())
    if tuple(facts)[: len(must)] != tuple(must) or not {*facts} <= {*must, *may}:
        then = f", then {' or '.join(may)}" if may else ""
        raise ValueError(f"the header must have {', '.join(must)}, in this order{then}")
    return facts, body


def _fact(line: str) -> tuple[str, str]:
    key, colon, value = line.partition(": ")
    if not colon:
        raise ValueError(f"the header line {line!r} is not 'name: value'")
    return key, value.strip()
