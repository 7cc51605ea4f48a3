"""What applicants and members are told about joining and belonging."""

from coproduction.members.emails.applications import (
    declined,
)
from coproduction.members.emails.belonging import (
    sign_in_opened,
    state_changed,
    welcome,
)
from coproduction.members.emails.contact import (
    email_changed,
)
from coproduction.members.emails.joining import (
    application_received,
    way_back,
)
from coproduction.members.emails.notes import (
    restricted_note_waits,
)

__all__ = [
    "application_received",
    "declined",
    "email_changed",
    "restricted_note_waits",
    "sign_in_opened",
    "state_changed",
    "way_back",
    "welcome",
]
