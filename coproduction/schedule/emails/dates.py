"""One message to a member about several events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast

from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.mailing import Hears, Letter, send_many
from coproduction.notifications.models import Message
from coproduction.notifications.rendering import own_mark
from coproduction.schedule import calendars
from coproduction.schedule.emails.letters import answer_page, calendar_entry, calendar_site, key_of_several
from coproduction.schedule.models import Place
from coproduction.schedule.queries.answers import lost_ways
from coproduction.schedule.words import why_asked_again

DATES, CHANGED = "schedule/dates_offered", "schedule/dates_changed"


def is_asked_with_other_dates() -> ColumnElement[bool]:
    """Return the condition, beside Message and Place, for a message that asks for this place and for others."""
    return and_(Message.template == DATES, Message.key.contains("." + cast(Place.id, String) + "."))


def dates_offered(places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL) -> int:
    """Ask each member to take their places in several events, in one message; return how many members are asked.

    Those who are asked to the same dates are told together. One calendar file holds all of them.
    """
    return _tell(DATES, places, now=now, is_for=is_for)


def dates_changed(places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL) -> int:
    """Tell each member in one message how several of their events are now, and which of them we ask about again.

    Returns how many members are told.
    """
    return _tell(CHANGED, places, now=now, is_for=is_for)


# What tells anew the messages about several places, should one of them change before it has been told.
SEVERAL: Mapping[str, Callable[..., int]] = {DATES: dates_offered, CHANGED: dates_changed}


def _tell(template: str, places: Sequence[Place], *, now: datetime, is_for: Hears) -> int:
    by_member: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: (place.role.event.starts_at, place.id)):
        by_member[place.member_id].append(place)
    alike: dict[Any, list[list[Place]]] = defaultdict(list)
    lost = lost_ways([place for place in places if place.asked_again_at])
    why = {place.id: why_asked_again(lost.get(place.id)) if place.asked_again_at else "" for place in places}
    for theirs in by_member.values():
        alike[tuple((place.role_id, why[place.id]) for place in theirs)].append(theirs)
    for group in alike.values():
        letters = [_letter(template, theirs, now=now, is_for=is_for) for theirs in group]
        send_many(template, letters, now=now, dates=[_date(place, why=why[place.id]) for place in group[0]])
    return len(by_member)


def _date(place: Place, *, why: str) -> dict[str, Any]:
    event = place.role.event
    return {
        "title": event.title,
        "when": calendars.when_in_words(event),
        "where": calendars.place_in_words(event),
        "asked_again": why,
        "answer": own_mark(f"answer_{event.id}"),
    }


def _letter(template: str, places: Sequence[Place], *, now: datetime, is_for: Hears) -> Letter:
    """Return what is one member's own in a message about several of their places."""
    member = places[0].member
    return Letter(
        to=recipient_of(member),
        key=key_of_several(places, template),
        names={"name": member.known_as},
        links={f"answer_{place.event_id}": answer_page(place) for place in places},
        links_in_copies={
            f"answer_{place.event_id}": absolute_url("schedule.show_supported_place", place_id=place.id)
            for place in places
        },
        calendar=calendars.file_of([calendar_entry(place, now=now) for place in places], site=calendar_site()),
        is_for=is_for,
    )
