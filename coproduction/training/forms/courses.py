"""What coordinators fill in about courses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSIntegerInput,
    NHSRadios,
    NHSSelect,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.members.models import Qualification
from coproduction.training.actions.courses import CourseDetails
from coproduction.training.kinds import MODES
from coproduction.training.models import Course, CourseMode


class CourseForm(Form):
    """Add a course that members can deliver, or change it."""

    name = NHSTextInput(
        "Name of the course",
        description="For example, Accessible meetings",
        max_length=100,
        validators=[InputRequired("Enter the name of the course")],
    )
    aim = NHSTextarea(
        "What people learn (optional)",
        called="What people learn",
        description="Two or three plain sentences. Teams read them before they ask for the course",
        max_length=1000,
        rows=4,
    )
    audience = NHSTextarea(
        "Who it is for (optional)",
        called="Who it is for",
        description="For example, everybody who plans or leads meetings",
        max_length=300,
        rows=2,
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
    fewest_delegates = NHSIntegerInput(
        "Fewest people who should attend",
        description="With fewer a session is not worth it. Enter 1 if that does not matter",
        width=4,
        default=1,
        validators=[
            InputRequired("Enter the fewest people who should attend"),
            NumberRange(1, 500, "Fewest people who should attend must be between 1 and 500"),
        ],
    )
    delegates = NHSIntegerInput(
        "Most people who can attend",
        description="The people who are trained, not the members who train them",
        width=4,
        validators=[
            InputRequired("Enter the most people who can attend"),
            NumberRange(1, 500, "Most people who can attend must be between 1 and 500"),
        ],
    )
    mode = NHSRadios(
        "How it can be given",
        choices=[(mode.value, name) for mode, name in MODES.items()],
        default=CourseMode.BOTH.value,
        validators=[InputRequired("Select how it can be given")],
    )
    is_on_request = NHSCheckbox("Teams can ask for it. It is shown on the public website")
    is_for_members = NHSCheckbox("It is for members of the group, who come to learn")
    grants_id = NHSSelect(
        "What members hold who have been there (optional)",
        called="What members hold",
        description="Only for a course for members",
        blank="Nothing",
        coerce=int,
    )
    is_offered = NHSCheckbox("We offer it: new sessions can be planned", default=True)
    submit = NHSSubmit("Save course")

    def __init__(self, *, qualifications: Sequence[Qualification], **form: Any) -> None:
        super().__init__(**form)
        self.grants_id.choices = [(held.id, held.name) for held in qualifications]

    def fill(self, course: Course) -> None:
        """Show the course as it is, for a form that has not been sent."""
        self.process(obj=course, data={"mode": course.mode.value})

    def details(self) -> CourseDetails:
        """Return what was filled in."""
        return CourseDetails(
            name=self.name.data,
            minutes=self.minutes.data,
            delegates=self.delegates.data,
            fewest_delegates=self.fewest_delegates.data,
            aim=self.aim.data or "",
            audience=self.audience.data or "",
            mode=CourseMode(self.mode.data),
            is_on_request=self.is_on_request.data,
            is_for_members=self.is_for_members.data,
            grants_id=self.grants_id.data,
            is_offered=self.is_offered.data,
        )
