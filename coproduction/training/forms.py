"""What coordinators fill in about courses and sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSIntegerInput, NHSSelect, NHSSubmit, NHSTextInput
from coproduction.schedule.forms.events import EventForm
from coproduction.training import rules
from coproduction.training.models import Course, TrainingSession


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


class SessionForm(EventForm):
    """A training session: what every event has, which course it is and for whom."""

    opening = ("course_id", "team", "title")

    course_id = NHSSelect("Course", coerce=int, validators=[InputRequired("Select the course")])
    team = NHSTextInput(
        "Team that is trained",
        description="For example, Mansfield community nurses",
        max_length=100,
        validators=[InputRequired("Enter the team that is trained")],
    )
    title = NHSTextInput(
        "Title (optional)",
        called="Title",
        description="What members see in the schedule. Leave empty to name it after the course and the team",
    )

    def __init__(self, *, courses: Sequence[Course], **form: Any) -> None:
        super().__init__(**form)
        self.course_id.choices = [(course.id, _in_words(course)) for course in courses]

    def fill_session(self, session: TrainingSession) -> None:
        """Show the session as it is, for a form that has not been sent. A title made from the course stays empty."""
        self.fill(session.event, course_id=session.course_id, team=session.team)
        if rules.has_usual_title(session):
            self.title.process_data("")


def _in_words(course: Course) -> str:
    return f"{course.name} ({rules.length_in_words(course)}, up to {course.delegates})"
