"""What a trainer writes about their own story."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextarea
from coproduction.training.actions.stories import Story
from coproduction.training.models import Recording
from coproduction.training.words import MAY_BE_RECORDED

LONGEST = 4000


class StoryForm(Form):
    """What the member shares, what not, and whether they may be recorded."""

    shares = NHSTextarea(
        "What I share (optional)",
        description="For example, how I waited for my wheelchair, and what helped",
        called="What I share",
        max_length=LONGEST,
        rows=6,
    )
    keeps_private = NHSTextarea(
        "What I do not share (optional)",
        description="For example, a question that you do not want to answer. Say no more than you need to remember it",
        called="What I do not share",
        max_length=LONGEST,
        rows=6,
    )
    recording = NHSRadios(
        "May a session with me be recorded?",
        description="We still ask you before each session. Nothing is recorded unless every trainer says yes",
        choices=list(MAY_BE_RECORDED.items()),
        coerce=Recording,
        validators=[InputRequired("Select whether a session with you may be recorded")],
    )
    submit = NHSSubmit("Save")

    @property
    def story(self) -> Story:
        """Return what was written."""
        return Story(self.shares.data or "", self.keeps_private.data or "", self.recording.data)
