"""What applicants are told about asking to join.

Each function returns the message for the move that it belongs to; None when the person is told nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.links import absolute_url
from coproduction.members.models import Application
from coproduction.members.rules import DAYS_TO_ANSWER, applicant_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, Message


def more_asked(application: Application, question: str, link_key: str, *, key: str, now: datetime) -> Message | None:
    """Ask the applicant for more. An email leads to their own answers, and is erased once sent: its link opens them."""
    by_link = applicant_of(application).reached_by()[0] is Channel.EMAIL
    return _to_applicant(
        "members/more_asked",
        application,
        key=key,
        now=now,
        secret=by_link,
        question=question,
        reply=absolute_url("members.open_link", key=link_key) if by_link else "",
    )


def reply_received(application: Application, *, key: str, now: datetime) -> Message | None:
    """Tell the applicant that their reply has come, and when we answer."""
    return _to_applicant("members/reply_received", application, key=key, now=now, days=_days_to_answer(now))


def chat_offered(application: Application, offer: str, *, key: str, now: datetime) -> Message | None:
    """Offer the applicant a chat, at the times and in the way that the coordinator wrote."""
    return _to_applicant("members/chat_offered", application, key=key, now=now, offer=offer)


def chat_held(application: Application, *, key: str, now: datetime) -> Message | None:
    """Thank the applicant for the chat, and say when we answer."""
    return _to_applicant("members/chat_held", application, key=key, now=now, days=_days_to_answer(now))


def waiting_list(application: Application, why: str, look_again_on: date, *, key: str, now: datetime) -> Message | None:
    """Tell the applicant that they are on the waiting list, why, and when we look again."""
    return _to_applicant("members/waiting_list", application, key=key, now=now, why=why, look_again_on=look_again_on)


def looked_at_again(application: Application, *, key: str, now: datetime) -> Message | None:
    """Tell the applicant that we look at their application again, and when we answer."""
    return _to_applicant("members/looked_at_again", application, key=key, now=now, days=_days_to_answer(now))


def declined(application: Application, message: str, other_way: str, *, key: str, now: datetime) -> Message | None:
    """Tell the applicant in the coordinator's own words that they cannot join now, and how else to be heard."""
    return _to_applicant("members/declined", application, key=key, now=now, message=message, other_way=other_way)


def withdrawn(application: Application, *, key: str, now: datetime) -> Message | None:
    """Confirm to the applicant that they have taken their application back."""
    return _to_applicant(
        "members/withdrawn", application, key=key, now=now, join=absolute_url("members.start_application")
    )


def _to_applicant(template: str, application: Application, *, key: str, now: datetime, **values: Any) -> Message | None:
    to = applicant_of(application)
    return send(template, to, key=key, now=now, name=to.name, **values)


def _days_to_answer(now: datetime) -> int:
    return value_of(DAYS_TO_ANSWER, on=uk_wall(now).date())
