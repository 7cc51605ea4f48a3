"""The words that people read about what a recruiting manager asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from coproduction.core.asking.words import NOTHING
from coproduction.core.dates import uk_date, uk_period
from coproduction.panels.kinds import SHORTLISTING
from coproduction.panels.models import PanelRequest, RequestedTime, Say, TimePart
from coproduction.schedule.words.sites import site_in_words

SAY: Mapping[Say, str] = {
    Say.EQUAL: "Members score, and their scores count as much as anybody’s",
    Say.SOME: "Members score a part of it, such as one of the questions",
    Say.ADVICE: "Members say what they think, and the manager decides",
}
PARTS: Mapping[TimePart, str] = {TimePart.PRE_MEET: "Meeting before", TimePart.INTERVIEWS: "Interviews"}


def times_in_words(times: Sequence[RequestedTime], part: TimePart) -> str:
    """Return the times of one part, each on a line; empty if there are none."""
    return "\n".join(uk_period(time.starts_at, time.ends_at) for time in times if time.part is part)


def proposed_in_words(request: PanelRequest) -> str:
    """Return the dates that the manager asks for instead of what was agreed, each on a line; empty if there are none.

    The day of the shortlisting is among them: it moves, or is called off, with the others.
    """
    times = [time for time in request.times if time.is_proposed]
    return _dates_in_words(times, request.proposed_shortlisting_on) if times else ""


def dates_in_words(request: PanelRequest) -> str:
    """Return the dates that a request is for, each on a line."""
    return _dates_in_words([time for time in request.times if not time.is_proposed], request.shortlisting_on)


def _dates_in_words(times: Sequence[RequestedTime], shortlisting_on: date | None) -> str:
    lines = [f"{PARTS[time.part]}: {uk_period(time.starts_at, time.ends_at)}" for time in times]
    return "\n".join([*lines, f"{SHORTLISTING}: {_day_in_words(shortlisting_on)}"])


def members_in_words(members: int, *, has_chair: bool, shadows: int) -> str:
    """Return who is asked for: '2 panel members, one of them in the chair, and 1 member who watches'."""
    words = "1 panel member" if members == 1 else f"{members} panel members"
    if has_chair:
        words += ", who is in the chair" if members == 1 else ", one of them in the chair"
    if shadows:
        words += f", and {shadows} {'member who watches' if shadows == 1 else 'members who watch'}"
    return words


def watching_in_words(asked: int, waiting: int) -> str:
    """Return how many the team said may watch, and how many wait to: for a coordinator who says how many do."""
    words = f"The team said that {asked} may watch" if asked else "The team said that nobody can watch"
    if not waiting:
        return words
    who = "1 member waits" if waiting == 1 else f"{waiting} members wait"
    return f"{words}. {who} to watch a panel. Ask the team before you enter more than they said"


def asked_for(request: PanelRequest, *, agreed: Sequence[tuple[str, datetime, datetime]]) -> Iterator[tuple[str, str]]:
    """Yield what was asked for, as names and words; of a panel that we said yes to, its dates as they stand now.

    Who asked is not in it.
    """
    times = [time for time in request.times if not time.is_proposed]
    yield "Post", f"{request.post}, {request.band}"
    yield "Team", request.team
    yield "Candidates", str(request.candidates)
    if agreed:
        yield "Dates", "\n".join(f"{what}: {uk_period(starts_at, ends_at)}" for what, starts_at, ends_at in agreed)
    else:
        yield PARTS[TimePart.INTERVIEWS], times_in_words(times, TimePart.INTERVIEWS)
        yield PARTS[TimePart.PRE_MEET], times_in_words(times, TimePart.PRE_MEET) or NOTHING
    if not any(what == SHORTLISTING for what, *_when in agreed):
        yield SHORTLISTING, _day_in_words(request.shortlisting_on)
    yield from site_in_words(request.format, request.site, access=request.access, notes=request.access_notes)
    yield "Members", members_in_words(request.members, has_chair=request.has_chair, shadows=request.shadows)
    yield "Say in the decision", "\n".join(filter(None, (SAY[request.say], request.say_notes)))
    yield "Budget code", request.budget_code or NOTHING


def first_day_in_words(request: PanelRequest) -> str:
    """Return the first time of interviews that was asked for, or agreed."""
    first = min(
        (time for time in request.times if time.part is TimePart.INTERVIEWS and not time.is_proposed),
        key=lambda time: time.starts_at,
    )
    return uk_period(first.starts_at, first.ends_at)


def _day_in_words(day: date | None) -> str:
    return uk_date(day) if day else NOTHING
