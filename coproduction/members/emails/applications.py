"""What applicants are told about asking to join."""

from __future__ import annotations

from datetime import datetime

from coproduction.members.models import Application
from coproduction.members.rules import applicant_of
from coproduction.notifications.actions import send


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
