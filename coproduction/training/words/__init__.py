"""What is read about training, in words."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.training.models import Recording

MAY_BE_RECORDED: Mapping[Recording, str] = {
    Recording.YES: "Yes",
    Recording.NO: "No",
    Recording.ASK: "Ask me each time",
}


def recorded_in_words(*, is_allowed: bool) -> str:
    """Say whether a session may be recorded. Who said no, or has not said, is for nobody to know."""
    return "This session may be recorded: every trainer has said yes" if is_allowed else "This session is not recorded"
