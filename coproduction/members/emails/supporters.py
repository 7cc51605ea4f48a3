"""What supporters are told about helping a member, and what the member is told about them. None of it is copied."""

from __future__ import annotations

from datetime import date, datetime

from coproduction.accounts.kinds import WELCOME_DAYS
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.links import absolute_url
from coproduction.members.kinds.supporters import allowed_of, allowed_to
from coproduction.members.models import Supporter
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import drop, send
from coproduction.notifications.models import Recipient


def about_supporter(supporter_id: int) -> str:
    """Return how the keys of messages to a supporter, and about them, begin."""
    return f"supporter-{supporter_id}-"


def now_supports(supporter: Supporter, token: str | None, *, now: datetime) -> None:
    """Tell a supporter whom they help and what they may do, with a link to set up a sign-in if it is new."""
    if supporter.email is None:
        return
    send(
        "members/now_supports",
        Recipient.by_email(supporter.name, supporter.email),
        key=_added(supporter),
        now=now,
        secret=token is not None,
        name=supporter.name,
        member=supporter.member.known_as,
        allowed=allowed_of(supporter, supporter.member.known_as),
        set_up=absolute_url("accounts.open_link", token=token) if token else "",
        set_up_days=value_of(WELCOME_DAYS, on=uk_wall(now).date()),
        page=absolute_url("schedule.list_supported"),
        notice=absolute_url("site.show_page", name="legal/privacy"),
    )


def no_longer_supports(supporter: Supporter, *, now: datetime) -> None:
    """Tell a supporter that their help has ended. What they were to be told before is dropped if it waits."""
    unsay(supporter, now=now)
    if supporter.email:
        send(
            "members/no_longer_supports",
            Recipient.by_email(supporter.name, supporter.email),
            key=f"{about_supporter(supporter.id)}ended",
            now=now,
            name=supporter.name,
            member=supporter.member.known_as,
        )


def unsay(supporter: Supporter, *, now: datetime) -> None:
    """Take what waits for the supporter out of the outbox."""
    drop(_added(supporter), now=now)


def supporter_added(supporter: Supporter, *, now: datetime) -> None:
    """Tell the member who can help them from now on, and with what."""
    _to_member("members/supporter_added", supporter, now=now)


def supporter_changed(supporter: Supporter, agreed_on: date | None, *, now: datetime) -> None:
    """Tell the member that we changed what a supporter may see or do: not what, which is on their page.

    `agreed_on` is the day on which they told us that they agree, if it allows more.
    """
    send(
        "members/supporter_changed",
        recipient_of(supporter.member),
        key=f"{about_supporter(supporter.id)}changed-{now.isoformat()}",
        now=now,
        private=True,
        name=supporter.member.known_as,
        supporter=supporter.name,
        agreed_on=agreed_on,
        page=absolute_url("members.list_supporters"),
    )


def supporter_removed(supporter: Supporter, *, stepped_out: bool, now: datetime) -> None:
    """Tell the member who helps them no longer, and whether it was that person's own choice."""
    _to_member("members/supporter_removed", supporter, now=now, stepped_out=stepped_out)


def _added(supporter: Supporter) -> str:
    return f"{about_supporter(supporter.id)}added"


def _to_member(template: str, supporter: Supporter, *, now: datetime, stepped_out: bool = False) -> None:
    send(
        template,
        recipient_of(supporter.member),
        key=f"{template}-{supporter.id}",
        now=now,
        private=True,
        name=supporter.member.known_as,
        supporter=supporter.name,
        allowed=allowed_to(supporter),
        page=absolute_url("members.list_supporters"),
        stepped_out=stepped_out,
    )
