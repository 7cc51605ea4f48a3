"""What the pages of a series show: dates with warnings, what a change does to each, who will be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import DAYS, MONTHS, uk_date, uk_period, uk_short_date, uk_time, uk_wall
from coproduction.core.recurrence import LAST, Repeats
from coproduction.meetings.actions.series import Fate, SeriesDetails, Step, changes_of, steps_of
from coproduction.meetings.models import Meeting, MeetingSeries
from coproduction.meetings.queries import series as queries
from coproduction.members.models import Member
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.pages.telling import Telling, change_together, late_for, old_breaks, telling_of
from coproduction.schedule.queries.arrangements import numbers_late
from coproduction.schedule.queries.management import on_between
from coproduction.schedule.queries.people import members_to_be_invited
from coproduction.schedule.queries.periods import not_known, warnings_for
from coproduction.schedule.rules import can_ask
from coproduction.schedule.words import OF_EVENTS, Tag
from coproduction.schedule.words.arrangements import too_late

ORDINALS = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", LAST: "Last"}


class DateLine(NamedTuple):
    """One date to choose, with what to think of on that day."""

    value: str
    words: str
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """The dates of a series before it is made, and what is not known so far ahead."""

    rule: str
    dates: Sequence[DateLine]
    gaps: Sequence[str]


class StepLine(NamedTuple):
    """One meeting and what the change does to it."""

    when: str
    what: str
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What a change does to each date, and who will be told.

    `breaks` are words about the breaks that stay as they were, though dates begin or end at another time of day.
    """

    rule: str
    steps: Sequence[StepLine]
    telling: Telling
    gaps: Sequence[str]
    breaks: str


class MeetingLine(NamedTuple):
    """One meeting on the page of its series."""

    event_id: int
    title: str
    when: str
    state: Tag
    is_by_hand: bool
    can_ask: bool


def preview(details: SeriesDetails, *, viewer: Account, now: datetime) -> Preview:
    """Return the dates that the rule gives from today on."""
    days = [day for day in details.rule.days() if day > now.date()]
    warnings = _warnings(days, details, viewer=viewer)
    dates = [DateLine(day.isoformat(), uk_date(day), warnings[day]) for day in days]
    return Preview(rule_in_words(details), dates, not_known(days[0], days[-1]) if days else [])


def change_preview(series: MeetingSeries, details: SeriesDetails, *, viewer: Account, now: datetime) -> ChangePreview:
    """Return what the change would do, and who would be told because their meeting moves."""
    steps = steps_of(series, details, now=now)
    days = [step.day for step in steps if step.day]
    own = {step.meeting.event_id for step in steps if step.meeting}
    warnings = _warnings(days, details, viewer=viewer, own=own)
    lines = [StepLine(_when(step), _what(step, details), warnings.get(step.day or date.min, ())) for step in steps]
    return ChangePreview(
        rule_in_words(details),
        lines,
        change_together(changes_of(steps, details), now=now),
        not_known(min(days), max(days)) if days else [],
        max((old_breaks(event, new) for event, new in changes_of(steps, details)), default=""),
    )


def _warnings(
    days: Sequence[date], details: SeriesDetails, *, viewer: Account, own: Collection[int] = ()
) -> dict[date, list[str]]:
    """Return what to think of on each day, and what else is on then; `own` are the ids of the meetings that move."""
    if not days:
        return {}
    planned = {day: details.on(day) for day in days}
    first, last = planned[min(days)].starts_at, planned[max(days)].ends_at
    others = [event for event in on_between(first, last, viewer=viewer) if event.id not in own]
    known = warnings_for(days)
    return {
        day: [
            *known.get(day, ()),
            *(
                f"Already then: {other.title}"
                for other in others
                if other.starts_at < at.ends_at and other.ends_at > at.starts_at
            ),
        ]
        for day, at in planned.items()
    }


def meeting_lines(series: MeetingSeries, *, now: datetime) -> list[MeetingLine]:
    """Return the meetings of the series, soonest first."""
    return [
        MeetingLine(
            meeting.event_id,
            meeting.event.title,
            uk_period(meeting.event.starts_at, meeting.event.ends_at),
            OF_EVENTS[meeting.event.state],
            meeting.is_by_hand,
            can_ask(meeting.event, now=now),
        )
        for meeting in queries.meetings_of(series)
    ]


class LateDate(NamedTuple):
    """One meeting for which it is too late to book something in time."""

    event_id: int
    day: str


@dataclass(frozen=True, slots=True)
class Late:
    """What it is too late to book in time, in words, and for which meetings."""

    words: str
    dates: Sequence[LateDate]


def late_bookings(series: MeetingSeries, *, now: datetime) -> Late | None:
    """Return for which meetings to come it is too late to book something, and nobody has said what to do; or None."""
    events = [meeting.event for meeting in queries.meetings_of(series) if meeting.event.starts_at > now]
    late = numbers_late([event.id for event in events], today=uk_wall(now).date())
    dates = [LateDate(event.id, uk_date(event.starts_at)) for event in events if event.id in late]
    return Late(too_late(sum(late.values())), dates) if dates else None


def drafts_to_publish(series: MeetingSeries, *, now: datetime) -> list[Meeting]:
    """Return the drafts of the series that are to come."""
    return [
        meeting
        for meeting in queries.meetings_of(series)
        if meeting.event.state is EventState.DRAFT and meeting.event.starts_at > now
    ]


def dates_to_ask(series: MeetingSeries, *, now: datetime) -> list[Event]:
    """Return the published meetings of the series to which everybody can still be asked."""
    return [meeting.event for meeting in queries.meetings_of(series) if can_ask(meeting.event, now=now)]


def invitation(events: Sequence[Event], *, now: datetime) -> Telling:
    """Return who would be asked to one of the events or more, each counted once."""
    asked: dict[int, Member] = {}
    late: list[str] = []
    for event in events:
        members = members_to_be_invited(event)
        asked |= {member.id: member for member in members}
        late += [f"{uk_date(event.starts_at)}: {line}" for line in late_for(event, members, now=now)]
    return Telling(telling_of(list(asked.values())), late=late)


class SeriesLine(NamedTuple):
    """One series in the list."""

    id: int
    title: str
    rule: str
    until: str


def series_lines(*, viewer: Account) -> list[SeriesLine]:
    """Return every series, the one that ends last first."""
    return [
        SeriesLine(
            series.id, series.title, _rule(series.repeats, series.nth, series.weekday), uk_short_date(series.last_day)
        )
        for series in queries.all_series(viewer=viewer)
    ]


def rule_in_words(details: SeriesDetails) -> str:
    """Return the rule in words: 'Second Thursday of each month, 10:30am to 12:30pm, not in August'."""
    rule = details.rule
    off = " or ".join(MONTHS[month - 1] for month in sorted(rule.months_off))
    times = f"{uk_time(details.starts)} to {uk_time(details.ends)}"
    return f"{_rule(rule.repeats, rule.nth, rule.weekday)}, {times}{f', not in {off}' if off else ''}"


def _rule(repeats: Repeats, nth: int, weekday: int) -> str:
    if repeats is Repeats.MONTH:
        return f"{ORDINALS[nth]} {DAYS[weekday]} of each month"
    return f"Each {DAYS[weekday]}" if repeats is Repeats.WEEK else f"{DAYS[weekday]} every 2 weeks"


def _event(step: Step) -> Event:
    if step.meeting is None:
        raise ValueError("A date that is added has no event yet.")
    return step.meeting.event


def _when(step: Step) -> str:
    return uk_date(step.day) if step.meeting is None and step.day else uk_date(_event(step).starts_at)


def _what(step: Step, details: SeriesDetails) -> str:
    if step.fate is Fate.CHANGED and step.day:
        start = details.on(step.day)
        now_at = uk_period(start.starts_at, start.ends_at)
        event = _event(step)
        same = (event.starts_at, event.ends_at) == (start.starts_at, start.ends_at)
        return "Stays at its time." if same else f"Moves to {now_at}."
    return FATES[step.fate]


FATES = {
    Fate.ADDED: "A new draft.",
    Fate.CALLED_OFF: "A draft in which nobody has a part: it is called off. Members never saw it.",
    Fate.KEPT: "Stays as it is, because members see it or have a part in it. Cancel it yourself if it does not happen.",
    Fate.BY_HAND: "Stays as it is, because somebody changed or cancelled it by hand.",
}
