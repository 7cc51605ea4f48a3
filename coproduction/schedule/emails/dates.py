"""One message to a member about several events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast

from coproduction.members.rules import recipient_of
from coproduction.notifications.mailing import Hears, Letter, send_many
from coproduction.notifications.models import Message
from coproduction.notifications.rendering import own_mark
from coproduction.schedule import calendars
from coproduction.schedule.emails.letters import answer_page, calendar_files, key_of_several, page_of_supporters
from coproduction.schedule.emails.linked import Others, others_of, words_of_led
from coproduction.schedule.facts import who_helped
from coproduction.schedule.models import Place, Way
from coproduction.schedule.queries.answers import lost_ways
from coproduction.schedule.queries.arranged import places_uncertain_again
from coproduction.schedule.queries.news import changes_made
from coproduction.schedule.rules import COMING, ways_of
from coproduction.schedule.words import changes_in_words, why_asked_again

DATES, CHANGED = "schedule/dates_offered", "schedule/dates_changed"


def is_asked_with_other_dates() -> ColumnElement[bool]:
    """Return the condition, beside Message and Place, for a message that asks for this place and for others."""
    return and_(Message.template == DATES, Message.key.contains("." + cast(Place.id, String) + "."))


def dates_offered(places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL) -> int:
    """Ask each member to take their places in several events, in one message; return how many members are asked.

    Those who are asked to the same dates are told together. One calendar file holds all of them.
    """
    return _tell(DATES, places, now=now, is_for=is_for)


def dates_changed(
    places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL, behind: Collection[int] | None = None
) -> int:
    """Tell each member in one message how several of their events are now, and which of them we ask about again.

    `behind` are the places whose members never heard how it was just before, which is not told then; None: all are.
    Returns how many members are told.
    """
    return _tell(CHANGED, places, now=now, is_for=is_for, behind=behind)


# What tells anew the messages about several places, should one of them change before it has been told.
SEVERAL: Mapping[str, Callable[..., int]] = {DATES: dates_offered, CHANGED: dates_changed}


def _tell(
    template: str, places: Sequence[Place], *, now: datetime, is_for: Hears, behind: Collection[int] | None = None
) -> int:
    by_member: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: (place.role.event.starts_at, place.id)):
        by_member[place.member_id].append(place)
    alike: dict[Any, list[list[Place]]] = defaultdict(list)
    others = others_of(places, now=now)
    words = _words_of_changes(places, behind=behind, now=now) if template == CHANGED else {}
    uncertain = places_uncertain_again([place.id for place in places]) if template == CHANGED else set()
    helped = who_helped({place.role.event for place in places}) if template == DATES else set()
    marks = {
        place.id: {"is_uncertain": place.id in uncertain, "has_helped": (place.event_id, place.member_id) in helped}
        for place in places
    }
    for theirs in by_member.values():
        reads = (
            (place.role_id, place.state in COMING, words.get(place.id), *marks[place.id].values()) for place in theirs
        )
        alike[tuple(reads)].append(theirs)
    for group in alike.values():
        letters = [_letter(template, theirs, others=others, now=now, is_for=is_for) for theirs in group]
        dates = [_date(place, words.get(place.id, ""), others) | marks[place.id] for place in group[0]]
        send_many(template, letters, now=now, dates=dates)
    return len(by_member)


def _words_of_changes(places: Sequence[Place], *, behind: Collection[int] | None, now: datetime) -> dict[int, str]:
    """Return, by place, what changed in its event in words, and why we ask its member again if we do."""
    lost = lost_ways([place for place in places if place.asked_again_at])
    changes = changes_made(list({place.event_id for place in places}), now=now)
    led = words_of_led(changes, is_known=behind is not None and not behind, now=now)
    words = {}
    for place in places:
        is_known = behind is not None and place.id not in behind
        said = [*changes_in_words(changes[place.event_id], is_known=is_known), *led.get(place.event_id, ())]
        if place.asked_again_at:
            said += [why_asked_again(lost.get(place.id)), "So we ask you again. Your place is still yours."]
        words[place.id] = " ".join(said)
    return words


def _date(place: Place, words: str, others: Others) -> dict[str, Any]:
    event = place.role.event
    return {
        "title": event.title,
        "when": calendars.when_in_words(event),
        "where": calendars.place_in_words(event),
        "also": " ".join(date.words for date in others.dates.get(event.id, ())),
        "new": words,
        "joining_phone": event.joining_phone if place.state in COMING else "",
        "joining_link": event.joining_link if place.state in COMING and Way.ONLINE in ways_of(event) else "",
        "answer": own_mark(f"answer_{event.id}"),
    }


def _letter(template: str, places: Sequence[Place], *, others: Others, now: datetime, is_for: Hears) -> Letter:
    """Return what is one member's own in a message about several of their places."""
    member = places[0].member
    own_file, copied_file = calendar_files([each for place in places for each in others.with_mirrors(place)], now=now)
    return Letter(
        to=recipient_of(member),
        key=key_of_several(places, template),
        names={"name": member.known_as},
        links={f"answer_{place.event_id}": answer_page(place) for place in places},
        links_in_copies={f"answer_{place.event_id}": page_of_supporters(place) for place in places},
        calendar=own_file,
        calendar_in_copies=copied_file,
        is_for=is_for,
    )
