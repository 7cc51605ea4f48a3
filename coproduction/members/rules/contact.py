"""How a person is reached, by the channel they chose."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.core.refusals import Refusal
from coproduction.members.models import Application, Member
from coproduction.notifications.models import Channel, Recipient

# What must be known to reach a person by the channel they chose, and how to ask for it.
DETAIL_OF: Mapping[Channel, str] = {
    Channel.EMAIL: "email",
    Channel.PHONE: "phone",
    Channel.TEXT: "phone",
    Channel.LETTER: "address",
}
DETAIL_MISSING: Mapping[Channel, str] = {
    Channel.EMAIL: "Enter your email address, so that we can contact you by email",
    Channel.PHONE: "Enter your phone number, so that we can contact you by phone",
    Channel.TEXT: "Enter your phone number, so that we can text you",
    Channel.LETTER: "Enter your address, so that we can write to you",
}


def refuse_unreachable(channel: Channel, detail: str) -> None:
    """Refuse a channel without the email address, phone number or address that it goes to."""
    if not detail:
        raise Refusal(DETAIL_MISSING[channel], field=DETAIL_OF[channel])


def applicant_of(application: Application) -> Recipient:
    """Return the applicant as somebody to tell, by the channel they chose."""
    return Recipient(
        name=application.known_as or application.name or "",
        channel=application.channel or Channel.LETTER,
        email=application.email,
        phone=application.phone,
        address=application.address,
    )


def recipient_of(member: Member) -> Recipient:
    """Return the member as somebody to tell, by the channel they chose."""
    return Recipient(
        name=member.known_as,
        channel=member.channel,
        email=member.email,
        phone=member.phone,
        address=member.address,
        member_id=member.id,
    )
