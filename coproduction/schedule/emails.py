"""What members and coordinators are told about places and events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import current_app
from sqlalchemy import ColumnElement, String, cast

from config import Group
from coproduction.accounts.models import Account
from coproduction.core.dates import uk_datetime
from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.mailing import Letter, send_many
from coproduction.notifications.models import Message, Recipient
from coproduction.notifications.rendering import own_mark
from coproduction.schedule import calendars
from coproduction.schedule.answer_links import token_for, token_for_question
from coproduction.schedule.models import CallRequest, Event, NeedsMet, Place, PlaceState, Turn
from coproduction.schedule.rules import can_answer

CONFIRMATIONS: Mapping[PlaceState, str] = {
    PlaceState.HELD: "schedule/place_held",
    PlaceState.INTERESTED: "schedule/put_forward",
    PlaceState.WAITING: "schedule/waiting",
    PlaceState.TENTATIVE: "schedule/not_sure",
    PlaceState.DECLINED: "schedule/said_no",
    PlaceState.STEPPED_BACK: "schedule/stepped_back",
    PlaceState.RELEASED: "schedule/stepped_back",
}
OFFER = "schedule/place_offered"
DATES = "schedule/dates_offered"
# The links that open the page of an offer with an answer chosen.
ANSWER_LINKS: Mapping[str, str] = {"answer_yes": "yes", "answer_not_sure": "not sure", "answer_no": "no"}
PLACE_FREE = "schedule/place_free"


def key_of(place: Place, template: str) -> str:
    """Return the key of the message about the place as it stands now."""
    return f"place-{place.id}-{place.moves_made}-{template}-{place.member_id}"


def key_of_offer() -> ColumnElement[str]:
    """Return the same key, of the offer of each place, as a part of a statement."""
    number, moves, member = (cast(column, String) for column in (Place.id, Place.moves_made, Place.member_id))
    return "place-" + number + "-" + moves + f"-{OFFER}-" + member


def answer_confirmed(place: Place, *, now: datetime, answered_by: str = "") -> None:
    """Confirm the member's answer to them, with a calendar file. `answered_by` is the supporter who answered."""
    _to_member(CONFIRMATIONS[place.state], place, now=now, answered_by=answered_by)


def place_offered(place: Place, *, now: datetime) -> None:
    """Ask the member to take the place."""
    _to_member(OFFER, place, now=now)


def places_offered(places: Sequence[Place], *, now: datetime) -> None:
    """Ask many members to take the places, all in one event."""
    _to_many(OFFER, places, now=now, key=lambda place: key_of(place, OFFER))


def key_of_reminder(place: Place, turn: Turn) -> str:
    """Return the key of the reminder about the place, of the event at the time that it has."""
    start = place.role.event.starts_at.astimezone(UTC)
    return f"{reminders_about(place.role.event, place)}{turn}-{start:%Y%m%d%H%M}-{place.member_id}"


def reminders_about(event: Event, place: Place | None = None) -> str:
    """Return how the keys begin of all reminders of the event, or of one place in it."""
    return f"reminder-{event.id}-{place.id}-" if place else f"reminder-{event.id}-"


def coming_up(places: Sequence[Place], turn: Turn, *, now: datetime) -> None:
    """Remind those who come of the event."""
    _to_many("schedule/coming_up", places, now=now, key=lambda place: key_of_reminder(place, turn))


def answers_wanted(places: Sequence[Place], turn: Turn, *, now: datetime) -> None:
    """Ask those again who have not said yes or no."""
    _to_many("schedule/answer_wanted", places, now=now, key=lambda place: key_of_reminder(place, turn))


def place_free(place: Place, *, now: datetime) -> None:
    """Offer a free place to the next on the waiting list, for a time."""
    _to_member(PLACE_FREE, place, now=now)


def offer_lapsed(place: Place, *, now: datetime) -> None:
    """Tell the member that the time to take the place is over, and that they can join the list again."""
    _to_member("schedule/offer_lapsed", place, now=now)


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
        links={f"answer_{place.event_id}": _answer_page(place) for place in places},
        links_in_copies={
            f"answer_{place.event_id}": absolute_url("schedule.show_supported_place", place_id=place.id)
            for place in places
        },
        calendar=calendars.file_of([_entry(place, now=now) for place in places], site=_site()),
    )


def _answer_page(place: Place) -> str:
    return absolute_url("schedule_public.answer_from_email", token=token_for(place))


def place_released(place: Place, *, now: datetime) -> None:
    """Tell the member, with thanks, that they are not needed this time."""
    _to_member("schedule/place_released", place, now=now)


def event_changed(places: Sequence[Place], *, now: datetime) -> None:
    """Tell everybody with a part in the event its new time or place."""
    _to_many("schedule/event_changed", places, now=now, key=_key_of_change)


def event_clashes(places: Sequence[Place], *, now: datetime) -> None:
    """Tell those who are elsewhere, or away, at the event's new time, and ask them again."""
    _to_many("schedule/event_clashes", places, now=now, key=_key_of_change)


def _key_of_change(place: Place) -> str:
    event = place.role.event
    return f"event-{event.id}-{event.sequence}-schedule/event_changed-{place.member_id}"


def event_cancelled(places: Sequence[Place], *, now: datetime) -> None:
    """Tell everybody with a part in the event that it will not happen."""
    template = "schedule/event_cancelled"
    _to_many(
        template, places, now=now, key=lambda place: f"event-{place.event_id}-cancelled-{template}-{place.member_id}"
    )


def place_given_up(place: Place, *, now: datetime, answered_by: str = "") -> None:
    """Tell the coordinator that a member stepped back, so that the search for somebody else can start.

    `answered_by` is the supporter who said so.
    """
    event = place.role.event
    send(
        "schedule/place_given_up",
        _organiser(event),
        key=f"place-{place.id}-{place.moves_made}-given-up",
        now=now,
        organiser=event.organiser.name,
        event=event,
        role=place.role,
        member=place.member.known_as,
        answered_by=answered_by,
        roster=absolute_url("rosters.show_roster", event_id=event.id),
    )


def call_asked(call: CallRequest, *, now: datetime) -> None:
    """Ask the organiser to ring a member, or to see that somebody does."""
    event = call.place.role.event
    send(
        "schedule/call_asked",
        _organiser(event),
        key=f"call-{call.id}",
        now=now,
        organiser=event.organiser.name,
        event=event,
        member=call.place.member.known_as,
        call=absolute_url("rosters.show_call", call_id=call.id),
    )


def _organiser(event: Event) -> Recipient:
    """Return who looks after the event: its organiser, or the whole group's address when they are no longer here."""
    group: Group = current_app.config["SETTINGS"].group
    return _coordinator(event.organiser, group)


def _coordinator(account: Account, group: Group) -> Recipient:
    return Recipient.by_email(account.name, account.email if account.is_active else group.email)


def arrangements_unconfirmed(event: Event, owner: Account, *, number: int, now: datetime) -> Message | None:
    """Warn whoever looks after them how many arrangements are not confirmed. Whose and which they are is not said.

    Once for each time that the event has had; None when they were warned before.
    """
    return send(
        "schedule/arrangements_unconfirmed",
        _coordinator(owner, current_app.config["SETTINGS"].group),
        key=f"event-{event.id}-{event.sequence}-unconfirmed-{owner.id}",
        now=now,
        owner=owner.name,
        event=event,
        number=number,
        page=absolute_url("schedule_staff.show_arrangements", event_id=event.id),
    )


def asked_whether_met(question: NeedsMet, *, now: datetime) -> Message | None:
    """Ask a member once whether they had what they needed at an event. What that was is not said."""
    member = question.member
    if member is None:
        return None
    token = token_for_question(question.id, member.id)
    return send(
        "schedule/asked_whether_met",
        recipient_of(member),
        key=f"needs-met-{question.event_id}-{member.id}",
        now=now,
        private=True,
        name=member.known_as,
        event=question.event,
        answer=absolute_url("schedule_public.answer_needs_met", token=token),
    )


def _to_member(template: str, place: Place, *, now: datetime, answered_by: str = "") -> None:
    """Tell the member. In a copy, links lead to the supporter's own pages: the member's own would answer as them."""
    letter = _letter(place, key=key_of(place, template), now=now)
    values: dict[str, Any] = {**letter.names, **letter.links, **_common(place, answered_by=answered_by)}
    send(
        template,
        letter.to,
        key=letter.key,
        now=now,
        calendar=letter.calendar,
        calendar_method=letter.calendar_method,
        for_copies=letter.links_in_copies,
        **values,
    )


def _to_many(template: str, places: Sequence[Place], *, now: datetime, key: Callable[[Place], str]) -> None:
    """Tell many members of one event the same, each with their own name and links, together where it reads alike."""
    alike: dict[tuple[int, bool], list[Place]] = defaultdict(list)
    for place in places:
        alike[place.role_id, can_answer(place)].append(place)
    for group in alike.values():
        letters = [_letter(place, key=key(place), now=now) for place in group]
        send_many(template, letters, now=now, **_common(group[0]))


def _letter(place: Place, *, key: str, now: datetime) -> Letter:
    """Return what is one member's own in a message about their place."""
    entry = _entry(place, now=now)
    supporters_page = absolute_url("schedule.show_supported_place", place_id=place.id)
    answer = _answer_page(place)
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
        calendar=calendars.file_of([entry], site=_site()),
        calendar_method=calendars.method_for(entry.status),
    )


def _common(place: Place, *, answered_by: str = "") -> dict[str, Any]:
    """Return what reads alike for all who have such a place in the event."""
    event = place.role.event
    return {
        "answered_by": answered_by,
        "until": uk_datetime(place.offer_ends_at) if place.offer_ends_at else "",
        "event": event,
        "role": place.role,
        "when": calendars.when_in_words(event),
        "where": calendars.place_in_words(event),
        "can_answer": can_answer(place),
    }


def _entry(place: Place, *, now: datetime) -> calendars.Entry:
    """Return the event for the member's own calendar; each answer raises SEQUENCE, so that the newest counts."""
    event: Event = place.role.event
    return calendars.entry_of(
        event,
        status=calendars.status_for(event, place.state),
        sequence=event.sequence + place.moves_made,
        url=absolute_url("schedule.show_event", event_id=event.id),
        now=now,
    )


def _site() -> str:
    return urlsplit(absolute_url("schedule.list_events")).hostname or "localhost"
