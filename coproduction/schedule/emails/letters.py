"""What all messages about a member's place have: their links, the event in words, a file for their calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import current_app

from config import Group
from coproduction.core.dates import uk_datetime
from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.mailing import Hears, Letter, send_many
from coproduction.notifications.models import Message
from coproduction.schedule import calendars
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.emails.linked import Others, others_of
from coproduction.schedule.models import Event, Place, Way
from coproduction.schedule.rules import COMING, can_answer, is_alone_in, is_cancelled, is_standby, ways_of

# The links that open the page of an offer with an answer chosen.
ANSWER_LINKS: Mapping[str, str] = {"answer_yes": "yes", "answer_not_sure": "not sure", "answer_no": "no"}


def key_of(place: Place, template: str) -> str:
    """Return the key of the message about the place as it stands now."""
    return f"place-{place.id}-{place.moves_made}-{template}-{place.member_id}"


def is_about(place: Place, key: str) -> bool:
    """Say whether the message with this key tells the place's member something about the place or its event."""
    own = (f"place-{place.id}-", f"event-{place.event_id}-", f"reminder-{place.event_id}-{place.id}-")
    return key.startswith((*own, more_about(place.event_id))) or place.id in places_in(key)


def more_about(event_id: int) -> str:
    """Return how the keys begin of what other rooms tell those with a part in the event, such as its papers."""
    return f"more-{event_id}-"


def is_more(place: Place, key: str) -> bool:
    """Say whether the message with this key is another room's, about the event: not about the place or its time."""
    return key.startswith(more_about(place.event_id))


ABOUT_PLACES, ABOUT_EVENTS = ("place-", "places-."), ("event-", "reminder-", "more-")


def subject_of(key: str) -> tuple[list[int], int | None]:
    """Return the places that a message with such a key is about, or the event."""
    if key.startswith("places-."):
        return places_in(key), None
    number = int(key.split("-")[1])
    return ([number], None) if key.startswith(ABOUT_PLACES) else ([], number)


def key_of_several(places: Sequence[Place], template: str) -> str:
    """Return the key of one message to a member about several of their places, as they stand now."""
    numbers = "".join(f"{place.id}." for place in places)
    standing = sum(place.moves_made + place.role.event.sequence for place in places)
    return f"places-.{numbers}-{standing}-{template}-{places[0].member_id}"


def places_in(key: str) -> list[int]:
    """Return the numbers of the places that such a message is about; none for any other key."""
    if not key.startswith("places-."):
        return []
    return [int(number) for number in key.split("-")[1].split(".") if number]


def answer_page(place: Place) -> str:
    """Return the address at which a member answers about this place without signing in."""
    return absolute_url("schedule_public.answer_from_email", token=token_for(place))


def to_member(template: str, place: Place, *, now: datetime, **more: str) -> Message | None:
    """Tell the member, and return the message. `more` are values that this template alone has.

    In a copy, links lead to the supporter's own pages: the member's own would answer as them.
    """
    others = others_of([place], now=now)
    letter = _letter(place, key=key_of(place, template), others=others, now=now)
    values: dict[str, Any] = {**letter.names, **letter.links, **_common(place, others), **more}
    return send(
        template,
        letter.to,
        key=letter.key,
        now=now,
        calendar=letter.calendar,
        calendar_in_copies=letter.calendar_in_copies,
        calendar_method=letter.calendar_method,
        for_copies=letter.links_in_copies,
        **values,
    )


def to_many(
    template: str,
    places: Sequence[Place],
    *,
    now: datetime,
    key: Callable[[Place], str],
    is_for: Hears = Hears.ALL,
    **more: Any,
) -> None:
    """Tell many members of one event the same, each with their own name and links, together where it reads alike."""
    alike: dict[tuple[Any, ...], list[Place]] = defaultdict(list)
    others = others_of(places, now=now)
    for place in places:
        alike[place.role_id, can_answer(place), place.state in COMING, place.offer_ends_at].append(place)
    for group in alike.values():
        letters = [replace(_letter(place, key=key(place), others=others, now=now), is_for=is_for) for place in group]
        send_many(template, letters, now=now, **_common(group[0], others), **more)


def _letter(place: Place, *, key: str, others: Others, now: datetime) -> Letter:
    """Return what is one member's own in a message about their place."""
    supporters_page = page_of_supporters(place)
    own_file, copied_file = calendar_files(others.with_mirrors(place), now=now)
    answer = answer_page(place)
    said = {name: f"{answer}?{urlencode({'answer': word})}" for name, word in ANSWER_LINKS.items()}
    return Letter(
        to=recipient_of(place.member),
        key=key,
        names={"name": place.member.known_as},
        links={
            "answer": answer,
            **said,
            "page": absolute_url("schedule.show_event", event_id=place.event_id),
            "schedule": absolute_url("schedule.list_events"),
        },
        links_in_copies={
            **dict.fromkeys(("answer", *said), supporters_page),
            "page": supporters_page,
            "schedule": absolute_url("schedule.list_supported"),
        },
        calendar=own_file,
        calendar_in_copies=copied_file,
        calendar_method=calendars.method_for(calendars.status_for(place.role.event, place.state)),
    )


def page_of_supporters(place: Place) -> str:
    """Return the address of the place for those who support its member."""
    return absolute_url("schedule.show_supported_place", place_id=place.id)


def calendar_files(places: Sequence[Place], *, now: datetime) -> tuple[str, str]:
    """Return one file about a member's places for their own calendar, and one for those who get copies.

    In a copy stands nothing of how to join, and links lead to the supporter's own pages.
    """
    own = [calendar_entry(place, now=now) for place in places]
    copied = [
        entry._replace(words=_in_copies(place), url=page_of_supporters(place))
        for entry, place in zip(own, places, strict=True)
    ]
    return calendars.file_of(own, site=calendar_site()), calendars.file_of(copied, site=calendar_site())


def _common(place: Place, others: Others) -> dict[str, Any]:
    """Return what reads alike for all who have such a place in the event, with the dates that share its roster."""
    event = place.role.event
    return {
        "until": uk_datetime(place.offer_ends_at) if place.offer_ends_at else "",
        "event": event,
        "role": place.role,
        "also": others.dates.get(event.id, ()),
        "is_standby": is_standby(place.role),
        "when": calendars.when_in_words(event),
        "where": calendars.place_in_words(event),
        "can_answer": can_answer(place),
        "is_alone": is_alone_in(place.role),
        "is_coming": place.state in COMING,
        "joining_link": event.joining_link if Way.ONLINE in ways_of(event) else "",
    }


def calendar_entry(place: Place, *, now: datetime) -> calendars.Entry:
    """Return the event for the member's own calendar; each answer raises SEQUENCE, so that the newest counts."""
    event: Event = place.role.event
    group: Group = current_app.config["SETTINGS"].group
    url = absolute_url("schedule.show_event", event_id=event.id)
    return calendars.entry_of(
        event,
        status=calendars.status_for(event, place.state),
        sequence=event.sequence + place.moves_made,
        url=url,
        organiser=calendars.organiser_of(calendars.Publisher(calendar_site(), group.name, group.email)),
        now=now,
        words=_in_calendar(place, url),
    )


def _in_calendar(place: Place, url: str) -> str:
    """Return what a calendar says of the event. How to join is told to those who come, as on the event's page."""
    event = place.role.event
    is_coming = place.state in COMING and not is_cancelled(event)
    said = [
        event.cancelled_because,
        event.summary,
        f"Join online: {event.joining_link}" if is_coming and event.joining_link else "",
        f"Join by phone: {event.joining_phone}" if is_coming and event.joining_phone else "",
        f"See more, or change your answer: {url}",
    ]
    return "\n\n".join(filter(None, said))


def _in_copies(place: Place) -> str:
    event = place.role.event
    said = (event.cancelled_because, event.summary, f"See more: {page_of_supporters(place)}")
    return "\n\n".join(filter(None, said))


def calendar_site() -> str:
    """Return the name of the site that calendar files say they are from."""
    return urlsplit(absolute_url("schedule.list_events")).hostname or "localhost"
