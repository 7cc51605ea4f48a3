"""Asking after an event whether a member had what they needed."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Message
from coproduction.notifications.quiet_hours import reminder
from coproduction.schedule.answer_links import token_for_question
from coproduction.schedule.models import NeedsMet

ASKED = reminder("schedule/asked_whether_met")


def key_of_question(event_id: int, member_id: int) -> str:
    """Return the key of the message that asks the member. Nobody gets a copy of it."""
    return f"needs-met-{event_id}-{member_id}"


def asked_whether_met(question: NeedsMet, *, now: datetime) -> Message | None:
    """Ask a member once whether they had what they needed at an event. What that was is not said."""
    member = question.member
    if member is None:
        return None
    token = token_for_question(question.id, member.id)
    return send(
        ASKED,
        recipient_of(member),
        key=key_of_question(question.event_id, member.id),
        now=now,
        private=True,
        name=member.known_as,
        event=question.event,
        answer=absolute_url("schedule_public.answer_needs_met", token=token),
    )
