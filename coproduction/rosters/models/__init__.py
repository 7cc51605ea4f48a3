"""The tables of rosters."""

from coproduction.rosters.models.availability import Availability, AvailabilityDate, AvailabilityRound, CanCome
from coproduction.rosters.models.conflicts import DeclaredConflict
from coproduction.rosters.models.fees import PlaceFee
from coproduction.rosters.models.proposals import DraftChoice, ProposalDraft, WantedProposal
from coproduction.rosters.models.searches import Because, Pace, SearchState, SearchStep, StandInSearch, Step

__all__ = [
    "Availability",
    "AvailabilityDate",
    "AvailabilityRound",
    "Because",
    "CanCome",
    "DeclaredConflict",
    "DraftChoice",
    "Pace",
    "PlaceFee",
    "ProposalDraft",
    "SearchState",
    "SearchStep",
    "StandInSearch",
    "Step",
    "WantedProposal",
]
