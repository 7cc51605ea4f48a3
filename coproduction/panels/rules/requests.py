"""The rules of asking for a panel: which dates can be, how much notice is enough, and how long things are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coproduction.core.asking import days as asking
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.refusals import Refusal
from coproduction.core.working_days import working_days_after, working_days_before
from coproduction.panels.kinds import (
    ANSWER_DAYS,
    DEBRIEF_MINUTES,
    FEWEST_MEMBERS,
    PACK_DAYS,
    PRE_MEET_MINUTES,
)
from coproduction.panels.models import PanelCase, PanelRequest, PanelStage, RequestedTime, TimePart

_S = PanelStage
NOT_AGREED_YET = (_S.REQUESTED, _S.NEEDS_INFORMATION, _S.POSTPONED)
AGREED = (_S.ACCEPTED, _S.RECRUITING, _S.ROSTERED, _S.BRIEFED)
DATES_CHANGED = "The dates have changed since you opened this page. Look at them again, and then answer"
# The reason of the last step is written for the manager to read.
TOLD_WHY = (_S.DECLINED, _S.CANCELLED, _S.POSTPONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When a manager would like what: UK days and times."""

    days: tuple[date, ...]
    starts: time
    ends: time
    shortlisting_on: date | None = None
    pre_meet_on: date | None = None
    pre_meet_starts: time | None = None


def fewest_members(*, now: datetime) -> int:
    """Return how many members sit on a panel, so that nobody is alone."""
    return value_of(FEWEST_MEMBERS, on=uk_wall(now).date())


def has_too_few(request: PanelRequest, *, now: datetime) -> bool:
    """Say whether fewer members are asked for than sit on a panel, so that a coordinator has to say why."""
    return request.members < fewest_members(now=now)


def pre_meet_time(*, now: datetime) -> timedelta:
    """Return how long a panel meets before its first interview."""
    return timedelta(minutes=value_of(PRE_MEET_MINUTES, on=uk_wall(now).date()))


def debrief_time(*, now: datetime) -> timedelta:
    """Return how long a panel talks together after its last interview."""
    return timedelta(minutes=value_of(DEBRIEF_MINUTES, on=uk_wall(now).date()))


def answer_by(asked_at: datetime) -> date:
    """Return the last UK day on which we answer a request, or new dates of one, that came at that moment."""
    day = uk_wall(asked_at).date()
    return working_days_after(day, value_of(ANSWER_DAYS, on=day))


def papers_due(first_day: date, *, now: datetime) -> date:
    """Return the UK day by which a manager gives us the names, the questions and what the post is about."""
    return working_days_before(first_day, value_of(PACK_DAYS, on=uk_wall(now).date()))


def is_asked(case: PanelCase) -> bool:
    """Say whether we wait for the manager's answer to a question."""
    return case.stage is _S.NEEDS_INFORMATION


def is_agreed(case: PanelCase) -> bool:
    """Say whether we have said yes, and it is to come: then its dates are changed by a coordinator."""
    return case.stage in AGREED


def can_change(request: PanelRequest, *, now: datetime) -> bool:
    """Say whether the manager can still ask for other dates, or cancel: not once the interviews have begun.

    What we have not said yes to, or what members never saw, has not begun, whatever day was asked for.
    """
    case = request.case
    if case.stage in (*NOT_AGREED_YET, _S.ACCEPTED):
        return True
    return is_agreed(case) and case.panel is not None and case.panel.event.starts_at > now


def is_missed(case: PanelCase, *, now: datetime) -> bool:
    """Say whether we said yes to a panel that members never saw, and its first day is over."""
    return case.stage is _S.ACCEPTED and case.panel is not None and case.panel.event.starts_at <= now


def first_interview(request: PanelRequest) -> RequestedTime:
    """Return the first interviews that were asked for, or agreed."""
    return next(time for time in request.times if time.part is TimePart.INTERVIEWS and not time.is_proposed)


def first_proposed(request: PanelRequest) -> RequestedTime | None:
    """Return the first interviews that the manager asks for instead of what was agreed; None if they ask for none."""
    return next((time for time in request.times if time.part is TimePart.INTERVIEWS and time.is_proposed), None)


def dates_asked(request: PanelRequest) -> str:
    """Return all dates that are asked for, agreed or not, in one line: to compare what was shown with what is so."""
    times = sorted((time.is_proposed, time.starts_at, time.ends_at, time.part) for time in request.times)
    spans = [f"{part} {starts:%Y%m%d%H%M}-{ends:%Y%m%d%H%M}{' new' * new}" for new, starts, ends, part in times]
    return ", ".join([*spans, str(request.shortlisting_on), str(request.proposed_shortlisting_on)])


def refuse_unseen(request: PanelRequest, seen: str | None) -> None:
    """Refuse to answer about dates that have changed since somebody was shown them, as `dates_asked` says them."""
    if seen is not None and seen != dates_asked(request):
        raise Refusal(DATES_CHANGED)


def is_past(request: PanelRequest, *, now: datetime) -> bool:
    """Say whether the first interviews that were asked for, or agreed, have begun: nobody can say yes to them."""
    return first_interview(request).starts_at <= now


def refuse_impossible_days(days: Sequence[date], starts: time, *, ends: time, now: datetime) -> None:
    """Refuse interviews in the past, twice on a day, or without an end."""
    if ends <= starts:
        raise Refusal("The end must be after the start", field="ends")
    asking.refuse_impossible_days(days, now=now)


def refuse_impossible_before(times: Times, *, now: datetime) -> None:
    """Refuse a shortlisting or a meeting before that is over, or comes after the interviews have begun."""
    today, first = uk_wall(now).date(), min(times.days)
    if times.shortlisting_on and not today <= times.shortlisting_on <= first:
        raise Refusal("Shortlisting must be from today until the first interview", field="shortlisting_on")
    if (times.pre_meet_on is None) is not (times.pre_meet_starts is None):
        missing = "pre_meet_on" if times.pre_meet_on is None else "pre_meet_starts"
        raise Refusal("Enter both the day and the time, or leave both empty", field=missing)
    if times.pre_meet_on and times.pre_meet_starts:
        starts = uk_moment(times.pre_meet_on, times.pre_meet_starts)
        if starts <= now or starts + pre_meet_time(now=now) > uk_moment(first, times.starts):
            raise Refusal("The meeting must be to come, and over before the first interview", field="pre_meet_on")


def shortlisting_of(
    request: PanelRequest, starts: time | None, ends: time | None, *, now: datetime
) -> tuple[datetime, datetime] | None:
    """Return from when until when members help to choose who is interviewed; None if the manager gave no day.

    Refused without both times, for times that are over, and if it is not over before the first interview.
    """
    day = request.shortlisting_on
    if day is None:
        return None
    if starts is None or ends is None:
        missing = "shortlisting_starts" if starts is None else "shortlisting_ends"
        raise Refusal("Enter from when until when, or untick that members help", field=missing)
    span = uk_moment(day, starts), uk_moment(day, ends)
    if span[0] <= now:
        raise Refusal("The shortlisting is over. Untick that members help", field="shortlisting_starts")
    if ends <= starts:
        raise Refusal("The end must be after the start", field="shortlisting_ends")
    if span[1] > first_interview(request).starts_at:
        raise Refusal("It must be over before the first interview", field="shortlisting_ends")
    return span
