"""What a member sees on the page of a training session that is theirs alone: one part after the other."""

from __future__ import annotations

from datetime import datetime

from coproduction.members.models import Member
from coproduction.schedule.facts import OwnPart, ShownToMember
from coproduction.schedule.models import Event
from coproduction.training.pages.delegates import delegates_part
from coproduction.training.pages.materials import materials_part
from coproduction.training.pages.own_afterwards import afterwards_part
from coproduction.training.pages.own_parts import own_part
from coproduction.training.pages.your_session import your_session_part

PARTS: tuple[ShownToMember, ...] = (your_session_part, delegates_part, materials_part, own_part, afterwards_part)


def shown_to_member(event: Event, *, viewer: Member, now: datetime) -> OwnPart | None:
    """Return every part that the viewer has on the session's page, in their order; None without any."""
    parts = [part for make in PARTS if (part := make(event, viewer=viewer, now=now))]
    return OwnPart("training/own_parts.html", {"parts": parts}) if parts else None
