"""What the roster's pages and its download show, and the page of a proposal."""

from coproduction.rosters.pages.choosing import choosing_page, chosen_in_words
from coproduction.rosters.pages.proposals import (
    MOST_PANELS,
    ProposalPage,
    asked_in_words,
    asks_next,
    beside_others,
    proposal_page,
    why_not_proposed,
    with_ticks_as_sent,
)
from coproduction.rosters.pages.rosters import (
    HEADING,
    AttendanceLine,
    attendance_lines,
    download,
    headcount,
    roster,
    short_roles,
)
from coproduction.rosters.pages.searches import looking, ring_lines
from coproduction.rosters.pages.turns import held_by, period_of, turns_of
from coproduction.rosters.pages.wanted import WantedPage, wanted_lines, wanted_page

__all__ = [
    "HEADING",
    "MOST_PANELS",
    "AttendanceLine",
    "ProposalPage",
    "WantedPage",
    "asked_in_words",
    "asks_next",
    "attendance_lines",
    "beside_others",
    "choosing_page",
    "chosen_in_words",
    "download",
    "headcount",
    "held_by",
    "looking",
    "period_of",
    "proposal_page",
    "ring_lines",
    "roster",
    "short_roles",
    "turns_of",
    "wanted_lines",
    "wanted_page",
    "why_not_proposed",
    "with_ticks_as_sent",
]
