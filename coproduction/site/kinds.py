"""The formats that people ask for, and what such a request holds."""

from __future__ import annotations

from dataclasses import dataclass

from coproduction.core.dated_settings import number
from coproduction.notifications.models import Channel

REPLY_DAYS = number(
    "format-reply-days",
    "Time to answer somebody who asks for another format",
    unit="working days",
    seed=5,
    highest=60,
)
PAGE_CHECK_DAYS = number(
    "page-check-days", "How long a public page stands before it is checked again", unit="days", seed=365, lowest=7
)
SCHOOL_HOLIDAYS_AHEAD = number(
    "school-holidays-ahead-days",
    "How early the to-do list asks for the holidays of a school year",
    unit="days before 1 September",
    seed=180,
    highest=365,
)
RELIGIOUS_DAYS_AHEAD = number(
    "religious-days-ahead-days",
    "How early the to-do list asks for religious days that come after those we know",
    unit="days",
    seed=540,
    highest=1500,
)
LOOKED_BACK = number(
    "to-do-looked-back-days",
    "How long the to-do list asks for the minutes of a meeting, and the outcome of a panel",
    unit="days after it",
    seed=90,
)
FORMATS = (
    "Easy Read",
    "Large print",
    "Braille",
    "Audio",
    "British Sign Language (BSL)",
    "Another language",
    "On paper",
    "Something else",
)
CHANNELS = {
    Channel.EMAIL: "By email",
    Channel.PHONE: "By phone",
    Channel.TEXT: "By text message",
    Channel.LETTER: "By letter",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatRequest:
    """Somebody asks for a page in other formats: which, of what, and how to reach them."""

    about: str
    formats: tuple[str, ...]
    details: str
    name: str
    channel: Channel
    where: str
