"""What the pages of a poll show: its times, how many said what, and the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_datetime, uk_wall
from coproduction.meetings.models import Poll, PollOption
from coproduction.meetings.queries.polls import Tally, members_silent, members_who_answered, tallies, where_of
from coproduction.schedule.queries.periods import not_known, warnings_for
from coproduction.schedule.words import how_long

NOBODY = Tally(0, 0, 0)


@dataclass(frozen=True, slots=True)
class PollPage:
    """A poll, as members see it."""

    id: int
    title: str
    focus: str
    where: str
    how_long: str
    is_ended: bool
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
    """What was said to each time, the best first; who has not answered each, and who has answered: id and name.

    `gaps` are what we cannot warn of so far ahead.
    """

    lines: Sequence[TimeLine]
    silent: Sequence[tuple[int, str]]
    answered: Sequence[tuple[int, str]]
    gaps: Sequence[str]


def proposed(poll: Poll, *, now: datetime) -> list[PollOption]:
    """Return the times to come that are proposed, soonest first; none once a date is found or nobody looks for one."""
    if poll.event_id or poll.ended_at:
        return []
    return [option for option in poll.options if option.is_proposed and option.starts_at > now]


def poll_page(poll: Poll) -> PollPage:
    """Return the poll as members see it."""
    return PollPage(
        id=poll.id,
        title=poll.title,
        focus=poll.focus,
        where=where_of(poll),
        how_long=how_long(poll.minutes),
        is_ended=poll.ended_at is not None,
        event_id=poll.event_id,
    )


def results(poll: Poll) -> Results:
    """Return what was said to each time: first what suits most people, then what would if need be."""
    by_option = tallies(poll)
    days = {uk_wall(option.starts_at).date() for option in poll.options}
    warnings = warnings_for(days)

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
    silent = [(member.id, member.name) for member in members_silent(poll)]
    asked = {member_id for member_id, _name in silent}
    answered = [(member.id, member.name) for member in members_who_answered(poll) if member.id not in asked]
    return Results(lines, silent, answered, not_known(min(days), max(days)))


def said_in_words(tally: Tally) -> str:
    """Return how many said what: '5 yes, 2 if need be, 1 no'."""
    return f"{tally.yes} yes, {tally.if_need_be} if need be, {tally.no} no"
