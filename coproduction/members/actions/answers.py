"""What one person who stood in two records answered: the record that is kept has it, and the newer answer counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from coproduction.core.database import db
from coproduction.members.models import Member


class Answered(Protocol):
    """A row that stands under one record of a member."""

    member_id: int


Row = TypeVar("Row", bound=Answered)


def bring_answers(
    kept: Member, mine: Mapping[int, Row], theirs: Mapping[int, Row], *, settle: Callable[[Row, Row], None]
) -> None:
    """Give the kept record each row of the other that it has not itself, by what they are about; `settle` the rest."""
    for about, their in theirs.items():
        own = mine.get(about)
        if own is None:
            their.member_id = kept.id
        else:
            settle(own, their)
    db.session.flush()


def swap(one: object, other: object, names: Sequence[str]) -> None:
    """Give each of two rows what the other has under these names."""
    for name in names:
        first, second = getattr(one, name), getattr(other, name)
        setattr(one, name, second)
        setattr(other, name, first)
