"""Who could fill a role and why not the others, and what a proposal for many roles is made from."""

from coproduction.rosters.queries.eligibility import (
    Candidate,
    PastTurns,
    all_are_new_to,
    candidate,
    candidates,
    candidates_among,
    forward_for,
    histories_at,
)
from coproduction.rosters.queries.parts import Choice, Parts
from coproduction.rosters.queries.problems import Question, Wishes, open_panels, question_of, standing_in

__all__ = [
    "Candidate",
    "Choice",
    "Parts",
    "PastTurns",
    "Question",
    "Wishes",
    "all_are_new_to",
    "candidate",
    "candidates",
    "candidates_among",
    "forward_for",
    "histories_at",
    "open_panels",
    "question_of",
    "standing_in",
]
