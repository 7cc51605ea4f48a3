"""How a session was for one of its trainers."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSRadios, NHSSubmit, NHSTextarea
from coproduction.training.actions.afterwards import TrainerView
from coproduction.training.kinds import FEELINGS
from coproduction.training.models import Feeling, TrainerFeedback


def _feeling(whom: str) -> NHSRadios:
    return NHSRadios(
        f"How was the session for {whom}?",
        called=f"How the session was for {whom}",
        choices=list(FEELINGS.items()),
        coerce=Feeling,
        validators=[InputRequired(f"Select how the session was for {whom}")],
    )


def _words(who: str) -> NHSTextarea:
    return NHSTextarea(
        f"What would {who} like us to know? (optional)",
        called=f"What {who} would like us to know",
        description="What went well, and what should be different next time?",
        max_length=4000,
    )


class HowItWasForm(Form):
    """A trainer says how a session was for them."""

    feeling = _feeling("you")
    words = _words("you")
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

    feeling = _feeling("them")
    words = _words("they")
    wants_call = NHSCheckbox("They would like another call about it")
    submit = NHSSubmit("Save what they say")
