"""A restricted note, and who opens them."""

from __future__ import annotations

from typing import Any

from wtforms.validators import DataRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckboxes, NHSSubmit, NHSTextarea


class NoteForm(Form):
    """Write down a worry about somebody's safety."""

    words = NHSTextarea(
        "What are you worried about?",
        called="Your note",
        description="Write what you saw or heard, when, and who told you. Use their own words where you can.",
        max_length=4000,
        rows=10,
        validators=[DataRequired("Enter what you are worried about")],
    )
    submit = NHSSubmit("Save this note")


class LeadForm(Form):
    """Choose who opens restricted notes."""

    leads = NHSCheckboxes(
        "Who is the safeguarding lead?",
        description="Choose somebody who is trained for it. You can choose a deputy too.",
        coerce=int,
    )
    submit = NHSSubmit("Save")

    def __init__(self, *, staff: list[tuple[int, str]], **form: Any) -> None:
        super().__init__(**form)
        self.leads.choices = staff
