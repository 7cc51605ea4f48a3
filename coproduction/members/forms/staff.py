"""What coordinators fill in: an answer to an applicant, a search, qualifications."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSSelect, NHSSubmit, NHSTextarea, NHSTextInput


class DeclineForm(Form):
    """A kind answer to somebody who cannot join now."""

    message = NHSTextarea(
        "Your message",
        description="Say why, kindly and in plain words. Leave out anything about health or support needs.",
        max_length=2000,
        rows=8,
        validators=[DataRequired("Enter your message")],
    )
    other_way = NHSTextarea(
        "Another way to be heard",
        description="For example, an open event, a survey, or another group that would like to hear from them.",
        max_length=1000,
        rows=4,
        validators=[DataRequired("Enter another way to be heard")],
    )
    submit = NHSSubmit("Decline and tell them", variant="secondary")


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


class EndForm(Form):
    """End what a member holds."""

    last_day = NHSDateInput(
        "Last day it counts",
        description="For example, 24 7 2026",
        validators=[InputRequired("Enter the last day it counts")],
    )
    submit = NHSSubmit("Save last day")
