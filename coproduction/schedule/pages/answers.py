"""What somebody said beside their answer, in words; and the page on which an offer is answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coproduction.core.dates import uk_period
from coproduction.schedule import rules
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import AnswerDetail, Event, Place
from coproduction.schedule.words import TO_MEMBERS, WAYS


def said_in_words(detail: AnswerDetail | None, event: Event) -> list[str]:
    """Return what somebody said beside their answer, for whoever sees the answer: all but what they need."""
    way = rules.way_of(detail, event)
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
    return "You do not have this place any more. If you would like to come, please contact us."


def answer_page(place: Place) -> dict[str, Any]:
    """Return what the page on which one offer is answered shows: the event and the answer so far, nothing else."""
    event = place.role.event
    return {
        "event": event,
        "role": place.role,
        "when": uk_period(event.starts_at, event.ends_at),
        "where": place_in_words(event),
        "answer": TO_MEMBERS[place.state],
        "can_step_back": rules.is_live_state(place.state),
    }
