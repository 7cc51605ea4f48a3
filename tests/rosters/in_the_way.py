"""What stands in a member’s way to a panel, as the page for asking says it and as a proposal knows it."""

from __future__ import annotations

from datetime import UTC, datetime

from coproduction.rosters import queries
from coproduction.rosters.queries import Wishes
from coproduction.rosters.rules import is_chosen
from tests.factories import StaffFactory

PANEL_STARTS = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
TRAVEL = ["Has a place at another site less than 60 minutes before or after"]
OFFERED = ["Has been asked to another event at another site less than 60 minutes before or after"]
SHADOWED_NONE = ["Has not shadowed a panel yet"]
TAKES_LONGER = ["Something that they need takes longer to arrange"]
ASK_FIRST = ["Ask first"]
KNOWS_IT = ["Has shadowed a panel, or sat on one, already"]
KEEP_OUT = {*SHADOWED_NONE, *TAKES_LONGER, *ASK_FIRST, *KNOWS_IT}  # of proposals


def reasons_for(role, member, noon):
    """Return what stands in the way of the member, which a proposal knows as well, but for the way between sites."""
    seen = queries.candidate(role, member.id, viewer=StaffFactory(), now=noon)
    assert seen
    if is_chosen(role):
        assert could_be_proposed(role, member, noon) is KEEP_OUT.isdisjoint(seen.reasons)
    return seen.reasons


def could_be_proposed(role, member, noon):
    question = queries.question_of([role.event], Wishes(), viewer=StaffFactory(), now=noon)
    person = next((person for person in question.problem.people if person.id == member.id), None)
    return person is not None and role.id in person.role_ids and not person.is_kept_from(role.event_id)
