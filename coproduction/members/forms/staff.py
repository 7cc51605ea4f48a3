"""What coordinators fill in: a search, qualifications."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSSelect, NHSSubmit, NHSTextInput


class QualificationForm(Form):
    """Add a qualification that parts in events can ask for."""

    name = NHSTextInput(
        "Name of the qualification",
        description="For example, interview skills",
        max_length=100,
        validators=[DataRequired("Enter the name of the qualification")],
    )
    submit = NHSSubmit("Add qualification")


class RecordForm(Form):
    """Write down that a member holds a qualification. The choices are set by the view."""

    qualification = NHSSelect("Qualification", coerce=int, validators=[InputRequired("Select a qualification")])
    achieved_on = NHSDateInput(
        "Day they achieved it",
        description="For example, 24 7 2026",
        validators=[InputRequired("Enter the day they achieved it")],
    )
    valid_until = NHSDateInput(
        "Last day it counts (optional)",
        description="Leave this blank if it does not run out",
        called="Last day it counts",
        validators=[Optional()],
    )
    submit = NHSSubmit("Save qualification")


class ExperienceForm(Form):
    """Write down that a member sat on interview panels before their turns were written down here."""

    since = NHSDateInput(
        "Day of their last one, as far as you know",
        description="For example, 24 7 2025",
        called="Day of their last one",
        validators=[InputRequired("Enter the day of their last one")],
    )
    submit = NHSSubmit("Save")


class EndForm(Form):
    """End what a member holds."""

    last_day = NHSDateInput(
        "Last day it counts",
        description="For example, 24 7 2026",
        validators=[InputRequired("Enter the last day it counts")],
    )
    submit = NHSSubmit("Save last day")
