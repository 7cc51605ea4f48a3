"""What is read about training, in words."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.training.models import Recording

MAY_BE_RECORDED: Mapping[Recording, str] = {
    Recording.YES: "Yes",
    Recording.NO: "No",
    Recording.ASK: "Ask me each time",
}
