"""What members are told about the ways to reach them."""

from __future__ import annotations

from datetime import datetime

from coproduction.members.models import Member
from coproduction.members.rules import digest_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Recipient


def email_changed(member: Member, old: str, *, now: datetime) -> None:
    """Tell the old email address that the member's has changed, in case it was not the member who changed it."""
    send(
        "members/email_changed",
        Recipient(name=member.known_as, email=old, member_id=member.id),
        key=f"member-{member.id}-email-changed-{now.isoformat()}-{digest_of(old)[:8]}",
        now=now,
        member=member,
    )
