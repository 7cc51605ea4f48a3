"""The messages about other formats."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from flask import current_app

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, Recipient
from coproduction.site.kinds import REPLY_DAYS, FormatRequest


def format_asked(asked: FormatRequest, *, now: datetime) -> None:
    """Tell the person that we have their request. By phone, text or letter, the coordinator who tells them answers it.

    Anybody can type anybody's email address. So an email holds nothing that was typed, not even the name, and an
    address gets one a day.
    """
    day = uk_wall(now).date()
    is_email = asked.channel is Channel.EMAIL
    to = Recipient(
        name=asked.where if is_email else asked.name,
        channel=asked.channel,
        email=asked.where if is_email else None,
        phone=asked.where if asked.channel in {Channel.PHONE, Channel.TEXT} else None,
        address=asked.where if asked.channel is Channel.LETTER else None,
    )
    send(
        "site/format_asked",
        to,
        key=_key("format_asked", asked.where if is_email else repr(asked), day=day),
        now=now,
        asked=asked,
        days=value_of(REPLY_DAYS, on=day),
    )


def format_wanted(asked: FormatRequest, *, now: datetime) -> None:
    """Tell the coordinators what somebody who reads email would like, so that they can answer."""
    group, day = current_app.config["SETTINGS"].group, uk_wall(now).date()
    send(
        "site/format_wanted",
        Recipient.by_email(f"{group.name} coordinators", group.email),
        key=_key("format_wanted", repr(asked), day=day),
        now=now,
        asked=asked,
        days=value_of(REPLY_DAYS, on=day),
    )


def _key(name: str, what: str, *, day: date) -> str:
    """Return a key that a second press of the button has too, and a request of another day has not."""
    return f"site/{name}/{hashlib.sha256(f'{what} {day}'.encode()).hexdigest()[:32]}"
