"""What coordinators fill in about courses."""

from __future__ import annotations

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSIntegerInput, NHSSubmit, NHSTextInput


class CourseForm(Form):
    """Add a course that members can deliver."""

    name = NHSTextInput(
        "Name of the course",
        description="For example, Accessible meetings",
        max_length=100,
        validators=[InputRequired("Enter the name of the course")],
    )
    minutes = NHSIntegerInput(
        "Usual length in minutes",
        description="For example, 90",
        called="Usual length",
        width=4,
        validators=[
            InputRequired("Enter the usual length in minutes"),
            NumberRange(15, 480, "Usual length must be between 15 and 480 minutes"),
        ],
    )
    delegates = NHSIntegerInput(
        "Most people who can attend",
        description="The staff who are trained, not the members who train them",
        width=4,
        validators=[
            InputRequired("Enter the most people who can attend"),
            NumberRange(1, 500, "Most people who can attend must be between 1 and 500"),
        ],
    )
    submit = NHSSubmit("Add course")
