"""What the roster's pages and its download show, and the page of a proposal."""

from coproduction.rosters.pages.proposals import (
    MOST_PANELS,
    ProposalPage,
    asked_in_words,
    proposal_page,
    value_of,
    why_not_proposed,
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
from coproduction.rosters.pages.wanted import WantedPage, wanted_lines, wanted_page

__all__ = [
    "HEADING",
    "MOST_PANELS",
    "AttendanceLine",
    "ProposalPage",
    "WantedPage",
    "asked_in_words",
    "attendance_lines",
    "download",
    "headcount",
    "looking",
    "proposal_page",
    "ring_lines",
    "roster",
    "short_roles",
    "value_of",
    "wanted_lines",
    "wanted_page",
    "why_not_proposed",
]
