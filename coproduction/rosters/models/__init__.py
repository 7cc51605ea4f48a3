"""The tables of rosters."""

from coproduction.rosters.models.availability import Availability, AvailabilityDate, AvailabilityRound, CanCome
from coproduction.rosters.models.conflicts import DeclaredConflict
from coproduction.rosters.models.proposals import WantedProposal

__all__ = ["Availability", "AvailabilityDate", "AvailabilityRound", "CanCome", "DeclaredConflict", "WantedProposal"]
