"""The rules of joining and belonging."""

from coproduction.members.rules.applications import (
    ALWAYS_ANSWERED,
    APPLICATION_MOVES,
    DAYS_TO_ANSWER,
    UNSENT_KEPT_FOR,
    can_become,
    digest_of,
    is_asked,
    is_draft,
    is_needed,
    is_repeated,
    missing_answers,
    refuse_second_decision,
    waits_for_answer,
)
from coproduction.members.rules.belonging import (
    ENDED,
    MEMBER_MOVES,
    TAKING_PART,
    can_turn,
    has_left,
    takes_part,
)
from coproduction.members.rules.booking import (
    TO_BOOK,
    needing,
    needing_a_booking,
)
from coproduction.members.rules.conditions import (
    away_on,
    belongs,
    counting,
    holding,
    in_state,
    interested_in,
    is_asked_to_things,
)
from coproduction.members.rules.contact import (
    DETAIL_MISSING,
    DETAIL_OF,
    applicant_of,
    recipient_of,
    refuse_unreachable,
)
from coproduction.members.rules.merging import (
    is_merged,
    records_of,
    refuse_merge,
    stands_alone,
)
from coproduction.members.rules.needs import (
    NEED_REVIEW_MONTHS,
    review_after,
    to_be_checked,
)
from coproduction.members.rules.supporters import (
    MOST_SUPPORTERS,
    is_supported,
    with_what_they_need,
)
from coproduction.members.rules.viewers import (
    opens_notes,
    require_safeguarding_lead,
    require_staff,
)

__all__ = [
    "ALWAYS_ANSWERED",
    "APPLICATION_MOVES",
    "DAYS_TO_ANSWER",
    "DETAIL_MISSING",
    "DETAIL_OF",
    "ENDED",
    "MEMBER_MOVES",
    "MOST_SUPPORTERS",
    "NEED_REVIEW_MONTHS",
    "TAKING_PART",
    "TO_BOOK",
    "UNSENT_KEPT_FOR",
    "applicant_of",
    "away_on",
    "belongs",
    "can_become",
    "can_turn",
    "counting",
    "digest_of",
    "has_left",
    "holding",
    "in_state",
    "interested_in",
    "is_asked",
    "is_asked_to_things",
    "is_draft",
    "is_merged",
    "is_needed",
    "is_repeated",
    "is_supported",
    "missing_answers",
    "needing",
    "needing_a_booking",
    "opens_notes",
    "recipient_of",
    "records_of",
    "refuse_merge",
    "refuse_second_decision",
    "refuse_unreachable",
    "require_safeguarding_lead",
    "require_staff",
    "review_after",
    "stands_alone",
    "takes_part",
    "to_be_checked",
    "waits_for_answer",
    "with_what_they_need",
]
