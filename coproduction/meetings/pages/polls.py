"""What the pages of a poll show: its times, how many said what, and the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coproduction.core.dates import uk_datetime, uk_wall
from coproduction.meetings.models import Poll, PollOption
from coproduction.meetings.queries.polls import Tally, members_silent, tallies
from coproduction.schedule.queries.periods import warnings_for

NOBODY = Tally(0, 0, 0)


@dataclass(frozen=True, slots=True)
class PollPage:
    """A poll, as members see it."""

    id: int
    title: str
    focus: str
    minutes: int
    event_id: int | None


class TimeLine(NamedTuple):
    """One time with how many said what, for coordinators."""

    option_id: int
    words: str
    warnings: Sequence[str]
    said: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class Results:
    """What was said to each time, the best first, and who has said nothing: id and name."""

    lines: Sequence[TimeLine]
    silent: Sequence[tuple[int, str]]


def proposed(poll: Poll) -> list[PollOption]:
    """Return the times that are proposed, soonest first; none once a date is found."""
    return [] if poll.event_id else [option for option in poll.options if option.is_proposed]


def poll_page(poll: Poll) -> PollPage:
    """Return the poll as members see it."""
    return PollPage(poll.id, poll.title, poll.focus, poll.minutes, poll.event_id)


def results(poll: Poll) -> Results:
    """Return what was said to each time: first what suits most people, then what would if need be."""
    by_option = tallies(poll)
    warnings = warnings_for({uk_wall(option.starts_at).date() for option in poll.options})

    def rank(option: PollOption) -> tuple[bool, int, int, int]:
        said = by_option.get(option.id, NOBODY)
        return not option.is_proposed, -said.yes, -said.if_need_be, option.id

    lines = [
        TimeLine(
            option.id,
            uk_datetime(option.starts_at),
            warnings.get(uk_wall(option.starts_at).date(), ()),
            said_in_words(by_option.get(option.id, NOBODY)),
            option.is_proposed,
        )
        for option in sorted(poll.options, key=rank)
    ]
    return Results(lines, [(member.id, member.name) for member in members_silent(poll)])


def said_in_words(tally: Tally) -> str:
    """Return how many said what: '5 yes, 2 if need be, 1 no'."""
    return f"{tally.yes} yes, {tally.if_need_be} if need be, {tally.no} no"
