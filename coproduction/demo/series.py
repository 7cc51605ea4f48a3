"""The series of the demonstration group: its monthly meetings, and a cup of coffee that nobody has published yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from coproduction.core.recurrence import Repeats, Rule
from coproduction.demo.book import Book
from coproduction.demo.people import TOM
from coproduction.demo.plans import EventPlan, MeetingPlan, RolePlan, SeriesPlan
from coproduction.demo.venues import venue_id
from coproduction.meetings.models import MeetingSeries
from coproduction.schedule.models import EventFormat, EventKind, EventState

TUESDAY = 1
COFFEES = 8
PLANNED_AHEAD = timedelta(days=35)


def coffees_of(today: date) -> Iterator[EventPlan]:
    """Yield the meetings of a series that was planned today, and is still to be published."""
    series = _coffees(today + PLANNED_AHEAD)
    for day in series.rule.days():
        yield EventPlan(
            kind=EventKind.MEETING,
            title=series.title,
            summary="No agenda. Bring a drink.",
            day=day,
            starts=series.starts,
            minutes=60,
            format=series.format,
            venue="",
            state=EventState.DRAFT,
            organiser_id=TOM,
            roles=(RolePlan(name="Attendee", is_open=True),),
            special=MeetingPlan(series.focus, series),
        )


def _coffees(first: date) -> SeriesPlan:
    return SeriesPlan(
        title="Coffee and catch-up",
        focus="Whatever is on your mind",
        rule=Rule(Repeats.FORTNIGHT, TUESDAY, 1, first, first + timedelta(days=14 * COFFEES - 1)),
        starts=time(15),
        ends=time(16),
        format=EventFormat.ONLINE,
        made_by_id=TOM,
    )


def series_id(book: Book, series: SeriesPlan) -> int:
    """Return the number of the series, which is written the first time."""
    if series not in book.series:
        book.series[series] = _write_series(book, series)
    return book.series[series]


def _write_series(book: Book, series: SeriesPlan) -> int:
    rule = series.rule
    return book.rows.add(
        MeetingSeries,
        title=series.title,
        focus=series.focus,
        summary="",
        repeats=rule.repeats,
        weekday=rule.weekday,
        nth=rule.nth,
        first_day=rule.first,
        last_day=rule.last,
        months_off=[],
        left_out=[],
        starts=series.starts,
        ends=series.ends,
        format=series.format,
        venue_id=venue_id(book, series.venue, held=series.format),
        joining_link="https://meet.example.org/my-life-choices",
        joining_phone="0115 496 0200",
        who_comes="",
        breaks="",
        made_by_id=series.made_by_id,
        made_at=book.moment(days_ago=90 if rule.first < book.today else 1),
    )
