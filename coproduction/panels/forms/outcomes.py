"""What came of a panel, and what people thought of it."""

from __future__ import annotations

from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSHidden, NHSSubmit, NHSTextarea
from coproduction.panels.models import Outcome


class OutcomeForm(Form):
    """What came of the panel: for the coordinator, and for the recruiting manager's own page."""

    words = NHSTextarea(
        "What came of the panel?",
        called="What came of it",
        description="In plain words, without names. For example: the team chose somebody who starts in May",
        validators=[InputRequired("Enter what came of the panel")],
    )
    to_members = NHSTextarea(
        "What would you like to say to the members? (optional)",
        called="What you say to the members",
        description="What they brought to the panel, and what you would like them to know. Do not name candidates",
    )
    submit = NHSSubmit("Tell the members")


class CorrectionForm(OutcomeForm):
    """Correct what was told, with the words as they are. `seen` says which words were read."""

    seen = NHSHidden()
    submit = NHSSubmit("Correct it and tell the members")

    def __init__(self, outcome: Outcome, corrections: int, **form: Any) -> None:
        super().__init__(
            data={"words": outcome.words, "to_members": outcome.to_members, "seen": str(corrections)}, **form
        )

    @property
    def number_seen(self) -> int:
        """Return how often the words that were read had been corrected; -1 for what the page never said."""
        seen = self.seen.data or ""
        return int(seen) if seen.isdecimal() else -1


class FeedbackForm(Form):
    """How it was for a member."""

    words = NHSTextarea(
        "How was it for you?",
        called="How it was",
        description="What went well, and what should change? Only coordinators read this, unless you let us pass it "
        "on. Do not name candidates",
        validators=[InputRequired("Enter how it was for you")],
    )
    may_be_passed_on = NHSCheckbox("You may pass my words on to the team, without my name")
    submit = NHSSubmit("Send")
