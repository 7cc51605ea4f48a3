"""The words in which people meet the ways to reach them, and in which it is told how they were reached."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.notifications.models import Channel

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: "By email",
    Channel.PHONE: "By phone",
    Channel.TEXT: "By text message",
    Channel.LETTER: "By letter",
}

TOLD: Mapping[Channel, str] = {
    Channel.EMAIL: "Told by email",
    Channel.PHONE: "To be told, or told, by phone",
    Channel.TEXT: "To be told, or told, by text",
    Channel.LETTER: "To be told, or told, by letter",
}
