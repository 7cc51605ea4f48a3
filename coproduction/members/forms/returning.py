"""Coming back to a draft."""

from __future__ import annotations

from wtforms.validators import DataRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSSubmit, NHSTextInput


class CodeForm(Form):
    """The code that opens a draft."""

    code = NHSTextInput(
        "Enter your code",
        description="It has 12 letters and figures. Capitals and gaps do not matter.",
        called="Code",
        max_length=40,
        width=20,
        autocomplete="off",
        spellcheck=False,
        validators=[DataRequired("Enter your code")],
    )
    submit = NHSSubmit("Open my answers")
