"""What people are told while they ask to join."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.links import absolute_url
from coproduction.members.models import Application
from coproduction.members.rules import DAYS_TO_ANSWER, applicant_of, draft_time, in_groups
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, Message


def about(application_id: int) -> str:
    """Return how the keys of messages about an application begin."""
    return f"application-{application_id}-"


def application_received(application: Application, link_key: str, *, now: datetime) -> Message | None:
    """Tell the applicant that their answers have come, and what happens next and when.

    An email leads to their own answers, and names none of them; it is erased once sent, because its link opens them.
    """
    to = applicant_of(application)
    days = value_of(DAYS_TO_ANSWER, on=uk_wall(now).date())
    by_link = to.reached_by()[0] is Channel.EMAIL
    return send(
        "members/application_received",
        to,
        key=f"{about(application.id)}received",
        now=now,
        secret=by_link,
        name=to.name,
        days=days,
        own_answers=absolute_url("members.open_link", key=link_key) if by_link else "",
        until=now + draft_time(now),
    )


def way_back(application: Application, key: str, *, now: datetime) -> None:
    """Tell the applicant how to come back to their answers: by a link, or by a code that staff pass on."""
    to = applicant_of(application)
    by_link = to.reached_by()[0] is Channel.EMAIL
    send(
        "members/way_back",
        to,
        key=f"{about(application.id)}way-back-{now.isoformat()}",
        now=now,
        secret=True,
        name=to.name,
        link_back=absolute_url("members.open_link", key=key) if by_link else "",
        code="" if by_link else in_groups(key),
        return_page=absolute_url("members.return_by_code"),
        until=application.changed_at + draft_time(now),
        days=draft_time(now).days,
    )
