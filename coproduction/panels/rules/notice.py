"""How much notice a panel gives: working days from the day on which its dates are chosen until the first interviews."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.core.working_days import working_days_left
from coproduction.panels.kinds import LEAD_DAYS
from coproduction.panels.models import RequestedTime


class Notice(NamedTuple):
    """The working days of notice that a first day of interviews gives, and those that we ask for."""

    days: int
    lead_days: int

    @property
    def is_short(self) -> bool:
        """Say whether it is less than we ask for, so that a coordinator has to say why."""
        return self.days < self.lead_days


def lead_days(*, now: datetime) -> int:
    """Return how many working days of notice we ask for now."""
    return value_of(LEAD_DAYS, on=uk_wall(now).date())


def notice_of(first_day: date, *, chosen_at: datetime) -> Notice:
    """Return the notice that a first day of interviews gives which was chosen, or asked for, at that moment."""
    return Notice(working_days_left(uk_wall(chosen_at).date(), first_day), lead_days(now=chosen_at))


def notice_asked(time: RequestedTime) -> Notice:
    """Return the notice that a first time of interviews gives, counted from the day on which it was asked for."""
    return notice_of(uk_wall(time.starts_at).date(), chosen_at=time.asked_at)


def refuse_unreasoned(notice: Notice, because: str) -> None:
    """Refuse, beside `short_because`, short notice of which nobody has said why we agree to it."""
    if notice.is_short and not because:
        days = f"{notice.days} working {'day' if notice.days == 1 else 'days'}"
        raise Refusal(
            f"Enter why it may be at short notice: it gives {days}, and we ask for {notice.lead_days}",
            field="short_because",
        )
