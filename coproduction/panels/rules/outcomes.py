"""When members hear what came of a panel, and how long names are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from coproduction.core.dated_settings import value_by_day
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.core.working_days import working_days_after
from coproduction.panels.kinds import OUTCOME_DAYS
from coproduction.schedule.models import Event
from coproduction.schedule.rules import is_cancelled


def outcomes_due_after() -> Callable[[datetime], date]:
    """Return what says of the end of any panel the last UK day on which its members hear of the outcome in time.

    What we promise was another number of days before it was changed: for each panel that of the day on which it ended.
    """
    days_on = value_by_day(OUTCOME_DAYS)

    def due_after(ended_at: datetime) -> date:
        day = uk_wall(ended_at).date()
        return working_days_after(day, days_on(day))

    return due_after


def last_day_of_names(
    ended_at: datetime, settled_at: datetime | None, *, working_days: int, days_without_outcome: int
) -> date:
    """Return the last UK day on which candidates' names are kept.

    `settled_at` is when the outcome was told, or the panel was closed without one or cancelled; None before that.
    """
    if settled_at is None:
        return uk_wall(ended_at).date() + timedelta(days=days_without_outcome)
    return working_days_after(uk_wall(settled_at).date(), working_days)


def is_over(event: Event, ends_at: datetime, *, now: datetime) -> bool:
    """Say whether the panel has been held. `ends_at` is when the last of its dates ends."""
    return ends_at <= now and not is_cancelled(event)


def refuse_unless_over(event: Event, ends_at: datetime, *, now: datetime) -> None:
    """Refuse an outcome before there can be one. `ends_at` is when the last of its dates ends."""
    if is_cancelled(event):
        raise Refusal(f"{event.title} is cancelled, so there is no outcome.")
    if ends_at > now:
        raise Refusal(f"{event.title} is not over yet.")
