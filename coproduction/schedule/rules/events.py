"""What can be done about an event in its state, and until when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement

from coproduction.core.database import is_one_of
from coproduction.core.refusals import Refusal
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, EventState


def is_published(event: type[Event] = Event) -> ColumnElement[bool]:
    """Return the condition for events that are published, in words that the index of these is found by.

    Were the word a parameter, SQLite would plan the statement anew each time that it runs.
    """
    return is_one_of(event.state, (EventState.PUBLISHED,))


def is_open_for_answers(event: Event, *, now: datetime) -> bool:
    """Say whether members can still answer: published, and not started."""
    return event.state is EventState.PUBLISHED and event.starts_at > now


def can_change(event: Event) -> bool:
    """Say whether the event can still be changed: it is neither cancelled nor over."""
    return event.state in (EventState.DRAFT, EventState.PUBLISHED)


def is_cancelled(event: Event) -> bool:
    """Say whether the event will not happen."""
    return event.state is EventState.CANCELLED


def can_publish(event: Event) -> bool:
    """Say whether the event is a draft that members could be shown."""
    return event.state is EventState.DRAFT


def can_cancel(event: Event, *, now: datetime) -> bool:
    """Say whether the event can still be cancelled: it has neither been cancelled nor started.

    A draft whose day is over can: nobody came, for nobody knew of it.
    """
    return can_change(event) and (event.starts_at > now or can_publish(event))


def can_invite(event: Event) -> bool:
    """Say whether publishing can ask everybody: a kind that all may know of and like to join, with an open role."""
    policy = policy_of(event)
    return policy.seen_by_all and policy.interest is not None and any(role.is_open for role in event.roles)


def can_ask(event: Event, *, now: datetime) -> bool:
    """Say whether everybody can be asked who has not been asked yet."""
    return is_open_for_answers(event, now=now) and can_invite(event)


def refuse_unless_open(event: Event, *, now: datetime) -> None:
    """Refuse an answer to an event that is not published, or that has started."""
    if event.state is EventState.CANCELLED:
        raise Refusal(f"{event.title} has been cancelled.")
    if event.state is not EventState.PUBLISHED:
        raise Refusal(f"{event.title} is not open for answers.")
    if event.starts_at <= now:
        raise Refusal(f"{event.title} has already started.")
