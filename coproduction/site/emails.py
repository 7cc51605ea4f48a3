"""The messages about other formats."""

from __future__ import annotations

import hashlib
from datetime import datetime

from flask import current_app

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, Recipient
from coproduction.site.kinds import REPLY_DAYS, FormatRequest


def format_asked(asked: FormatRequest, *, now: datetime) -> None:
    """Tell the person that we have their request. By phone or letter, the coordinator who tells them answers it."""
    to = Recipient(
        name=asked.name,
        channel=asked.channel,
        email=asked.where if asked.channel is Channel.EMAIL else None,
        phone=asked.where if asked.channel is Channel.PHONE else None,
        address=asked.where if asked.channel is Channel.LETTER else None,
    )
    send(
        "site/format_asked",
        to,
        key=_key("format_asked", asked, now=now),
        now=now,
        asked=asked,
        days=value_of(REPLY_DAYS, on=uk_wall(now).date()),
    )


def format_wanted(asked: FormatRequest, *, now: datetime) -> None:
    """Tell the coordinators what somebody who reads email would like, so that they can answer."""
    group = current_app.config["SETTINGS"].group
    send(
        "site/format_wanted",
        Recipient.by_email(f"{group.name} coordinators", group.email),
        key=_key("format_wanted", asked, now=now),
        now=now,
        asked=asked,
        days=value_of(REPLY_DAYS, on=uk_wall(now).date()),
    )


def _key(name: str, asked: FormatRequest, *, now: datetime) -> str:
    """Return a key that a second press of the button has too, and a request of another day has not."""
    return f"site/{name}/{hashlib.sha256(f'{asked!r} {uk_wall(now).date()}'.encode()).hexdigest()[:32]}"
