"""What members and coordinators are told about places and events."""

from coproduction.schedule.emails.arrangements import uncertain_again
from coproduction.schedule.emails.coordinators import arrangements_unconfirmed, call_asked, place_given_up
from coproduction.schedule.emails.dates import DATES, SEVERAL, dates_changed, dates_offered, is_asked_with_other_dates
from coproduction.schedule.emails.events import CHANGES, changed, event_cancelled, event_changed, event_clashes
from coproduction.schedule.emails.letters import (
    ABOUT_EVENTS,
    ABOUT_PLACES,
    is_about,
    is_more,
    key_of,
    more_about,
    places_in,
    subject_of,
)
from coproduction.schedule.emails.needs_met import asked_whether_met, key_of_question
from coproduction.schedule.emails.places import (
    CONFIRMATIONS,
    OFFER,
    PLACE_FREE,
    answer_confirmed,
    key_of_offer,
    offer_lapsed,
    place_free,
    place_offered,
    place_released,
    place_taken,
    places_offered,
)
from coproduction.schedule.emails.reminders import answers_wanted, coming_up, key_of_reminder, reminders_about

__all__ = [
    "ABOUT_EVENTS",
    "ABOUT_PLACES",
    "CHANGES",
    "CONFIRMATIONS",
    "DATES",
    "OFFER",
    "PLACE_FREE",
    "SEVERAL",
    "answer_confirmed",
    "answers_wanted",
    "arrangements_unconfirmed",
    "asked_whether_met",
    "call_asked",
    "changed",
    "coming_up",
    "dates_changed",
    "dates_offered",
    "event_cancelled",
    "event_changed",
    "event_clashes",
    "is_about",
    "is_asked_with_other_dates",
    "is_more",
    "key_of",
    "key_of_offer",
    "key_of_question",
    "key_of_reminder",
    "more_about",
    "offer_lapsed",
    "place_free",
    "place_given_up",
    "place_offered",
    "place_released",
    "place_taken",
    "places_in",
    "places_offered",
    "reminders_about",
    "subject_of",
    "uncertain_again",
]
