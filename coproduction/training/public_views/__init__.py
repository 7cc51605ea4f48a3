"""What everybody opens without an account: what members teach, asking for it, and booking it."""

from coproduction.training.public_views import (
    asking,
    booking,
    certificates,
    courses,
    evaluation,
    hosting,
    own_booking,
    progress,
    reports,
)
from coproduction.training.public_views.routes import blueprint

__all__ = [
    "asking",
    "blueprint",
    "booking",
    "certificates",
    "courses",
    "evaluation",
    "hosting",
    "own_booking",
    "progress",
    "reports",
]
