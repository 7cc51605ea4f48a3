"""What members are told about belonging."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.kinds import WELCOME_DAYS
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.links import absolute_url
from coproduction.members.models import Member, MemberState
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send


def welcome(member: Member, token: str | None, *, now: datetime) -> None:
    """Welcome the new member, with a link to set up their sign-in if they have a token."""
    send(
        "members/welcome",
        recipient_of(member),
        key=f"member-{member.id}-welcome",
        now=now,
        secret=token is not None,
        member=member,
        set_up=_sign_in_link(token),
        set_up_days=_days_to_set_up(now),
        sign_in=absolute_url("accounts.sign_in"),
        can_sign_in=member.account is not None,
    )


def sign_in_opened(member: Member, token: str, *, now: datetime) -> None:
    """Tell a member that they can sign in from now on."""
    send(
        "members/sign_in_opened",
        recipient_of(member),
        key=f"member-{member.id}-sign-in-opened",
        now=now,
        secret=True,
        member=member,
        set_up=_sign_in_link(token),
        set_up_days=_days_to_set_up(now),
    )


def state_changed(member: Member, *, now: datetime) -> None:
    """Tell the member that their membership is paused, or that they are back."""
    template = "members/paused" if member.state is MemberState.PAUSED else "members/resumed"
    send(template, recipient_of(member), key=f"{template}-{member.id}-{now.isoformat()}", now=now, member=member)


def _days_to_set_up(now: datetime) -> int:
    return value_of(WELCOME_DAYS, on=uk_wall(now).date())


def _sign_in_link(token: str | None) -> str:
    return absolute_url("accounts.open_link", token=token) if token else ""
