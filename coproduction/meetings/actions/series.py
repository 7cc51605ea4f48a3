"""Planning meetings by a rule, and changing the rule without touching what people have changed or answered."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.recurrence import Rule
from coproduction.core.refusals import Refusal
from coproduction.meetings.actions.meetings import create_meeting
from coproduction.meetings.models import Meeting, MeetingSeries
from coproduction.meetings.queries import series as queries
from coproduction.schedule.actions import events
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.venues import venue_for
from coproduction.schedule.models import Event, EventFormat, EventState
from coproduction.schedule.queries.drafts import lock_organiser


@dataclass(frozen=True, slots=True)
class SeriesDetails:
    """By which rule meetings repeat, and what each is like. Times are those of the UK's clocks."""

    rule: Rule
    title: str
    focus: str
    summary: str
    starts: time
    ends: time
    format: EventFormat
    venue: str = ""
    venue_id: int | None = None
    joining_link: str = ""
    joining_phone: str = ""
    who_comes: str = ""
    breaks: str = ""

    def on(self, day: date) -> EventDetails:
        """Return the meeting of one day."""
        return EventDetails(
            title=self.title,
            summary=self.summary,
            starts_at=uk_moment(day, self.starts),
            ends_at=uk_moment(day, self.ends),
            format=self.format,
            venue=self.venue,
            joining_link=self.joining_link,
            joining_phone=self.joining_phone,
            venue_id=self.venue_id,
            who_comes=self.who_comes,
            breaks=self.breaks,
        )


class Fate(enum.StrEnum):
    """What a change of the series does to one meeting."""

    CHANGED = "changed"
    ADDED = "added"
    CALLED_OFF = "called off"
    KEPT = "kept"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Step:
    """One meeting and what happens to it; `day` is the one that the rule gives, if it gives one."""

    fate: Fate
    meeting: Meeting | None
    day: date | None


def create_series(details: SeriesDetails, days: Sequence[date], *, by: Account, now: datetime) -> MeetingSeries:
    """Make a draft of a meeting on each of the days, all of which the rule gives. Sent twice, it is made once.

    Refused without a day, with a day that the rule does not give, and as any event is.
    """
    given = details.rule.days()
    if not days:
        raise Refusal("Select at least one date", field="days")
    if not set(days) <= set(given):
        raise Refusal("A date does not belong to the rule any more. Look at the dates again")
    _refuse_impossible(details, now=now)
    lock_organiser(by)
    series = MeetingSeries(made_by_id=by.id, made_at=now, left_out=_iso(set(given) - set(days)))
    _write(series, details, by=by, now=now)
    if there := queries.made_a_moment_ago(series, now=now):
        return there
    db.session.add(series)
    db.session.flush()
    for day in sorted(days):
        _add(series, details, day=day, by=by, now=now)
    record("meetings.series_created", series, by=by, now=now, number=len(days))
    return series


def steps_of(series: MeetingSeries, details: SeriesDetails, *, now: datetime) -> list[Step]:
    """Return what the change would do, soonest first: only to dates to come that nobody has touched.

    A meeting that somebody changed or cancelled by hand stands for its month or week. Where weeks become months, the
    month's is the one nearest to the day of the rule. One in which people have a part stays, and so does one that
    members can see, also where the rule gives its month or week no day any more.
    """
    rule, today = details.rule, uk_wall(now).date()
    meetings = queries.meetings_of(series)
    peopled = queries.with_people([meeting.event for meeting in meetings])
    free: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    steps: list[Step] = []
    settled: set[tuple[int, int]] = set()
    left_out = {rule.period(date.fromisoformat(day)) for day in series.left_out}
    for meeting in meetings:
        day = _day_of(meeting)
        if meeting.is_by_hand or not queries.is_open_for_series(meeting.event, now=now):
            settled.add(rule.period(day))
            if meeting.event.starts_at > now:
                steps.append(Step(Fate.BY_HAND, meeting, None))
        else:
            free[rule.period(day)].append(meeting)
    for day in rule.days():
        period = rule.period(day)
        if day <= today or period in settled or (period in left_out and not free[period]):
            continue
        free[period].sort(key=lambda meeting: abs(_day_of(meeting) - day), reverse=True)
        steps.append(Step(Fate.CHANGED, free[period].pop(), day) if free[period] else Step(Fate.ADDED, None, day))
    steps += [_left_over(meeting, peopled) for meetings in free.values() for meeting in meetings]
    return sorted(steps, key=_order)


def changes_of(steps: Sequence[Step], details: SeriesDetails) -> list[tuple[Event, EventDetails]]:
    """Return the events that the steps change, each with what it will be."""
    return [
        (step.meeting.event, details.on(step.day))
        for step in steps
        if step.fate is Fate.CHANGED and step.meeting and step.day
    ]


def change_series(series_id: int, details: SeriesDetails, *, by: Account, now: datetime) -> MeetingSeries:
    """Change the rule and what the meetings are like. Those with a part in a meeting that moves are told; see steps_of.

    Each person is told in one message of all the dates that change for them. Refused as any event is.
    """
    series = queries.lock_series(series_id)
    queries.lock_meetings(series)
    _refuse_impossible(details, now=now)
    steps = steps_of(series, details, now=now)
    _write(series, details, by=by, now=now)
    db.session.flush()
    events.change_together(changes_of(steps, details), by=by, now=now)
    for step in steps:
        _take(step, series, details=details, by=by, now=now)
    db.session.flush()
    record("meetings.series_changed", series, by=by, now=now)
    return series


def _day_of(meeting: Meeting) -> date:
    return meeting.series_day or uk_wall(meeting.event.starts_at).date()


def _left_over(meeting: Meeting, peopled: Iterable[int]) -> Step:
    is_seen = meeting.event.state is not EventState.DRAFT
    return Step(Fate.KEPT if is_seen or meeting.event_id in peopled else Fate.CALLED_OFF, meeting, None)


def _order(step: Step) -> tuple[date, int]:
    if step.meeting is None:
        return step.day or date.max, 0
    return step.day or uk_wall(step.meeting.event.starts_at).date(), step.meeting.event_id


def _take(step: Step, series: MeetingSeries, *, details: SeriesDetails, by: Account, now: datetime) -> None:
    meeting, day = step.meeting, step.day
    if step.fate is Fate.ADDED and day:
        _add(series, details, day=day, by=by, now=now)
    elif step.fate is Fate.CHANGED and meeting and day:
        meeting.focus, meeting.series_day = details.focus, day
    elif step.fate is Fate.CALLED_OFF and meeting:
        events.cancel_event(meeting.event, "The series has no meeting then any more.", by=by, now=now)


def _add(series: MeetingSeries, details: SeriesDetails, *, day: date, by: Account, now: datetime) -> None:
    event = create_meeting(details.on(day), focus=details.focus, by=by, now=now)
    meeting = db.session.get_one(Meeting, event.id)
    meeting.series_id, meeting.series_day = series.id, day
    db.session.flush()


def _write(series: MeetingSeries, details: SeriesDetails, *, by: Account, now: datetime) -> None:
    venue = None
    if details.format is not EventFormat.ONLINE:
        venue = venue_for(details.venue_id, details.venue, by=by, now=now)
    own = asdict(details)
    rule: Rule = details.rule
    for name in ("rule", "venue", "venue_id"):
        del own[name]
    own |= {"repeats": rule.repeats, "weekday": rule.weekday, "nth": rule.nth, "first_day": rule.first}
    own |= {"last_day": rule.last, "months_off": [str(month) for month in sorted(rule.months_off)]}
    for name, value in own.items():
        setattr(series, name, value)
    series.venue_id = venue.id if venue else None


def _refuse_impossible(details: SeriesDetails, *, now: datetime) -> None:
    if details.rule.last < details.rule.first:
        raise Refusal("The last day must not be before the first", field="last_day")
    days = [day for day in details.rule.days() if day > uk_wall(now).date()]
    if not days:
        raise Refusal("The rule gives no date to come. Look at the days and months", field="last_day")
    events.refuse_impossible(details.on(days[0]), now=now)


def _iso(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]
