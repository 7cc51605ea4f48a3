"""What coordinators fill in about the roles of a course's plan, and about what a role of a session does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSRadios, NHSSubmit, NHSTextInput
from coproduction.members.models import Qualification
from coproduction.schedule.forms.roles import fewest_question, most_question, qualification_question
from coproduction.training.actions.plans import PlannedRole
from coproduction.training.kinds import DUTIES
from coproduction.training.models import CourseRole, Duty


def _duty_question() -> NHSRadios:
    return NHSRadios(
        "What somebody in this role does",
        choices=[(does.value, words) for does, words in DUTIES.items()],
        validators=[InputRequired("Select what somebody in this role does")],
    )


class PlannedRoleForm(Form):
    """Add a role to the plan of a course, or change one."""

    name = NHSTextInput(
        "Name of the role",
        description="For example, Co-trainer",
        max_length=100,
        validators=[InputRequired("Enter the name of the role")],
    )
    does = _duty_question()
    minimum = fewest_question("Enter 0 if a session can do without them")
    maximum = most_question()
    qualification_id = qualification_question()
    is_open = NHSCheckbox("Members take a place themselves. Otherwise a coordinator chooses")
    submit = NHSSubmit("Save role")

    def __init__(self, *, qualifications: Sequence[Qualification], **form: Any) -> None:
        super().__init__(**form)
        self.qualification_id.choices = [(held.id, held.name) for held in qualifications]

    def fill(self, role: CourseRole) -> None:
        """Show the role as it is, for a form that has not been sent."""
        self.process(obj=role, data={"does": role.does.value})

    def details(self) -> PlannedRole:
        """Return what was filled in."""
        return PlannedRole(
            name=self.name.data,
            does=Duty(self.does.data),
            minimum=self.minimum.data,
            maximum=self.maximum.data,
            qualification_id=self.qualification_id.data,
            is_open=self.is_open.data,
        )


class DutyForm(Form):
    """Say what somebody in a role of a session does."""

    does = _duty_question()
    submit = NHSSubmit("Save")

    def fill(self, does: Duty) -> None:
        """Show what is said now, for a form that has not been sent."""
        self.does.process_data(does.value)

    def duty(self) -> Duty:
        """Return what was chosen."""
        return Duty(self.does.data)
