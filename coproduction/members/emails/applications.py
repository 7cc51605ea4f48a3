"""What applicants are told about asking to join."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Application
from coproduction.members.rules import DAYS_TO_ANSWER, applicant_of
from coproduction.notifications.actions import send


def application_received(application: Application, *, now: datetime) -> None:
    """Tell the applicant that their answers have come, and what happens next and when."""
    to = applicant_of(application)
    days = value_of(DAYS_TO_ANSWER, on=uk_wall(now).date())
    send(
        "members/application_received",
        to,
        key=f"application-{application.id}-received",
        now=now,
        name=to.name,
        days=days,
    )


def declined(application: Application, message: str, other_way: str, *, now: datetime) -> None:
    """Tell the applicant in the coordinator's own words that they cannot join now, and how else to be heard."""
    to = applicant_of(application)
    send(
        "members/declined",
        to,
        key=f"application-{application.id}-declined",
        now=now,
        name=to.name,
        message=message,
        other_way=other_way,
    )
