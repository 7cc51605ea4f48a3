"""What coordinators fill in about sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.nhs.fields import NHSCheckbox, NHSSelect, NHSTextInput
from coproduction.schedule.forms.events import EventForm
from coproduction.training.models import Course, TrainingSession
from coproduction.training.rules.courses import length_in_words, numbers_in_words
from coproduction.training.rules.sessions import has_usual_title


class SessionForm(EventForm):
    """A training session: what every event has, which course it is and for whom."""

    opening = ("course_id", "team", "with_staff", "title")

    course_id = NHSSelect("Course", coerce=int, validators=[InputRequired("Select the course")])
    team = NHSTextInput(
        "Team that is trained",
        description="For example, Mansfield community nurses",
        max_length=100,
        validators=[InputRequired("Enter the team that is trained")],
    )
    with_staff = NHSCheckbox(
        "A member of staff delivers it too",
        description="Then it needs one member fewer beside them",
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
        self.fill(session.event, course_id=session.course_id, team=session.team, with_staff=session.with_staff)
        if has_usual_title(session):
            self.title.process_data("")


def _in_words(course: Course) -> str:
    return f"{course.name} ({length_in_words(course)}, {numbers_in_words(course)} people)"
