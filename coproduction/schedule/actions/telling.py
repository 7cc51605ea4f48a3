"""Telling members what is so now, once: what waits about it and is no longer so is taken back first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple

from coproduction.members.queries.members import lock_members
from coproduction.notifications.mailing import Hears
from coproduction.notifications.taking_back import Untold, take_back, untold
from coproduction.schedule import emails, rules
from coproduction.schedule.actions.hearing import know_it_as_it_is, last_heard, times_known
from coproduction.schedule.comings import tell_more_anew
from coproduction.schedule.models import LIVE_STATES, Event, Place, PlaceState
from coproduction.schedule.queries import people
from coproduction.schedule.queries.answers import lost_ways
from coproduction.schedule.queries.linked import events_led_by
from coproduction.schedule.queries.management import live_places
from coproduction.schedule.queries.places import known_before_they_were_asked, places_numbered


@dataclass(slots=True)
class Old:
    """What waited to be told about one place and was taken back, and whether copies of it waited as well.

    `has_more`: what another room was to tell its member about the event was taken back too.
    """

    templates: set[str] = field(default_factory=set)
    in_copies: bool = False
    has_more: bool = False

    @property
    def is_unheard_offer(self) -> bool:
        """Say whether the member has not heard yet that we ask them to take the place."""
        return not self.templates.isdisjoint((emails.OFFER, emails.DATES))

    @property
    def is_unheard_change(self) -> bool:
        """Say whether the member has not heard yet of a change before this one."""
        return not self.templates.isdisjoint(emails.CHANGES)


class Known(NamedTuple):
    """Whether a member has heard of an event at all, and the time that they know, if that is not the last one."""

    is_heard_of: bool
    time: str


def forget_what_waits(place: Place, *, now: datetime, leaves: bool) -> Known:
    """Take back all that waits to be told about the place, because something newer is told.

    What waits about several dates is told without this one. What other rooms tell of the event, such as its papers,
    waits on unless the member `leaves`. Returns what the member knows of the event.
    """
    old, several = _take_back([place], but_more=not leaves, now=now)
    times = times_known([place] if old[place.id].templates else [])
    _tell_the_rest(several, but=[place], now=now)
    is_heard_of = not old[place.id].is_unheard_offer or place.id in known_before_they_were_asked([place])
    return Known(is_heard_of, times.get(place.id, ""))


def tell_of_changes(moved: Mapping[Event, bool], *, now: datetime) -> None:
    """Tell everybody with a part in these events, which have changed, how they are now: each person once.

    `moved` says of each event whether its times changed: then whoever cannot be there is asked again. Whoever has yet
    to hear of an offer hears of it as it is now, and of nothing else. Whoever has yet to hear of a change that is taken
    back now hears nothing.
    """
    places = [place for event in moved for place in live_places(event)]
    old, several = _take_back(places, now=now)
    for event, is_moved in moved.items():
        _ask_again(event, [place for place in places if place.event_id == event.id], is_moved=is_moved, now=now)
    behind = [place for place in places if old[place.id].is_unheard_change]
    same = know_it_as_it_is(behind, last_heard(behind, by_message=True))
    fresh = _offer_afresh(places, old, now=now)
    fresh |= _tell_the_rest(several, but=[place for place in places if place.id in same], now=now)
    told = [place for place in places if place.id not in fresh and place.id not in same]
    emails.changed(told, now=now, behind={place.id for place in behind})
    readers = [place for place in places if place.id in fresh | same and _only_readers_heard(place, old)]
    emails.changed(readers, now=now, is_for=Hears.READERS_OF_COPIES)
    for place in places:
        if old[place.id].has_more:
            tell_more_anew(place, now=now)


def tell_of_cancellation(event: Event, *, is_put_off: bool, now: datetime) -> None:
    """Tell everybody with a part in the event that it will not happen, except who has yet to hear that it would.

    If it is put off, they read that it may come on another day.
    """
    places = live_places(event)
    old, several = _take_back(places, now=now)
    times = times_known([place for place in places if old[place.id].templates])
    _tell_the_rest(several, but=places, now=now)
    unheard = [place for place in places if old[place.id].is_unheard_offer]
    known = known_before_they_were_asked(unheard)
    never = {place.id for place in unheard if place.id not in known}
    tell = partial(emails.event_cancelled, is_put_off=is_put_off, now=now)
    tell([place for place in places if place.id not in never], heard=times)
    readers = [place for place in places if place.id in never and not old[place.id].in_copies]
    tell(readers, heard={}, is_for=Hears.READERS_OF_COPIES)


def _take_back(
    places: Sequence[Place], *, now: datetime, but_more: bool = False
) -> tuple[dict[int, Old], list[Untold]]:
    """Take back what waits about these places; return it by place, and the messages about several places apart.

    With `but_more` what other rooms tell of the event waits on.
    """
    by_member: dict[int | None, list[Place]] = defaultdict(list)
    for place in places:
        by_member[place.member_id].append(place)

    def about(message: Untold) -> list[Place]:
        return [
            place
            for place in by_member[message.member_id]
            if emails.is_about(place, message.key) and not (but_more and emails.is_more(place, message.key))
        ]

    member_ids = list({place.member_id for place in places})
    if not _lock_who_is_to_be_told(member_ids):
        return {place.id: Old() for place in places}, []
    old, several = {place.id: Old() for place in places}, []
    for message in take_back(member_ids, lambda message: bool(about(message)), now=now):
        for place in about(message):
            _note(old[place.id], message, is_more=emails.is_more(place, message.key))
        if emails.places_in(message.key):
            several.append(message)
    return old, several


def _note(old: Old, message: Untold, *, is_more: bool) -> None:
    if is_more:
        old.has_more = True
    elif message.is_copy:
        old.in_copies = True
    else:
        old.templates.add(message.template)


def _lock_who_is_to_be_told(member_ids: Sequence[int]) -> bool:
    """Say whether anything waits to be told to these members.

    Nobody answers meanwhile for a member to whom one message about several dates is to be told: they are locked.
    """
    waiting = untold(member_ids)
    if several := _told_of_several(waiting):
        lock_members(several)
    return bool(waiting)


def lock_who_hears(told: Collection[int], *, besides: Collection[int] = ()) -> None:
    """Lock those of the members to be `told` for whom something about several dates waits, as `forget_what_waits` does.

    At once, before any of them is told, because everybody locks members in the order of their ids: whoever locks others
    `besides` names them.
    """
    if several := _told_of_several(untold(list(told))) if told else set():
        lock_members({*several, *besides})


def _told_of_several(waiting: Iterable[Untold]) -> set[int]:
    return {message.member_id for message in waiting if message.member_id and emails.places_in(message.key)}


def _ask_again(event: Event, places: Sequence[Place], *, is_moved: bool, now: datetime) -> None:
    """Ask those again who cannot be there at its time, and those who cannot take part as they said they would.

    A clash counts when the time is new, and where we asked about it before: one that a coordinator allowed does not.
    """
    lost = lost_ways(places)
    clashing: set[int] = set()
    if is_moved or any(place.asked_again_at for place in places):
        for date in (event, *events_led_by(event)):
            clashing |= people.members_who_clash(date, date.starts_at, end=date.ends_at)
    for place in places:
        clashes = place.member_id in clashing and (is_moved or place.asked_again_at is not None)
        if not clashes and place.id not in lost:
            place.asked_again_at = None
        elif is_moved or place.asked_again_at is None:
            place.asked_again_at = now


def _offer_afresh(places: Sequence[Place], old: Mapping[int, Old], *, now: datetime) -> set[int]:
    """Make the offers anew of which their members have not heard, and return the places."""
    offered = [place for place in places if place.state is PlaceState.OFFERED]
    asked = [place for place in offered if emails.OFFER in old[place.id].templates]
    free = [place for place in offered if emails.PLACE_FREE in old[place.id].templates]
    for place in (*asked, *free):
        place.moves_made += 1
    emails.places_offered(asked, now=now)
    for place in free:
        emails.place_free(place, now=now)
    return {place.id for place in (*asked, *free)}


def _tell_the_rest(several: Sequence[Untold], *, but: Sequence[Place], now: datetime) -> set[int]:
    """Tell anew what was to be told of several places, as far as it is still so, and return those places.

    `but` are places of which something else is told.
    """
    told: set[int] = set()
    copies = [message for message in several if message.is_copy]
    for message in several:
        if message.is_copy:
            continue
        places = _still_to_be_told(message, but=but, now=now)
        in_copies = any(copy.key.startswith(message.key) for copy in copies)
        emails.SEVERAL[message.template](places, now=now, is_for=Hears.ALL if in_copies else Hears.THE_PERSON)
        told |= {place.id for place in places}
    return told


def _still_to_be_told(message: Untold, *, but: Sequence[Place], now: datetime) -> list[Place]:
    done = {place.id for place in but}
    states = (PlaceState.OFFERED,) if message.template == emails.DATES else LIVE_STATES
    return [
        place
        for place in places_numbered(emails.places_in(message.key))
        if place.id not in done and place.state in states and rules.is_open_for_answers(place.role.event, now=now)
    ]


def _only_readers_heard(place: Place, old: Mapping[int, Old]) -> bool:
    """Say whether the member has just been asked anew by a message of which no copies go, as they had theirs."""
    before = old[place.id]
    return not before.in_copies and before.templates.isdisjoint((emails.OFFER, emails.PLACE_FREE))
