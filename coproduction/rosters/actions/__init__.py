"""Asking members to fill a role, and what keeps somebody from it for good."""

from coproduction.rosters.actions.asking import NOTHING_SENT, NotAskedError, ask_member, ask_proposed, give_place
from coproduction.rosters.actions.conflicts import declare_conflict, withdraw_conflict

__all__ = [
    "NOTHING_SENT",
    "NotAskedError",
    "ask_member",
    "ask_proposed",
    "declare_conflict",
    "give_place",
    "withdraw_conflict",
]
