"""The one question after an event."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextarea
from coproduction.schedule.models import Met


class NeedsMetForm(Form):
    """Yes, partly or no, and words for who likes to say more. `name` is who answers through a coordinator."""

    met = NHSRadios(
        "Did you have what you needed?",
        choices=[(Met.YES, "Yes"), (Met.PARTLY, "Partly"), (Met.NO, "No")],
        coerce=Met,
        validators=[InputRequired("Select yes, partly or no")],
    )
    words = NHSTextarea(
        "What should we do better? (optional)",
        called="What we should do better",
        description="Do not write names. We read all answers together, without who wrote them",
        max_length=1000,
        rows=4,
    )
    submit = NHSSubmit("Send my answer")

    def __init__(self, *, name: str = "") -> None:
        super().__init__()
        if name:
            self.met.label.text = f"Did {name} have what they needed?"
            self.submit.label.text = "Save the answer"
