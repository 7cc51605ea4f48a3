"""What members and coordinators are told about places and events."""

from coproduction.schedule.emails.coordinators import arrangements_unconfirmed, call_asked, place_given_up
from coproduction.schedule.emails.dates import DATES, dates_offered
from coproduction.schedule.emails.events import event_cancelled, event_changed, event_clashes
from coproduction.schedule.emails.letters import key_of
from coproduction.schedule.emails.needs_met import asked_whether_met
from coproduction.schedule.emails.places import (
    OFFER,
    PLACE_FREE,
    answer_confirmed,
    key_of_offer,
    offer_lapsed,
    place_free,
    place_offered,
    place_released,
    places_offered,
)
from coproduction.schedule.emails.reminders import answers_wanted, coming_up, key_of_reminder, reminders_about

__all__ = [
    "DATES",
    "OFFER",
    "PLACE_FREE",
    "answer_confirmed",
    "answers_wanted",
    "arrangements_unconfirmed",
    "asked_whether_met",
    "call_asked",
    "coming_up",
    "dates_offered",
    "event_cancelled",
    "event_changed",
    "event_clashes",
    "key_of",
    "key_of_offer",
    "key_of_reminder",
    "offer_lapsed",
    "place_free",
    "place_given_up",
    "place_offered",
    "place_released",
    "places_offered",
    "reminders_about",
]
