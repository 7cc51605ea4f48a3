"""What members and coordinators are told while a roster is made."""

from coproduction.rosters.emails.availability import (
    ANSWER_PAGE,
    ANSWERED_FOR,
    ASKED,
    REMINDER,
    DateWords,
    Said,
    about_round,
    availability_answered_for,
    availability_asked,
    availability_reminder,
    date_words,
)
from coproduction.rosters.emails.searches import text_to_standby, to_ring

__all__ = [
    "ANSWERED_FOR",
    "ANSWER_PAGE",
    "ASKED",
    "REMINDER",
    "DateWords",
    "Said",
    "about_round",
    "availability_answered_for",
    "availability_asked",
    "availability_reminder",
    "date_words",
    "text_to_standby",
    "to_ring",
]
