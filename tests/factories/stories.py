"""What trainers share of their own story."""

from __future__ import annotations

from coproduction.training.models import Recording, StorySheet
from tests.factories.base import LONG_AGO, Factory


class StorySheetFactory(Factory):
    """The sheet of the member of that id, who is to be asked each time."""

    class Meta:
        model = StorySheet

    shares = "How I got my first wheelchair"
    keeps_private = "My time in hospital"
    recording = Recording.ASK
    changed_at = LONG_AGO
