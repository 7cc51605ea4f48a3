"""A member's calendar as a file: all of it behind its private address, or one event to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from flask import current_app

from coproduction.core.links import absolute_url
from coproduction.members.models import Member
from coproduction.members.rules import ENDED
from coproduction.schedule.calendars import CANCELLED, Entry, Publisher, calendar_of, place_in_words, standing_of
from coproduction.schedule.feed_keys import address_of, seed_in
from coproduction.schedule.models import EventFormat, EventState, PlaceState
from coproduction.schedule.queries import feeds as queries
from coproduction.schedule.queries.events import find_event
from coproduction.schedule.rules import COMING
from coproduction.schedule.words import ASKED_AGAIN, TO_MEMBERS


class AddressPage(NamedTuple):
    """A member's calendar address, and the same for a link that opens their calendar program; both '' without one."""

    address: str
    opens_program: str
    made_at: datetime | None


def address_page(viewer: Member) -> AddressPage:
    """Return the viewer's own calendar address."""
    feed = queries.feed_of(viewer)
    if feed is None:
        return AddressPage("", "", None)
    address = address_of(feed)
    return AddressPage(address, f"webcal:{address.partition(':')[2]}", feed.made_at)


class OpenCalendar(NamedTuple):
    """Whose calendar a key opened, and a tag that stays the same as long as every byte of it does."""

    member_id: int
    tag: str


def open_calendar(key: str, *, now: datetime) -> OpenCalendar | None:
    """Return the calendar that a key opens, at the cost of one statement; None once it opens nothing any more."""
    seed = seed_in(key)
    opened = queries.opened_by(seed, now=now) if seed else None
    if opened is None or opened.state in ENDED:
        return None
    hangs_on = f"{_manner(_publisher(), _event_page())} {opened.member_id} {opened.stamps}"
    return OpenCalendar(opened.member_id, hashlib.sha256(hangs_on.encode()).hexdigest()[:32])


def whole_calendar(member_id: int, *, now: datetime) -> str:
    """Return what a calendar program reads: the events of whoever opened it with their key."""
    return _written(queries.entries_of(member_id, now=now), member_id, publisher=_publisher(), page=_event_page())


def event_file(event_id: int, *, viewer: Member, now: datetime) -> str | None:
    """Return one event to keep in a calendar, with the viewer's own answer; None if they may not know of it."""
    event = find_event(event_id, viewer=viewer)
    if event is None:
        return None
    mine = queries.places_for_file(event_id, viewer=viewer, now=now)
    page = _event_page()
    entry = _entry(mine, page=page) if mine else _without_a_part(event, page=page)
    return calendar_of([entry], owner=_owner(viewer.id, _publisher()), publisher=_publisher())


def _written(rows: Sequence[Any], member_id: int, *, publisher: Publisher, page: str) -> str:
    return calendar_of(_entries(rows, page), owner=_owner(member_id, publisher), publisher=publisher)


def _entries(rows: Sequence[Any], page: str) -> Iterator[Entry]:
    for _event_id, places in groupby(rows, key=attrgetter("id")):
        own = list(places)
        if _counts(own).is_shown:
            yield _entry(own, page=page)


def _counts(own: Sequence[Any]) -> Any:
    """Return the place that says how somebody stands in an event: the live one, or else the one that moved last."""
    return max(own, key=lambda row: (row.is_live, row.moved_at))


def _entry(own: Sequence[Any], *, page: str) -> Entry:
    """Return an event as it stands in the calendar of somebody with these places in it.

    Every answer and every change raises SEQUENCE, so that a calendar takes the newest.
    """
    row = _counts(own)
    standing = standing_of(row.state, row.my_state, is_asked_again=row.asked_again_at is not None)
    return Entry(
        event_id=row.id,
        title=f"Cancelled: {row.title}" if row.state == EventState.CANCELLED else row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        where=place_in_words(row),
        words=_words(row, f"{page}{row.id}"),
        url=f"{page}{row.id}",
        status=standing.status,
        takes_time=standing.takes_time,
        sequence=row.sequence + sum(each.moves_made for each in own),
        changed_at=max(row.changed_at, row.moved_at),
        part=standing.part,
    )


def _words(row: Any, url: str) -> str:
    """Return what a calendar says of an event. How to join is told to those who are shown it on the event's page."""
    is_on, link, phone = row.state != EventState.CANCELLED, row.joining_link, row.joining_phone
    is_coming = is_on and row.my_state in COMING
    said = [
        _answer(row) if is_on else f"This event is cancelled. {row.cancelled_because}".rstrip(),
        row.summary,
        f"Join online: {link}" if is_coming and link else "",
        f"Join by phone: {phone}" if is_coming and phone else "",
        f"See more, or change your answer: {url}",
    ]
    return "\n\n".join(filter(None, said))


def _answer(row: Any) -> str:
    return ASKED_AGAIN.words if row.asked_again_at else f"{TO_MEMBERS[row.my_state].words}."


def _without_a_part(event: Any, *, page: str) -> Entry:
    """Return an event as it stands in the calendar of somebody who has no part in it."""
    is_cancelled = event.state is EventState.CANCELLED
    return Entry(
        event_id=event.id,
        title=f"Cancelled: {event.title}" if is_cancelled else event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        where=place_in_words(event),
        words="\n\n".join(filter(None, [event.summary, f"See more: {page}{event.id}"])),
        url=f"{page}{event.id}",
        status=CANCELLED if is_cancelled else "CONFIRMED",
        takes_time=False,
        sequence=event.sequence,
        changed_at=event.changed_at,
    )


def _publisher() -> Publisher:
    settings = current_app.config["SETTINGS"]
    return Publisher(urlsplit(settings.site_url).hostname or "localhost", settings.group.name, settings.group.email)


def _event_page() -> str:
    """Return what the address of each event's page begins with: to work one out takes longer than to write an event."""
    return absolute_url("schedule.show_event", event_id=0).removesuffix("0")


@lru_cache(maxsize=256)
def _owner(member_id: int, publisher: Publisher) -> str:
    """Return what stands for the member among those who take part: no name and no email address, in case it leaks."""
    return uuid5(NAMESPACE_URL, f"https://{publisher.site}/members/{member_id}").urn


@lru_cache(maxsize=2)
def _manner(publisher: Publisher, page: str) -> str:
    """Return a digest of how calendars are written now: with a new release's words, they are read again."""
    moment = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
    sample = SimpleNamespace(
        title="Title", summary="Summary", venue="Venue", joining_link="Link", joining_phone="Phone",
        cancelled_because="Reason", starts_at=moment, ends_at=moment, changed_at=moment, moved_at=moment,
        sequence=0, moves_made=0, is_live=1, is_shown=1, asked_again_at=None,
    )  # fmt: skip
    rows = [
        SimpleNamespace(**{**vars(sample), **values, "id": number})
        for number, values in enumerate(
            {"state": state, "my_state": mine, "format": where, "asked_again_at": asked}
            for state in EventState
            for mine in PlaceState
            for where in EventFormat
            for asked in (None, moment)
        )
    ]
    return hashlib.sha256(_written(rows, 0, publisher=publisher, page=page).encode()).hexdigest()
