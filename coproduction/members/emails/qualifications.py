"""What members are told about what they learned."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.dates import uk_date
from coproduction.core.links import absolute_url
from coproduction.members.models import HeldQualification
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.quiet_hours import reminder

RENEWAL_REMINDER = reminder("members/renewal_reminder")


def renewal_reminder(held: HeldQualification, *, now: datetime, at: datetime) -> bool:
    """Remind the member that something they learned runs out; False if they were reminded of this last day before."""
    if held.valid_until is None:
        return False
    sent = send(
        RENEWAL_REMINDER,
        recipient_of(held.member),
        key=f"qualification-{held.id}-runs-out-{held.valid_until.isoformat()}",
        now=now,
        send_after=at,
        name=held.member.known_as,
        qualification=held.qualification.name,
        until=uk_date(held.valid_until),
        page=absolute_url("members.show_profile"),
    )
    return sent is not None
