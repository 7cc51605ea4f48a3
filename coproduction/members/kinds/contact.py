"""The words in which people meet the ways to reach them."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.notifications.models import Channel

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: "By email",
    Channel.PHONE: "By phone",
    Channel.TEXT: "By text message",
    Channel.LETTER: "By letter",
}
