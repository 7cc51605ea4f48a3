"""What the safeguarding lead is told: that something waits, and nothing more."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.links import absolute_url
from coproduction.members.models import RestrictedNote
from coproduction.notifications.actions import send
from coproduction.notifications.models import Recipient


def restricted_note_waits(note: RestrictedNote, lead: Account, *, now: datetime) -> None:
    """Tell the lead that a note waits. Nobody's name and none of its words are in it: email is read over shoulders."""
    send(
        "members/restricted_note_waits",
        Recipient.by_email(lead.name, lead.email),
        key=f"restricted-note-{note.id}-{lead.id}",
        now=now,
        lead=lead,
        notes=absolute_url("members_staff.list_notes"),
    )
