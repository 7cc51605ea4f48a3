"""What members are told about belonging.

Each function returns the message for the move that it belongs to; None when the person is told nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from coproduction.accounts.kinds import WELCOME_DAYS
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.links import absolute_url
from coproduction.members.models import Departure, Member
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Message


def welcome(member: Member, token: str | None, *, key: str, now: datetime) -> Message | None:
    """Welcome the new member, with a link to set up their sign-in if they have a token."""
    return _with_sign_in("members/welcome", member, token, key=key, now=now)


def rejoined(member: Member, token: str | None, *, key: str, now: datetime) -> Message | None:
    """Welcome back somebody who had left, with a link to set up their sign-in if they have a token."""
    return _with_sign_in("members/rejoined", member, token, key=key, now=now)


def sign_in_opened(member: Member, token: str, *, now: datetime) -> None:
    """Tell a member that they can sign in from now on."""
    send(
        "members/sign_in_opened",
        recipient_of(member),
        key=f"member-{member.id}-sign-in-opened-{now.isoformat()}",
        now=now,
        secret=True,
        member=member,
        set_up=_sign_in_link(token),
        set_up_days=_days_to_set_up(now),
    )


def induction_finished(member: Member, *, key: str, now: datetime) -> Message | None:
    """Tell the member that their induction is over, and what probation means and until when."""
    return _to_member("members/induction_finished", member, key=key, now=now)


def probation_finished(member: Member, *, key: str, now: datetime) -> Message | None:
    """Tell the member that their probation is over."""
    return _to_member("members/probation_finished", member, key=key, now=now)


def paused(member: Member, *, key: str, now: datetime) -> Message | None:
    """Tell the member that their membership is paused."""
    return _to_member("members/paused", member, key=key, now=now)


def resumed(member: Member, *, key: str, now: datetime) -> Message | None:
    """Tell the member that they are back from their pause."""
    return _to_member("members/resumed", member, key=key, now=now)


def leaving(member: Member, departure: Departure, *, key: str, now: datetime) -> Message | None:
    """Tell the member that we know when they leave, what happens then, and that they can change their mind."""
    return _to_member("members/leaving", member, key=key, now=now, departure=departure)


def term_ending(member: Member, departure: Departure, *, key: str, now: datetime) -> Message | None:
    """Tell the member kindly that their term ends, and on which day."""
    return _to_member("members/term_ending", member, key=key, now=now, departure=departure)


def staying(member: Member, *, key: str, now: datetime) -> Message | None:
    """Tell the member that they stay after all."""
    return _to_member("members/staying", member, key=key, now=now)


def left(member: Member, departure: Departure, *, key: str, now: datetime) -> Message | None:
    """Thank a member who has left, offer them a reference, and say what we keep."""
    return _to_member("members/left", member, key=key, now=now, departure=departure)


def term_renewed(member: Member, until: date, *, now: datetime) -> None:
    """Tell the member that they have another term, and until when."""
    key = f"member-{member.id}-term-{member.terms}-{until.isoformat()}"
    _to_member("members/term_renewed", member, key=key, now=now, until=until)


def _with_sign_in(template: str, member: Member, token: str | None, *, key: str, now: datetime) -> Message | None:
    return _to_member(
        template,
        member,
        key=key,
        now=now,
        secret=token is not None,
        private=True,  # how to sign in is for the member alone
        set_up=_sign_in_link(token),
        set_up_days=_days_to_set_up(now),
        sign_in=absolute_url("accounts.sign_in"),
        can_sign_in=member.account is not None,
        notice=absolute_url("site.show_page", name="legal/privacy"),
    )


def _to_member(template: str, member: Member, *, key: str, now: datetime, **values: Any) -> Message | None:
    return send(template, recipient_of(member), key=key, now=now, member=member, **values)


def _days_to_set_up(now: datetime) -> int:
    return value_of(WELCOME_DAYS, on=uk_wall(now).date())


def _sign_in_link(token: str | None) -> str:
    return absolute_url("accounts.open_link", token=token) if token else ""
