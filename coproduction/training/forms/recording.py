"""Whether a trainer may be recorded at one session."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit
from coproduction.training.models import TrainerAnswer

YES, NO = "yes", "no"


class RecordingForm(Form):
    """A trainer's own answer for one session."""

    agrees = NHSRadios(
        "May this session be recorded with you in it?",
        called="Whether this session may be recorded",
        description="No is a good answer. Nobody is told who said no",
        choices=[(YES, "Yes"), (NO, "No")],
        validators=[InputRequired("Select whether this session may be recorded with you in it")],
    )
    submit = NHSSubmit("Save my answer")

    @property
    def is_yes(self) -> bool:
        """Say whether they agree."""
        return bool(self.agrees.data == YES)

    def fill(self, answer: TrainerAnswer | None) -> None:
        """Show what they said before, in a form that has not been sent."""
        if self.agrees.data is None and answer and answer.may_be_recorded is not None:
            self.agrees.process_data(YES if answer.may_be_recorded else NO)


class RecordingByPhoneForm(RecordingForm):
    """What a trainer without an account says on the phone, as a coordinator writes it down."""

    agrees = NHSRadios(
        "May this session be recorded with them in it?",
        called="Whether this session may be recorded",
        choices=[(YES, "They say yes"), (NO, "They say no")],
        validators=[InputRequired("Select what they say")],
    )
    submit = NHSSubmit("Save what they say")
