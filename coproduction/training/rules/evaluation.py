"""When delegates are asked what training changed, and what of their answers is shown to whom.

Small numbers: the answers of one round of one session are shown together or not at all. They are shown once the round
is closed, so that nobody can lay what they saw yesterday beside what they see today; and only when there are enough of
them. Every figure for a course, a team or a year is made of such whole rounds alone. So whatever is filtered, the
difference of two figures is made of whole rounds too, and never of fewer answers than `FEWEST`. Of other rounds only
how many answered is told. This number is no setting: people were promised it.

Coordinators alone read words before, to take names out or to hide them: all of a round at once when it is closed,
however few they are. Whoever writes is told so beside the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coproduction.core.dated_settings import Number, number, refuse_together, value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.training.models import EvaluationWords, Round, WordsState
from coproduction.training.rules.bookings import MONTHS_KEPT

FEWEST = 5  # practice, section 6: one to four are never shown
LATER_MONTHS = number(
    "evaluation-later-months",
    "When staff who attended training are asked what they did differently",
    unit="months after it",
    seed=3,
    highest=9,
)
OPEN_DAYS = number(
    "evaluation-days", "How long staff who attended training can say what it changed", unit="days", seed=14, highest=60
)
GAP = "…"
FEWEST_DAYS = 28  # of a month


class Window(NamedTuple):
    """From when until when delegates can answer."""

    opens_at: datetime
    closes_at: datetime


class Scores(NamedTuple):
    """The answers of one closed round, or of several: how many, and the sum of each number."""

    answers: int
    usefulness: int
    before: int
    after: int


class Averages(NamedTuple):
    """What so many said on average, from 1 to 5, to one place after the point."""

    answers: int
    usefulness: float
    before: float
    after: float


def refuse_to_forget_first(asked: Mapping[Number, int]) -> None:
    """Refuse to delete who attended before they were asked later, and had all their days to answer."""
    later, days, kept = asked[LATER_MONTHS], asked[OPEN_DAYS], asked[MONTHS_KEPT]
    fewest = later + ceil(days / FEWEST_DAYS)
    if kept < fewest:
        raise Refusal(
            f"We ask staff {later} months after training, and they have {days} days to answer. "
            f"So we must keep who attended for {fewest} months or more",
            field="value",
        )


refuse_together((LATER_MONTHS, OPEN_DAYS, MONTHS_KEPT), refuse_to_forget_first)


def windows(ends_at: datetime) -> Mapping[Round, Window]:
    """Return when delegates of a session that ends then can answer, with the numbers of the day on which it ends."""
    day = uk_wall(ends_at).date()
    later, lasts = relativedelta(months=value_of(LATER_MONTHS, on=day)), timedelta(days=value_of(OPEN_DAYS, on=day))
    return windows_with(ends_at, later=later, lasts=lasts)


def windows_with(ends_at: datetime, *, later: relativedelta, lasts: timedelta) -> Mapping[Round, Window]:
    """Return when delegates can answer: at once, and so much `later`; each round `lasts` so long, and none longer
    than until the next begins.
    """
    begins = ends_at + later
    return {
        Round.END: Window(ends_at, min(ends_at + lasts, begins)),
        Round.LATER: Window(begins, begins + lasts),
    }


def round_open(of: Mapping[Round, Window], *, now: datetime) -> Round | None:
    """Return the round in which delegates can answer at that moment, or None."""
    return next((each for each, window in of.items() if window.opens_at <= now < window.closes_at), None)


def can_be_shown(answers: int, *, is_closed: bool) -> bool:
    """Say whether what was answered in a round of a session is shown to trainers and counted in reports."""
    return is_closed and answers >= FEWEST


def averages_of(rounds: Iterable[Scores]) -> Averages | None:
    """Return the averages of rounds that can each be shown; None of none."""
    found = list(rounds)
    answers = sum(each.answers for each in found)
    if not answers:
        return None
    sums = (sum(each[at] for each in found) for at in (1, 2, 3))
    return Averages(answers, *(round(total / answers, 1) for total in sums))


def only_takes_out(was: str, words: str) -> bool:
    """Say whether the words are the same with some taken out, and dots wherever any are missing: nothing was added.

    Without the dots, "She did not help" could be read as "She did help".
    """
    left = _marked(was)
    start, *others = _marked(words).split(_marked(GAP))
    if not others:
        return left == start
    *between, end = others
    at = len(start) if left.startswith(start) else -1
    for run in between:
        found = left.find(run, at) if at >= 0 else -1
        at = found + len(run) if found >= 0 else -1
    return at >= 0 and left[at:].endswith(end)


def _marked(words: str) -> str:
    """Return the parts of the words, each with a line's end on either side, so that none is found within another."""
    return "".join(f"\n{part}\n" for part in _parts(words))


def _parts(words: str) -> list[str]:
    """Return what the words are made of: words, dots and other marks, without what parts them."""
    return re.findall(r"…|[\w’'-]+|[^\w\s]", words.replace("...", GAP))


def can_be_quoted(words: EvaluationWords) -> bool:
    """Say whether everybody may read these words, if a coordinator says so too: they are approved, and whoever wrote
    them agrees.
    """
    return words.state is WordsState.APPROVED and words.may_quote
