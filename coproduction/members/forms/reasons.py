"""Why an application or a membership moves, in a coordinator's words: kept with the move, for coordinators alone."""

from __future__ import annotations

from typing import Any

from wtforms.validators import Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSSubmit, NHSTextarea


def reason_field(label: str = "Why (optional)", *, called: str = "Why") -> NHSTextarea:
    """Return the box for a reason that may be left out."""
    return NHSTextarea(
        label,
        description="Other coordinators can read this. Leave out anything about health.",
        called=called,
        max_length=500,
        rows=3,
        validators=[Optional()],
    )


class ReasonForm(Form):
    """One button, and why, if there is something to say: `ReasonForm(button="They stay. Tell them")`."""

    reason = reason_field()
    submit = NHSSubmit("Confirm")

    def __init__(self, *, button: str, **form: Any) -> None:
        super().__init__(**form)
        self.submit.label.text = button
