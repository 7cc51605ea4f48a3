"""The rules of filling places: what stands in somebody's way, who knows it, what is filled, and numbers people set."""

from coproduction.rosters.rules.availability import (
    MOST_DATES,
    answer_of,
    can_say,
    has_said,
    has_said_so,
    is_asked_about,
    is_open_question,
    said,
)
from coproduction.rosters.rules.experience import (
    is_held_back,
    knows_it,
    somebody_knows_it,
)
from coproduction.rosters.rules.numbers import (
    AVAILABILITY_DAYS,
    AVAILABILITY_WEEKS,
    CONFLICT_DAYS,
    EXPERIENCE_DAYS,
    HISTORY_DAYS,
    TRAVEL_MINUTES,
    numbers_of_obstacles,
    numbers_of_proposals,
)
from coproduction.rosters.rules.obstacles import (
    Obstacle,
    is_for,
    is_in_play,
    is_to_be_asked,
    obstacles,
)
from coproduction.rosters.rules.offers import (
    answer_until,
    is_soon,
    usual_hours,
)
from coproduction.rosters.rules.roles import (
    KEPT,
    SAID_NO,
    STANDING,
    can_propose,
    is_chosen,
    wanted_in,
)

__all__ = [
    "AVAILABILITY_DAYS",
    "AVAILABILITY_WEEKS",
    "CONFLICT_DAYS",
    "EXPERIENCE_DAYS",
    "HISTORY_DAYS",
    "KEPT",
    "MOST_DATES",
    "SAID_NO",
    "STANDING",
    "TRAVEL_MINUTES",
    "Obstacle",
    "answer_of",
    "answer_until",
    "can_propose",
    "can_say",
    "has_said",
    "has_said_so",
    "is_asked_about",
    "is_chosen",
    "is_for",
    "is_held_back",
    "is_in_play",
    "is_open_question",
    "is_soon",
    "is_to_be_asked",
    "knows_it",
    "numbers_of_obstacles",
    "numbers_of_proposals",
    "obstacles",
    "said",
    "somebody_knows_it",
    "usual_hours",
    "wanted_in",
]
