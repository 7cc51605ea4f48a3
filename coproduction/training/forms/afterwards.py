"""How a session was for one of its trainers."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSRadios, NHSSubmit, NHSTextarea
from coproduction.training.actions.afterwards import TrainerView
from coproduction.training.kinds import FEELINGS
from coproduction.training.models import Feeling, TrainerFeedback


class HowItWasForm(Form):
    """A trainer says how a session was for them."""

    feeling = NHSRadios(
        "How was the session for you?",
        called="How the session was for you",
        choices=list(FEELINGS.items()),
        coerce=Feeling,
        validators=[InputRequired("Select how the session was for you")],
    )
    words = NHSTextarea(
        "What would you like us to know? (optional)",
        called="What you would like us to know",
        description="What went well, and what should be different next time?",
        max_length=4000,
    )
    wants_call = NHSCheckbox("Please ring me about it")
    submit = NHSSubmit("Send")

    @property
    def view(self) -> TrainerView:
        """Return what was said."""
        return TrainerView(self.feeling.data, self.words.data, wants_call=self.wants_call.data)

    def fill(self, said: TrainerFeedback | None) -> None:
        """Show what they said before, in a form that has not been sent."""
        if said and said.said_at:
            self.feeling.process_data(said.feeling)
            self.words.process_data(said.words)
            self.wants_call.process_data(said.wants_call)


class HowItWasByPhoneForm(HowItWasForm):
    """What a trainer without an account says of a session on the phone, as a coordinator writes it down."""

    feeling = NHSRadios(
        "How was the session for them?",
        called="How the session was for them",
        choices=list(FEELINGS.items()),
        coerce=Feeling,
        validators=[InputRequired("Select how the session was for them")],
    )
    words = NHSTextarea(
        "What would they like us to know? (optional)",
        called="What they would like us to know",
        description="What went well, and what should be different next time?",
        max_length=4000,
    )
    wants_call = NHSCheckbox("They would like another call about it")
    submit = NHSSubmit("Save what they say")
