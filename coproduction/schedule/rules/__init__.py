"""The legal moves of a place, who may see an event, and when two events clash."""

from coproduction.schedule.rules.attendance import (
    CAME_OR_NOT,
    CAN_CHECK_IN,
    can_be_written_down,
    can_check_in,
    is_on,
    outcomes_of,
)
from coproduction.schedule.rules.events import (
    can_cancel,
    can_change,
    can_invite,
    can_publish,
    is_cancelled,
    is_open_for_answers,
    refuse_unless_open,
)
from coproduction.schedule.rules.moves import LEGAL_MOVES, WAYS_OUT, is_legal
from coproduction.schedule.rules.places import (
    ANSWERABLE,
    AWAITING_ANSWER,
    COMING,
    SEATED,
    STANDING_FORWARD,
    can_answer,
    can_be_changed_by_member,
    is_kept,
    is_live,
    is_live_state,
    is_taken,
    refuse_former,
    waits_for_answer,
)
from coproduction.schedule.rules.roles import has_room, has_waiting_list
from coproduction.schedule.rules.times import LONGEST, at, has_not_ended, held_at_the_time_of, held_elsewhere, overlaps
from coproduction.schedule.rules.visibility import visible_to, visible_to_member
from coproduction.schedule.rules.ways import WAYS, way_of, ways_of

__all__ = [
    "ANSWERABLE",
    "AWAITING_ANSWER",
    "CAME_OR_NOT",
    "CAN_CHECK_IN",
    "COMING",
    "LEGAL_MOVES",
    "LONGEST",
    "SEATED",
    "STANDING_FORWARD",
    "WAYS",
    "WAYS_OUT",
    "at",
    "can_answer",
    "can_be_changed_by_member",
    "can_be_written_down",
    "can_cancel",
    "can_change",
    "can_check_in",
    "can_invite",
    "can_publish",
    "has_not_ended",
    "has_room",
    "has_waiting_list",
    "held_at_the_time_of",
    "held_elsewhere",
    "is_cancelled",
    "is_kept",
    "is_legal",
    "is_live",
    "is_live_state",
    "is_on",
    "is_open_for_answers",
    "is_taken",
    "outcomes_of",
    "overlaps",
    "refuse_former",
    "refuse_unless_open",
    "visible_to",
    "visible_to_member",
    "waits_for_answer",
    "way_of",
    "ways_of",
]
