"""What delegates are told about their booking, by email: they are no members. Nothing of what they need is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from config import Group
from coproduction.core.dates import uk_datetime, uk_wall
from coproduction.core.links import absolute_url
from coproduction.notifications.actions import drop_about, send
from coproduction.notifications.models import Message, Recipient
from coproduction.notifications.quiet_hours import reminder
from coproduction.schedule import calendars
from coproduction.schedule.models import Event
from coproduction.schedule.rules import is_cancelled
from coproduction.training.booking_keys import address_of, address_of_host, address_of_team
from coproduction.training.models import BookingState, Delegate, SessionBookings
from coproduction.training.queries.bookings import delegates_of
from coproduction.training.queries.dates import changes_of, dates_in_calendar, dates_with
from coproduction.training.rules.bookings import can_book, hours_to_accept, position_of, takes_place
from coproduction.training.words.dates import other_links, places_in_words, times_in_words

REMINDER = reminder("training/delegate_reminder")
OF_THE_SESSION = ("changed-", "joining-", "reminder-")  # what tells how the session is, in the keys of its messages


def about(delegate: Delegate) -> str:
    """Return how the keys of all messages to a delegate begin.

    Not with their number: that of somebody who was deleted may be given again, and the keys of messages stay.
    """
    return f"delegate-{hashlib.sha256(delegate.seed.encode()).hexdigest()[:16]}-"


def drop_calls(delegate: Delegate, *steps: str, now: datetime) -> None:
    """Drop what waits to be told to a delegate about these steps; without one, all of it."""
    for step in steps or ("",):
        drop_about(f"{about(delegate)}{step}", now=now)


def confirm_asked(delegate: Delegate, *, now: datetime) -> None:
    """Ask whoever booked to confirm that the address is theirs."""
    _send("confirm_booking", delegate, now=now, until=_until(delegate))


def booked_before(delegate: Delegate, *, now: datetime) -> None:
    """Send the link to the booking again, once a day at most: somebody booked with this address a second time."""
    key = f"{about(delegate)}again-{uk_wall(now).date().isoformat()}"
    _send("booked_before", delegate, now=now, key=key, is_confirmed=delegate.confirmed_at is not None)


def place_stands(delegate: Delegate, *, by_us: bool = False, now: datetime) -> None:
    """Tell a delegate who said yes, or for whom we did, that they have a place, or which turn in the line."""
    if delegate.state is BookingState.BOOKED:
        _send("booked", delegate, now=now, calendar=True, by_us=by_us, **_joining(delegate))
    else:
        position = position_of(delegate, delegates_of(delegate.event_id))
        hours = hours_to_accept(now=now)
        _send("in_line", delegate, now=now, by_us=by_us, position=position, hours=hours)


def stands_so(delegate: Delegate, *, now: datetime) -> None:
    """Tell a delegate who is reached otherwise now how their booking stands: by phone only what they have to answer."""
    if delegate.state is BookingState.OFFERED:
        place_free(delegate, now=now)
    elif delegate.email and delegate.state in (BookingState.KEPT, BookingState.ASKED):
        confirm_asked(delegate, now=now)
    elif delegate.email and delegate.state in (BookingState.BOOKED, BookingState.WAITING):
        place_stands(delegate, by_us=True, now=now)


def place_free(delegate: Delegate, *, now: datetime) -> None:
    """Tell the next in line that a place is kept for them, and until when: by phone, how long after the call."""
    until, hours = _until(delegate), hours_to_accept(now=now)
    _send("place_free", delegate, now=now, key=key_of_offer(delegate), until=until, hours=hours)


def key_of_offer(delegate: Delegate) -> str:
    """Return the key with which a delegate is told that a place is kept for them."""
    return f"{about(delegate)}{delegate.moves_made}-place_free"


def offer_lapsed(delegate: Delegate, *, now: datetime) -> None:
    """Tell a delegate that the place which was kept for them went to the next."""
    _send("offer_lapsed", delegate, now=now, can_return=can_book(delegate.bookings, now=now))


def booking_cancelled(delegate: Delegate, *, had_place: bool, by_us: bool = False, now: datetime) -> None:
    """Tell a delegate that they have given up their booking, or that a coordinator has done it for them."""
    can_return = can_book(delegate.bookings, now=now)
    told: dict[str, Any] = {"had_place": had_place, "by_us": by_us, "can_return": can_return}
    _send("booking_cancelled", delegate, now=now, calendar=had_place, **told)


def coming_up(delegate: Delegate, start: datetime, *, now: datetime) -> None:
    """Remind a delegate of the date of their session that begins then, with how to get there or to join."""
    key = f"{about(delegate)}reminder-{start:%Y%m%d%H%M}"
    _send("delegate_reminder", delegate, now=now, key=key, **_joining(delegate))


def session_changed(
    delegates: Sequence[Delegate], *, hurried: Collection[Delegate], off: Event | None = None, now: datetime
) -> None:
    """Tell all who have a place or wait for one the new times and places, once for a change.

    Those who are `hurried` have less time to answer than they were told, and read until when. `off` is one date of the
    session that is called off.
    """
    for delegate in delegates:
        has_place = delegate.state is BookingState.BOOKED
        if not delegate.email:
            drop_calls(delegate, *OF_THE_SESSION, now=now)
        _send(
            "session_changed",
            delegate,
            now=now,
            key=f"{about(delegate)}{_change(_event(delegate), off)}",
            calendar=has_place,
            has_place=has_place,
            can_cancel=takes_place(_event(delegate), now=now),
            until=_until(delegate) if delegate in hurried else "",
            **_joining(delegate),
        )


def joining_changed(delegates: Sequence[Delegate], *, now: datetime) -> None:
    """Tell those with a place what they should know before they come, as it is now, once for a change."""
    for delegate in delegates:
        key = f"{about(delegate)}joining-{now.isoformat()}"
        if not delegate.email:
            drop_calls(delegate, "joining-", "reminder-", now=now)
        _send("joining_changed", delegate, now=now, key=key, calendar=True, **_joining(delegate))


def session_cancelled(delegates: Sequence[Delegate], *, now: datetime) -> None:
    """Tell all who have a place or wait for one that the session will not happen, once."""
    for delegate in delegates:
        has_place = delegate.state is BookingState.BOOKED
        _send(
            "session_cancelled",
            delegate,
            now=now,
            key=f"{about(delegate)}session-cancelled",
            calendar=has_place,
            because=_event(delegate).cancelled_because,
            has_place=has_place,
            is_put_off=delegate.bookings.session.is_put_off,
            courses=absolute_url("training_public.list_courses"),
        )


def about_host(bookings: SessionBookings) -> str:
    """Return how the keys of all messages to the host of a session begin."""
    return f"host-{bookings.event_id}-"


def hosting(bookings: SessionBookings, *, now: datetime) -> None:
    """Send the host the link to their own page, and the one for their team."""
    page, team = address_of_host(bookings), address_of_team(bookings)
    _send_host("hosting", bookings, key=now.isoformat(), now=now, page=page, team=team)


def hosted_changed(bookings: SessionBookings, *, off: Event | None = None, now: datetime) -> None:
    """Tell the host the new times and places of the session, once for a change. `off` is one date called off."""
    key = _change(bookings.session.event, off)
    _send_host("hosted_changed", bookings, key=key, now=now, page=address_of_host(bookings))


def hosted_cancelled(bookings: SessionBookings, *, now: datetime) -> None:
    """Tell the host that the session will not happen, or not on this day, once."""
    _send_host(
        "hosted_cancelled",
        bookings,
        key="session-cancelled",
        now=now,
        because=bookings.session.event.cancelled_because,
        is_put_off=bookings.session.is_put_off,
        courses=absolute_url("training_public.list_courses"),
    )


def _change(event: Event, off: Event | None) -> str:
    """Return how the key ends of what is told of a change of the session, or of one date that is called off."""
    return f"date-off-{off.id}" if off else f"changed-{changes_of(event)}"


def _send_host(template: str, bookings: SessionBookings, *, key: str, now: datetime, **values: Any) -> None:
    dates = dates_with(bookings.session.event)
    send(
        f"training/{template}",
        Recipient.by_email(bookings.host_name, bookings.host_email),
        key=f"{about_host(bookings)}{key}",
        now=now,
        name=bookings.host_name or "host",
        title=bookings.session.event.title,
        when=times_in_words(dates),
        where=places_in_words(dates),
        **values,
    )


def calendar_of(delegate: Delegate, *, now: datetime) -> str:
    """Return the session as a calendar file for the delegate: without how to join unless they have a place."""
    return calendars.file_of(_entries(delegate, now=now), site=_site())


def _entries(delegate: Delegate, *, now: datetime) -> list[calendars.Entry]:
    """Return each date of the session as it stands in the delegate's calendar."""
    return [_entry(delegate, date, now=now) for date in dates_in_calendar(_event(delegate))]


def _entry(delegate: Delegate, event: Event, *, now: datetime) -> calendars.Entry:
    group = _group()
    page, is_coming = address_of(delegate), delegate.state is BookingState.BOOKED
    is_off = is_cancelled(event) or is_cancelled(_event(delegate)) or not is_coming
    joining = f"Join online: {event.joining_link}" if event.joining_link and not is_off else ""
    notes = "" if is_off else delegate.bookings.joining_notes
    return calendars.entry_of(
        event,
        status=calendars.CANCELLED if is_off else "CONFIRMED",
        sequence=event.sequence + delegate.moves_made,
        url=page,
        organiser=calendars.organiser_of(calendars.Publisher(_site(), group.name, group.email)),
        now=now,
        words="\n\n".join(filter(None, (joining, notes, f"See or change your booking: {page}"))),
    )


def _send(
    template: str, delegate: Delegate, *, now: datetime, key: str = "", calendar: bool = False, **values: Any
) -> Message | None:
    """Tell a delegate something, once for each step of their booking unless there is another `key`."""
    event = _event(delegate)
    dates, entries = dates_with(event), _entries(delegate, now=now) if calendar else []
    return send(
        f"training/{template}",
        Recipient(name=delegate.name, email=delegate.email, phone=delegate.phone),
        key=key or f"{about(delegate)}{delegate.moves_made}-{template}",
        now=now,
        calendar=calendars.file_of(entries, site=_site()) if entries else None,
        calendar_method=calendars.method_of(entries),
        name=delegate.name,
        title=event.title,
        when=times_in_words(dates),
        where=places_in_words(dates),
        page=address_of(delegate),
        **values,
    )


def _joining(delegate: Delegate) -> dict[str, Any]:
    """Return how to get there or to join, which only those with a place are told."""
    if delegate.state is not BookingState.BOOKED:
        return {"joining_link": "", "joining_phone": "", "joining_notes": ""}
    event = _event(delegate)
    return {
        "joining_link": event.joining_link,
        "joining_phone": event.joining_phone,
        "joining_notes": "\n\n".join(filter(None, (delegate.bookings.joining_notes, *other_links(dates_with(event))))),
    }


def _until(delegate: Delegate) -> str:
    return uk_datetime(delegate.answer_by) if delegate.answer_by else ""


def _event(delegate: Delegate) -> Event:
    return delegate.bookings.session.event


def _group() -> Group:
    group: Group = current_app.config["SETTINGS"].group
    return group


def _site() -> str:
    return urlsplit(absolute_url("training_public.list_courses")).hostname or "localhost"
