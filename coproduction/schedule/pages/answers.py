"""What somebody said beside their answer, in words; and the page on which an offer is answered."""

from __future__ import annotations

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
