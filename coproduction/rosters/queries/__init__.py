"""Who could fill a role and why not the others, and what a proposal for many roles is made from."""

from coproduction.rosters.queries.eligibility import (
    Candidate,
    all_are_new_to,
    candidate,
    candidates,
    candidates_among,
    forward_for,
)
from coproduction.rosters.queries.parts import Choice, Parts
from coproduction.rosters.queries.problems import Question, Wishes, open_panels, question_of, standing_in

__all__ = [
    "Candidate",
    "Choice",
    "Parts",
    "Question",
    "Wishes",
    "all_are_new_to",
    "candidate",
    "candidates",
    "candidates_among",
    "forward_for",
    "open_panels",
    "question_of",
    "standing_in",
]
