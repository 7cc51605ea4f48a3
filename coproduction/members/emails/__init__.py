"""What applicants and members are told about joining and belonging."""

from coproduction.members.emails.applications import (
    chat_held,
    chat_offered,
    declined,
    looked_at_again,
    more_asked,
    reply_received,
    waiting_list,
    withdrawn,
)
from coproduction.members.emails.belonging import (
    induction_finished,
    leaving,
    left,
    paused,
    probation_finished,
    rejoined,
    resumed,
    sign_in_opened,
    staying,
    term_ending,
    term_renewed,
    welcome,
)
from coproduction.members.emails.contact import (
    email_changed,
)
from coproduction.members.emails.joining import (
    about,
    application_received,
    way_back,
)
from coproduction.members.emails.notes import (
    restricted_note_waits,
)
from coproduction.members.emails.qualifications import (
    renewal_reminder,
)

__all__ = [
    "about",
    "application_received",
    "chat_held",
    "chat_offered",
    "declined",
    "email_changed",
    "induction_finished",
    "leaving",
    "left",
    "looked_at_again",
    "more_asked",
    "paused",
    "probation_finished",
    "rejoined",
    "renewal_reminder",
    "reply_received",
    "restricted_note_waits",
    "resumed",
    "sign_in_opened",
    "staying",
    "term_ending",
    "term_renewed",
    "waiting_list",
    "way_back",
    "welcome",
    "withdrawn",
]
