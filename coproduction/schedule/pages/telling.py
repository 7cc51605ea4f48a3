"""Who will be told, and how, before a coordinator publishes, changes or cancels an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from coproduction.core.dates import uk_date, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import recipient_of
from coproduction.notifications.queries import number_of_copies
from coproduction.schedule import rules
from coproduction.schedule.actions.events import MOVING, TIMES, WAYS, EventDetails, is_told_of, what_changes
from coproduction.schedule.actions.hearing import never_heard_of
from coproduction.schedule.calendars import place_in_words, when_in_words
from coproduction.schedule.facts import booked_for
from coproduction.schedule.kinds.arrangements import how_arranged
from coproduction.schedule.models import Event
from coproduction.schedule.queries import people
from coproduction.schedule.queries.answers import details_of_those_who_come
from coproduction.schedule.queries.arrangements import Coming, days_to_book, people_coming
from coproduction.schedule.queries.linked import events_led_by
from coproduction.schedule.queries.management import live_places
from coproduction.schedule.queries.venues import venue_numbered
from coproduction.schedule.rules import can_invite
from coproduction.schedule.rules.arrangements import Planned
from coproduction.schedule.words import told_in_words
from coproduction.schedule.words.arrangements import day_that_passed

JOINING = frozenset({"joining_link", "joining_phone"})


@dataclass(frozen=True, slots=True)
class Telling:
    """Who will be told and how, in lines of words; how many cannot come then; what is booked with others.

    `late` names what people need whose day to book it would have passed already. `unheard` is said of those who never
    heard of the event, and are told nothing now either.
    """

    ways: Sequence[str]
    clashing: str = ""
    booked: Sequence[str] = ()
    late: Sequence[str] = ()
    unheard: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a change is before it is made: what was, and who will be told.

    `breaks` are words about the breaks that stay as they were, though the event begins or ends at another time of day.
    """

    when: str
    where: str
    new_where: str
    joining: Sequence[str]
    new_joining: Sequence[str]
    breaks: str
    telling: Telling


def telling_of(members: Sequence[Member]) -> list[str]:
    """Return how many will be told by each way, and how many supporters get a copy."""
    by_channel = Counter(recipient_of(member).reached_by()[0] for member in members)
    return told_in_words(by_channel, copies=number_of_copies([member.id for member in members]))


def everybody_told(event: Event) -> Telling:
    """Return who will be told something about the event: everybody with a part in it."""
    return Telling(telling_of(people.members_with_a_part(event)))


def invitation(event: Event, *, now: datetime) -> Telling | None:
    """Return who would be asked to come if the event was published with an invitation; None if it cannot invite."""
    if not can_invite(event):
        return None
    members = people.members_to_be_invited(event)
    return Telling(telling_of(members), late=late_for(event, members, now=now))


def late_for(event: Event, members: Sequence[Member], *, now: datetime) -> list[str]:
    """Return what these members need, if they come, whose day to book it has passed."""
    return _late(event, [Coming(member.id, None) for member in members], now=now)


def cancellation(event: Event) -> Telling:
    """Return who will be told that the event does not happen, and what is booked for it. For a draft that is nobody."""
    places = live_places(event) if is_told_of(event) else ()
    never = never_heard_of(places)
    told = [place.member for place in places if place.id not in never]
    booked = [line for date in (event, *events_led_by(event)) for line in booked_for(date)]
    return Telling(telling_of(told), booked=booked, unheard=_unheard(len(never)))


def change(
    event: Event, details: EventDetails, *, beside: Sequence[tuple[Event, EventDetails]] | None = None, now: datetime
) -> Change | None:
    """Return who will be told of the change, and asked again; None if nobody has to be told, or asked about dates.

    `beside` is what becomes of the dates that follow the event, unless there are none.
    """
    changed = what_changes(event, details)
    members = people.members_with_a_part(event) if changed and is_told_of(event) else ()
    if not members and beside is None:
        return None
    return Change(
        when_in_words(event),
        place_in_words(event),
        _new_place(details),
        _how_to_join(event) if JOINING.intersection(changed) else (),
        _how_to_join(details) if JOINING.intersection(changed) else (),
        old_breaks(event, details),
        change_together([(event, details), *beside], now=now) if beside else _telling(event, details, members, now=now),
    )


def _telling(event: Event, details: EventDetails, members: Sequence[Member], *, now: datetime) -> Telling:
    late = _newly_late(event, details, now=now)
    return Telling(telling_of(members), _asked_again(event, details), booked_for(event), late)


def change_together(changes: Sequence[tuple[Event, EventDetails]], *, now: datetime) -> Telling:
    """Return who will be told once of all these changes, how many cannot come then, and what is booked, by date."""
    told: dict[int, Member] = {}
    clashing: set[int] = set()
    lost: set[int] = set()
    booked: list[str] = []
    late: list[str] = []
    changing = [(event, details) for event, details in changes if what_changes(event, details)]
    for event, details in changing:
        booked += [f"{uk_date(event.starts_at)}: {line}" for line in booked_for(event)]
        if is_told_of(event):
            told |= {member.id: member for member in people.members_with_a_part(event)}
            clashing |= _who_clash(event, details, beside=[other.id for other, _ in changing])
            lost |= _who_lose_their_way(event, details)
            late += [f"{uk_date(details.starts_at)}: {line}" for line in _newly_late(event, details, now=now)]
    asked = _clashing(len(clashing), when="to all the dates"), _losing(len(lost - clashing))
    return Telling(telling_of(list(told.values())), " ".join(filter(None, asked)), _once(booked), _once(late))


def _once(lines: Sequence[str]) -> list[str]:
    """Return each line once: several dates on one day may need the same."""
    return list(dict.fromkeys(lines))


def _newly_late(event: Event, details: EventDetails, *, now: datetime) -> list[str]:
    """Return what those who come need and could no longer be booked in time, if the event moves like this."""
    if MOVING.isdisjoint(what_changes(event, details)):
        return []
    return _late(details, people_coming(event.id, None), now=now)


def _late(planned: Planned, coming: Sequence[Coming], *, now: datetime) -> list[str]:
    today = uk_wall(now).date()
    days = days_to_book(planned, coming, today=today)
    late = {(day, how_arranged(kind).label) for (_who, kind), day in days.items() if day < today}
    return [day_that_passed(label, day) for day, label in sorted(late)]


def _asked_again(event: Event, details: EventDetails) -> str:
    clashing, lost = _who_clash(event, details), _who_lose_their_way(event, details)
    return " ".join(filter(None, (_clashing(len(clashing)), _losing(len(lost - clashing)))))


def _who_lose_their_way(event: Event, details: EventDetails) -> set[int]:
    """Return who comes in a way that there will not be any more."""
    if WAYS.isdisjoint(what_changes(event, details)):
        return set()
    left = rules.ways_of(details)
    coming = details_of_those_who_come(event)
    ways = {member_id: rules.way_of(detail, event) for _place_id, member_id, detail in coming}
    return {member_id for member_id, way in ways.items() if way and way not in left}


def _who_clash(event: Event, details: EventDetails, *, beside: Sequence[int] = ()) -> set[int]:
    """Return who could not be at the event at its new time; nobody if its times stay."""
    if TIMES.isdisjoint(what_changes(event, details)):
        return set()
    return people.members_who_clash(event, details.starts_at, end=details.ends_at, beside=beside)


def old_breaks(event: Event, details: EventDetails) -> str:
    """Return what is said of the breaks, if it was written for another time of day and nobody has changed it."""
    return event.breaks if details.breaks == event.breaks and _hours(event) != _hours(details) else ""


def _hours(event: Event | EventDetails) -> tuple[time, time]:
    return uk_wall(event.starts_at).time(), uk_wall(event.ends_at).time()


def _how_to_join(event: Event | EventDetails) -> list[str]:
    return [
        f"Link to join online: {event.joining_link or 'none'}",
        f"Phone to dial in: {event.joining_phone or 'none'}",
    ]


def _new_place(details: EventDetails) -> str:
    listed = None if details.venue or not details.venue_id else venue_numbered(details.venue_id)
    return place_in_words(replace(details, venue=listed.words) if listed else details)


def _clashing(number: int, *, when: str = "then") -> str:
    if not number:
        return ""
    return f"{number} of them cannot come {when}: they are away, or have a place at something else. We ask them again."


def _unheard(number: int) -> str:
    if not number:
        return ""
    who = "1 person has" if number == 1 else f"{number} people have"
    return f"{who} not heard of it yet. What waits to be told to them is taken back."


def _losing(number: int) -> str:
    return f"{number} of them cannot take part as they planned. We ask them again." if number else ""
