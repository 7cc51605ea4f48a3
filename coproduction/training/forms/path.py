"""What coordinators say of a step on a trainer's path."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextarea

DONE, NOT_YET = "done", "not yet"


class StepForm(Form):
    """Sign off a step, or say that it is not done yet."""

    standing = NHSRadios(
        "How does this step stand?",
        choices=[(DONE, "It is done"), (NOT_YET, "It is not done yet")],
        validators=[InputRequired("Select how this step stands")],
    )
    reason = NHSTextarea(
        "Why, if it is not as we have counted (optional)",
        called="Why",
        description="The member can read this",
        max_length=500,
        rows=3,
    )
    submit = NHSSubmit("Save")

    @property
    def is_done(self) -> bool:
        """Say whether they chose that it is done."""
        return bool(self.standing.data == DONE)
