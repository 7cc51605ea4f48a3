"""Events as calendar programs read them: the file in an email, one event to keep, a member's whole calendar."""

from coproduction.schedule.calendars.entries import Entry, Publisher, calendar_of, organiser_of
from coproduction.schedule.calendars.files import entry_of, file_of, method_of
from coproduction.schedule.calendars.standings import CANCELLED, method_for, standing_of, status_for
from coproduction.schedule.calendars.words import place_in_words, when_in_words

__all__ = [
    "CANCELLED",
    "Entry",
    "Publisher",
    "calendar_of",
    "entry_of",
    "file_of",
    "method_for",
    "method_of",
    "organiser_of",
    "place_in_words",
    "standing_of",
    "status_for",
    "when_in_words",
]
