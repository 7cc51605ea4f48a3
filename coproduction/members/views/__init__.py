"""Pages for people who ask to join, and for members about themselves."""

from coproduction.members.views import (
    away,
    chats,
    details,
    equality,
    joining,
    needs,
    own_application,
    payments,
    questions,
    returning,
    supporters,
    turn_limits,
)
from coproduction.members.views.routes import blueprint

__all__ = [
    "away",
    "blueprint",
    "chats",
    "details",
    "equality",
    "joining",
    "needs",
    "own_application",
    "payments",
    "questions",
    "returning",
    "supporters",
    "turn_limits",
]
