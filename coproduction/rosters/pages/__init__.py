"""What the roster's pages and its download show, and the page of a proposal."""

from coproduction.rosters.pages.proposals import ProposalPage, asked_in_words, proposal_page, value_of, why_not_proposed
from coproduction.rosters.pages.rosters import (
    HEADING,
    AttendanceLine,
    attendance_lines,
    download,
    headcount,
    roster,
)

__all__ = [
    "HEADING",
    "AttendanceLine",
    "ProposalPage",
    "asked_in_words",
    "attendance_lines",
    "download",
    "headcount",
    "proposal_page",
    "roster",
    "value_of",
    "why_not_proposed",
]
