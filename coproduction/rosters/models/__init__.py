"""The tables of rosters."""

from coproduction.rosters.models.conflicts import DeclaredConflict

__all__ = ["DeclaredConflict"]
