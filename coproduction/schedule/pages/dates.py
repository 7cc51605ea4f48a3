"""The dates that belong together, on the pages of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_period
from coproduction.schedule import rules
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.actions.linked import at_another_time
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import Event
from coproduction.schedule.queries import linked as queries
from coproduction.schedule.rules.shifting import Span, changes_side, is_on_another_day, shifted
from coproduction.schedule.words import OF_EVENTS, Tag


class DateLine(NamedTuple):
    """One of the dates that belong together. The one that leads is called by its title."""

    event_id: int
    name: str
    when: str
    where: str
    is_this: bool
    is_lead: bool
    state: Tag
    can_change: bool
    has_own_roster: bool


class Dates(NamedTuple):
    """All the dates that belong together. `counted_at` is the other one whose answers count for this."""

    lines: list[DateLine]
    lead: Event
    counted_at: Event | None


def dates_of(event: Event, *, all_of_them: bool = False) -> Dates | None:
    """Return the dates that belong to an event which the caller has found for its viewer; None if it stands alone.

    Members see those that share its roster and will happen; coordinators, with `all_of_them`, every one.
    """
    if not event.is_followed and event.follows_id is None:
        return None
    lead, following = queries.set_of(event)
    shown = [date for date in following if all_of_them or date.id == event.id or _is_for_members(date)]
    if not shown or (not all_of_them and event.has_own_roster):
        return None
    every = sorted([lead, *shown], key=lambda date: (date.starts_at, date.id))
    counted_at = lead if rules.shares_roster(event) else None
    return Dates([_line(date, event, lead) for date in every], lead, counted_at)


def words_of_others(event: Event) -> list[str]:
    """Return the other dates for which an answer counts too: 'Pre-meet: Thursday 14 January 2027, 9:30am to 10am'."""
    if not event.is_followed and not rules.shares_roster(event):
        return []
    lead = queries.lead_of(event)
    others: Sequence[Event] = [date for date in [lead, *queries.events_led_by(lead)] if date.id != event.id]
    return [f"{date.label or date.title}: {uk_period(date.starts_at, date.ends_at)}" for date in others]


def _is_for_members(date: Event) -> bool:
    return not date.has_own_roster and not rules.is_cancelled(date)


def _line(date: Event, this: Event, lead: Event) -> DateLine:
    return DateLine(
        event_id=date.id,
        name=date.label or date.title,
        when=uk_period(date.starts_at, date.ends_at),
        where=place_in_words(date),
        is_this=date.id == this.id,
        is_lead=date.id == lead.id,
        state=OF_EVENTS[date.state],
        can_change=date.id != lead.id and rules.can_change(date),
        has_own_roster=date.has_own_roster,
    )


class DateBeside(NamedTuple):
    """A date that follows an event which moves: where it is, and where it goes if it moves by the same time."""

    event: Event
    was: str
    will_be: str
    would_be_wrong: bool
    details: EventDetails

    @property
    def event_id(self) -> int:
        """Return its number."""
        return self.event.id


def dates_beside(event: Event, details: EventDetails, *, now: datetime) -> list[DateBeside]:
    """Return the dates to come that follow an event, if these details move it, soonest first."""
    was, to = Span(event.starts_at, event.ends_at), Span(details.starts_at, details.ends_at)
    if was == to:
        return []
    return [_beside(date, was, to) for date in queries.dates_to_come(event, now=now)]


def _beside(date: Event, lead: Span, to: Span) -> DateBeside:
    stays = Span(date.starts_at, date.ends_at)
    goes_to = shifted(stays, lead=lead, to=to)
    wrong = is_on_another_day(lead, to=to) or changes_side(stays, lead=lead, goes_to=stays, to=to)
    return DateBeside(
        date,
        f"{date.label}: {uk_period(*stays)}",
        uk_period(*goes_to),
        bool(wrong),
        at_another_time(date, goes_to.starts_at, ends_at=goes_to.ends_at),
    )
