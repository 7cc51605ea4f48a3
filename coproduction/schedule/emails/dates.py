"""One message that asks a member to several events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.mailing import Letter, send_many
from coproduction.notifications.rendering import own_mark
from coproduction.schedule import calendars
from coproduction.schedule.emails.letters import answer_page, calendar_entry, calendar_site, key_of
from coproduction.schedule.models import Place

DATES = "schedule/dates_offered"


def dates_offered(places: Sequence[Place], *, now: datetime) -> int:
    """Ask each member to take their places in several events, in one message; return how many members are asked.

    Those who are asked to the same dates are told together. One calendar file holds all of them.
    """
    by_member: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: (place.role.event.starts_at, place.id)):
        by_member[place.member_id].append(place)
    alike: dict[tuple[int, ...], list[list[Place]]] = defaultdict(list)
    for theirs in by_member.values():
        alike[tuple(place.role_id for place in theirs)].append(theirs)
    for group in alike.values():
        letters = [_letter_of_dates(theirs, now=now) for theirs in group]
        send_many(DATES, letters, now=now, dates=[_date_offered(place) for place in group[0]])
    return len(by_member)


def _date_offered(place: Place) -> dict[str, str]:
    event = place.role.event
    return {
        "title": event.title,
        "when": calendars.when_in_words(event),
        "where": calendars.place_in_words(event),
        "answer": own_mark(f"answer_{event.id}"),
    }


def _letter_of_dates(places: Sequence[Place], *, now: datetime) -> Letter:
    """Return what is one member's own in a message about several of their places."""
    member = places[0].member
    return Letter(
        to=recipient_of(member),
        key=key_of(places[0], DATES),
        names={"name": member.known_as},
        links={f"answer_{place.event_id}": answer_page(place) for place in places},
        links_in_copies={
            f"answer_{place.event_id}": absolute_url("schedule.show_supported_place", place_id=place.id)
            for place in places
        },
        calendar=calendars.file_of([calendar_entry(place, now=now) for place in places], site=calendar_site()),
    )
