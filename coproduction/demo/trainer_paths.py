"""What a coordinator of the demonstration group said of the steps of a trainer."""

from __future__ import annotations

from typing import NamedTuple

from coproduction.demo.book import Book
from coproduction.demo.people import NUMBER_OF, TOM
from coproduction.training.models import PathMark, PathStep


class Said(NamedTuple):
    """One step of a member that is done: how often it was counted, why it was set otherwise, and how long ago."""

    name: str
    step: PathStep
    counted: int
    days_ago: int
    reason: str = ""


SAID = (
    Said("Megan", PathStep.OBSERVE, 1, 60),
    Said("Megan", PathStep.SHADOW, 1, 60, "She shadowed another group’s training too."),
)


def write_trainer_paths(book: Book) -> None:
    """Write what was said; the members are written already."""
    for said in SAID:
        book.rows.add(
            PathMark,
            member_id=NUMBER_OF[said.name],
            step=said.step,
            is_done=True,
            counted=said.counted,
            reason=said.reason,
            at=book.moment(said.days_ago),
            by_id=TOM,
        )
