"""What coordinators fill in: a search, qualifications."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSIntegerInput, NHSSelect, NHSSubmit, NHSTextInput


def _months() -> NHSIntegerInput:
    return NHSIntegerInput(
        "How many months it counts (optional)",
        called="How many months it counts",
        description="For example, 24. Leave this blank if it does not run out",
        width=3,
        validators=[Optional(), NumberRange(1, 240, "How many months it counts must be between 1 and 240")],
    )


class QualificationForm(Form):
    """Add a qualification that parts in events can ask for."""

    name = NHSTextInput(
        "Name of the qualification",
        description="For example, interview skills",
        max_length=100,
        validators=[DataRequired("Enter the name of the qualification")],
    )
    months = _months()
    submit = NHSSubmit("Add qualification")


class MonthsForm(Form):
    """Change how long a qualification counts."""

    months = _months()
    submit = NHSSubmit("Save")


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
        description="Leave this blank for the usual time. That is for good, if none is set",
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
