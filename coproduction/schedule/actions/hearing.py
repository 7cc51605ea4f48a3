"""What members last heard of an event that has changed since, while nobody has told them of the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from coproduction.notifications.taking_back import Written, untold, written
from coproduction.schedule import emails
from coproduction.schedule.actions.changes import as_it_was
from coproduction.schedule.models import Change, Place
from coproduction.schedule.queries.arranged import places_uncertain_again
from coproduction.schedule.queries.news import changes_since, has_led_changed
from coproduction.schedule.queries.places import known_before_they_were_asked


def last_heard(behind: Sequence[Place], *, by_message: bool = False) -> dict[int, Mapping[Change, str]]:
    """Return, by place, what was so when its member last heard of the event, of all that has changed since.

    `behind` are the places whose members have not heard of the last change. How to join is never in words.
    With `by_message` nothing is returned of whom no message has reached, as of an answer not confirmed, nor where
    another date that shares the event's roster has changed since.
    """
    if not behind:
        return {}
    by_member: dict[int | None, list[Written]] = defaultdict(list)
    made = min(place.role.event.created_at for place in behind)
    for message in written(list({place.member_id for place in behind}), since=made):
        by_member[message.member_id].append(message)
    heard: dict[int, Mapping[Change, str]] = {}
    read, has_led = cache(changes_since), cache(has_led_changed)  # most heard of it at the same moment
    for place in behind:
        since = _unheard_since(place, by_member[place.member_id], by_message=by_message)
        has_more = by_message and since is not None and has_led(place.event_id, since)
        heard[place.id] = read(place.event_id, since) if since and not has_more else {}
    return heard


def never_heard_of(places: Sequence[Place]) -> set[int]:
    """Return those of the places whose members know nothing of the event yet: the offer waits to be told to them."""
    asking = defaultdict(list)
    for message in untold([place.member_id for place in places]):
        if message.template in (emails.OFFER, emails.DATES) and not message.is_copy:
            asking[message.member_id].append(message.key)
    asked = [place for place in places if any(emails.is_about(place, key) for key in asking[place.member_id])]
    return {place.id for place in asked} - known_before_they_were_asked(asked)


def times_known(behind: Sequence[Place]) -> dict[int, str]:
    """Return, by place, the time that its member knows of the event, where it is not the one that it has now."""
    known = {number: heard.get(Change.TIME, "") for number, heard in last_heard(behind).items()}
    now = {place.id: as_it_was(place.role.event)[Change.TIME] for place in behind}
    return {number: time for number, time in known.items() if time and time != now[number]}


def know_it_as_it_is(places: Sequence[Place], heard: Mapping[int, Mapping[Change, str]]) -> set[int]:
    """Return those of the places whose members know the event as it is now, for it is again as they last heard.

    Not those whom we ask again, and not where something that was arranged is not certain any more.
    """
    uncertain = places_uncertain_again([place.id for place in places]) if places else set()
    return {
        place.id
        for place in places
        if place.id not in uncertain and place.asked_again_at is None and _is_as_heard(place, heard[place.id])
    }


def _is_as_heard(place: Place, heard: Mapping[Change, str]) -> bool:
    now = as_it_was(place.role.event)
    return bool(heard) and all(was == now.get(what) for what, was in heard.items())


def _unheard_since(place: Place, newest_first: Iterable[Written], *, by_message: bool) -> datetime | None:
    """Return since when the member has heard nothing, or None if they have heard all that was told.

    Who answered has seen how it was then, whether or not the answer was confirmed to them.
    """
    since = None
    for message in newest_first:
        if not emails.is_about(place, message.key) or emails.is_more(place, message.key):
            continue
        if message.is_heard:
            return since
        if message.template in emails.CONFIRMATIONS.values():
            break
        since = message.created_at
    return None if by_message else since
