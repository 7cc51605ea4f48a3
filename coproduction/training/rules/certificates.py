"""The code on a certificate of attendance, and from when there is one."""

from __future__ import annotations

from datetime import datetime

from coproduction.training.models import Delegate
from coproduction.training.rules.codes import code_of
from coproduction.training.rules.sessions import is_over

LENGTH, GROUP = 20, 4  # 99 bits: nobody finds one by trying


def new_code() -> str:
    """Return a code that nobody can guess, and that says nothing."""
    return code_of(LENGTH).upper()


def in_groups(code: str) -> str:
    """Return the code as it is printed: 'K7M2-PQ9X-4TRW-8NHA-C3VD'."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """Return the code that somebody typed, in whichever way they wrote it."""
    return "".join(filter(str.isalnum, typed)).upper()


def has_certificate(delegate: Delegate, *, ends_at: datetime | None, now: datetime) -> bool:
    """Say whether the delegate has a certificate: they came, and it is over. Nothing else is asked of them.

    `ends_at` is when the last date of the session ends.
    """
    return bool(delegate.came and delegate.certificate) and is_over(ends_at, now=now)
