"""What of a year everybody may read."""

from __future__ import annotations

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckboxes, NHSSubmit


class AgreeForm(Form):
    """Which figures and quotes of a year everybody may read."""

    figures = NHSCheckboxes("Which figures may everybody read?")
    quotes = NHSCheckboxes(
        "Which words may everybody read?",
        description="Only words that a coordinator approved, and that whoever wrote them lets everybody read",
    )
    submit = NHSSubmit("Show these to everybody")
