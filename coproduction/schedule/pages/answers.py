"""What somebody said beside their answer, in words; and the page on which an offer is answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coproduction.core.dates import uk_datetime, uk_period, uk_wall
from coproduction.schedule import rules
from coproduction.schedule.actions.details import NOTHING_MORE, AnswerDetails
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import AnswerDetail, Event, EventRole, Place, PlaceState
from coproduction.schedule.pages.dates import words_of_others
from coproduction.schedule.queries import waiting
from coproduction.schedule.queries.arranged import is_to_be_checked_again
from coproduction.schedule.queries.places import went_to_somebody_else
from coproduction.schedule.words import (
    CHECKED_AGAIN,
    KEPT,
    TO_MEMBERS,
    WAYS,
    WENT_TO_SOMEBODY_ELSE,
    answered,
    asked_until_in_words,
    rule_of_list,
)


def said_in_words(detail: AnswerDetail | None, event: Event) -> list[str]:
    """Return what somebody said beside their answer, for whoever sees the answer: all but what they need."""
    way = rules.way_of(detail, event)
    if lost := rules.lost_way(detail, event):
        words = [f"{WAYS[lost]}, but that is no longer possible."]
    else:
        words = [f"{WAYS[way]}."] if way and (detail or len(rules.ways_of(event)) > 1) else []
    if detail and detail.with_supporter:
        words.append("With a supporter or an assistant.")
    if detail and detail.may_leave_early:
        words.append("Might need to leave early.")
    return words


def all_said(detail: AnswerDetail | None, event: Event) -> list[str]:
    """Return all that a member said beside their answer, what they need this time too, for themselves to see."""
    needs = [f"Different this time: {detail.needs}"] if detail and detail.needs else []
    return [*said_in_words(detail, event), *needs]


def would_wait(place: Place) -> bool:
    """Say whether a yes to this place, where there is a waiting list, would join the list, because all is taken."""
    has_room = rules.has_room(place.role, waiting.number_taken(place.role, but=place))
    return place.state not in rules.SEATED and not has_room


def taken_in_words(place: Place, *, is_new: bool, details: AnswerDetails = NOTHING_MORE) -> str:
    """Return what a member is told when an answer was taken. Who keeps a place open is told until when, each time.

    `details` are what they said beside it.
    """
    if rules.is_kept(place) and place.offer_ends_at:
        return KEPT.format(uk_datetime(place.offer_ends_at))
    return " ".join(filter(None, (answered(place.state, is_new=is_new), checked_again(place, details))))


def checked_again(place: Place, details: AnswerDetails, *, whom: str = "you need") -> str:
    """Say that what was booked for their words on what is different is looked at again; nothing if they wrote none."""
    return CHECKED_AGAIN.format(whom) if details.needs and is_to_be_checked_again(place) else ""


def turn_in_words(place: Place, role: EventRole) -> str:
    """Say where a place in the role stands in its waiting list, until when it is kept, or by when to answer."""
    if until := rules.asked_until(place):
        words = asked_until_in_words(until, is_kept=role.is_open)
        return f"You waited for this place. {words}" if role.is_open else words
    if place.state is PlaceState.HELD and rules.is_standby(role):
        return STANDING_BY
    if place.state is PlaceState.WAITING:
        return f"You are number {waiting.position_of(place)} on the waiting list."
    return ""


STANDING_BY = "You are standing by. We tell you if somebody cannot come and we need you."
NEVER_WORKED = "If you copied the link, check that you copied all of it."


def closed_because(place: Place, *, now: datetime) -> str:
    """Say why nobody can answer by the link to this place any more. Which event it is, is not said."""
    event = place.role.event
    if rules.is_cancelled(event):
        return "The event has been cancelled."
    if not rules.can_change(event) or event.starts_at <= now:
        return "The event has started, or it is over."
    if not rules.is_open_for_answers(event, now=now):
        return "The event is being changed, and takes no answers now."
    if went_to_somebody_else(place):
        return WENT_TO_SOMEBODY_ELSE
    return "You do not have this place any more. If you would like to come, please contact us."


def answer_page(place: Place, *, now: datetime) -> dict[str, Any]:
    """Return what the page on which one offer is answered shows: the event and the answer so far, nothing else.

    Where there is a waiting list: its rule, whether the member would join it, and where they stand in it.
    """
    event, has_list = place.role.event, rules.has_waiting_list(place.role)
    return {
        "rule": rule_of_list(waiting.hours_of(place.role, on=uk_wall(now).date())) if has_list else "",
        "would_wait": has_list and would_wait(place),
        "is_waiting": place.state is PlaceState.WAITING,
        "turn": turn_in_words(place, place.role),
        "is_asked": rules.waits_for_answer(place),
        "is_alone": rules.is_alone_in(place.role),
        "event": event,
        "role": place.role,
        "when": uk_period(event.starts_at, event.ends_at),
        "where": place_in_words(event),
        "also": words_of_others(event),
        "answer": TO_MEMBERS[place.state],
        "can_step_back": rules.is_live_state(place.state),
    }
