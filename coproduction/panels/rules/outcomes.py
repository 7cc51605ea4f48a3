"""When members hear what came of a panel, and how long names are kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.core.working_days import working_days_after
from coproduction.schedule.models import Event
from coproduction.schedule.rules import is_cancelled


def outcome_due(ended_at: datetime, *, working_days: int) -> date:
    """Return the last UK day on which members hear of the outcome in time."""
    return working_days_after(uk_wall(ended_at).date(), working_days)


def last_day_of_names(
    ended_at: datetime, told_at: datetime | None, *, working_days: int, days_without_outcome: int
) -> date:
    """Return the last UK day on which candidates' names are kept.

    `told_at` is when the outcome was told, or the panel was cancelled; None as long as neither is so.
    """
    if told_at is None:
        return uk_wall(ended_at).date() + timedelta(days=days_without_outcome)
    return working_days_after(uk_wall(told_at).date(), working_days)


def is_over(event: Event, ends_at: datetime, *, now: datetime) -> bool:
    """Say whether the panel has been held. `ends_at` is when the last of its dates ends."""
    return ends_at <= now and not is_cancelled(event)


def refuse_unless_over(event: Event, ends_at: datetime, *, now: datetime) -> None:
    """Refuse an outcome before there can be one. `ends_at` is when the last of its dates ends."""
    if is_cancelled(event):
        raise Refusal(f"{event.title} is cancelled, so there is no outcome.")
    if ends_at > now:
        raise Refusal(f"{event.title} is not over yet.")
