"""What applicants and members are told about joining and belonging."""

from coproduction.members.emails.applications import (
    application_received,
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

__all__ = [
    "application_received",
    "declined",
    "email_changed",
    "sign_in_opened",
    "state_changed",
    "welcome",
]
