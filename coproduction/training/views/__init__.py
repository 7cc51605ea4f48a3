"""What members who train others read and write."""

from coproduction.training.views import (
    afterwards,
    recording,
    stories,
    who_came,
    your_session,
)
from coproduction.training.views.routes import blueprint

__all__ = [
    "afterwards",
    "blueprint",
    "recording",
    "stories",
    "who_came",
    "your_session",
]
