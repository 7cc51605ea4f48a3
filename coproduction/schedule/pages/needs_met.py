"""What the report on needs shows: numbers on the organisation, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dates import MONTHS
from coproduction.core.links import absolute_url
from coproduction.members.queries.members import Reader
from coproduction.schedule.answer_links import token_for_question
from coproduction.schedule.models import Met
from coproduction.schedule.queries import needs_met as queries

TOO_FEW = "Too few to show"
ANSWERS: Mapping[Met, str] = {
    Met.YES: "Had what they needed",
    Met.PARTLY: "Had part of it",
    Met.NO: "Did not have it",
}


class QuarterShown(NamedTuple):
    """Three months in the report."""

    name: str
    rows: list[tuple[str, str]]
    words: Sequence[str]


def report(*, viewer: Account, today: date) -> list[QuarterShown]:
    """Return the quarters that are over, the newest first. For coordinators."""
    return [_shown(quarter) for quarter in queries.quarters(viewer=viewer, today=today)]


def _shown(quarter: queries.Quarter) -> QuarterShown:
    starts = quarter.starts
    rows = [
        ("Things that people needed", _about(quarter.needed)),
        ("Of these, confirmed before the event", _about(quarter.confirmed)),
        *((words, _about(quarter.met[met])) for met, words in ANSWERS.items()),
    ]
    return QuarterShown(f"{MONTHS[starts.month - 1]} to {MONTHS[starts.month + 1]} {starts.year}", rows, quarter.words)


def _about(number: int | None) -> str:
    return TOO_FEW if number is None else f"About {number}"


class Asked(NamedTuple):
    """A question that waits for a member on their own page."""

    title: str
    href: str


def asked_afterwards(questions: Sequence[AnyRow], *, viewer: Reader) -> list[Asked]:
    """Return the questions that wait for the viewer's answer, from their rows, with the link to each."""
    return [
        Asked(row.words, absolute_url("schedule_public.answer_needs_met", token=token_for_question(row.id, viewer.id)))
        for row in questions
    ]
