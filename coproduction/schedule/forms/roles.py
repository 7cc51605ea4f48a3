"""What coordinators fill in about a role of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wtforms.validators import InputRequired, NumberRange, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSIntegerInput, NHSRadios, NHSSelect, NHSSubmit, NHSTextInput
from coproduction.members.models import Qualification
from coproduction.schedule.actions.roles import RoleDetails
from coproduction.schedule.kinds import FirstRole
from coproduction.schedule.models import EventRole, Part


def fewest_question(description: str) -> NHSIntegerInput:
    """Return the question how many people a role needs."""
    return NHSIntegerInput(
        "Fewest people",
        description=description,
        width=3,
        validators=[InputRequired("Enter the fewest people"), NumberRange(0, 500, "Fewest people must be 0 to 500")],
    )


def most_question() -> NHSIntegerInput:
    """Return the question how many people a role has room for."""
    return NHSIntegerInput(
        "Most people",
        description="Leave empty for no limit",
        width=3,
        validators=[Optional(), NumberRange(1, 10_000, "Most people must be 1 or more")],
    )


def qualification_question(
    words: str = "What it requires", description: str = "Only members who hold this can have a place"
) -> NHSSelect:
    """Return the question which qualification a role requires. The form gives it its choices."""
    return NHSSelect(words, description=description, blank="Nothing special", coerce=int)


class RoleForm(Form):
    """Add a role to an event, or change one. Of a new one it asks how many stand by, if any usually do."""

    name = NHSTextInput(
        "Name of the role",
        description="For example, panel member, co-trainer or shadow",
        validators=[InputRequired("Enter the name of the role")],
    )
    minimum = fewest_question("The role is short until this many have a place. Enter 0 if nobody has to")
    maximum = most_question()
    standbys = NHSIntegerInput(
        "How many people stand by for it?",
        called="How many stand by",
        description="They step in if somebody cannot come, and hold what the role requires. Enter 0 for nobody",
        width=2,
        validators=[
            InputRequired("Enter how many stand by"),
            NumberRange(0, 10, "Enter a number from 0 to 10"),
        ],
    )
    qualification_id = qualification_question()
    is_open = NHSRadios(
        "How members get a place",
        choices=[
            ("open", "They take a place themselves"),
            ("chosen", "They put themselves forward, or are asked, and a coordinator chooses"),
        ],
        validators=[InputRequired("Select how members get a place")],
    )
    offer_hours = NHSIntegerInput(
        "How many hours a free place is kept for the next on the waiting list (optional)",
        called="The number of hours",
        description="Only where there is a most, and members take a place themselves. Empty: as in the settings",
        width=3,
        validators=[Optional(), NumberRange(1, 1000, "The number of hours must be 1 to 1000")],
    )
    submit = NHSSubmit("Save role")

    def __init__(self, *, qualifications: Sequence[Qualification], standbys: int | None = None, **form: Any) -> None:
        super().__init__(data={"standbys": standbys}, **form)
        self.qualification_id.choices = [(held.id, held.name) for held in qualifications]
        if standbys is None:
            del self.standbys

    @property
    def number_of_standbys(self) -> int:
        """Return how many stand by, if that was asked."""
        return self.standbys.data if "standbys" in self else 0

    def start_from(self, usual: FirstRole, *, is_first: bool) -> None:
        """Show the role that such events usually have, if the event has none yet."""
        if is_first:
            self.process(
                name=usual.name,
                minimum=usual.minimum,
                maximum=usual.maximum,
                is_open="open" if usual.is_open else "chosen",
                standbys=self.number_of_standbys,
            )

    def fill(self, role: EventRole) -> None:
        """Show the role as it is, for a form that has not been sent."""
        self.process(
            name=role.name,
            minimum=role.minimum,
            maximum=role.maximum,
            qualification_id=role.qualification_id,
            is_open="open" if role.is_open else "chosen",
            offer_hours=role.offer_hours,
        )

    def details(self) -> RoleDetails:
        """Return what was filled in."""
        return RoleDetails(
            name=self.name.data,
            minimum=self.minimum.data,
            maximum=self.maximum.data,
            qualification_id=self.qualification_id.data,
            is_open=self.is_open.data == "open",
            offer_hours=self.offer_hours.data,
        )


class _BeyondForm(Form):
    """People beyond those whom the event needs."""

    name = NHSTextInput("Name of the role", validators=[InputRequired("Enter the name of the role")])
    maximum = NHSIntegerInput(
        "How many you want",
        called="The number",
        description="The event takes place without them too",
        width=3,
        validators=[InputRequired("Enter how many you want"), NumberRange(1, 500, "The number must be 1 to 500")],
    )
    submit = NHSSubmit("Save role")
    part: Part

    def details(self) -> RoleDetails:
        """Return what was filled in."""
        return RoleDetails(self.name.data, 0, self.maximum.data, None, is_open=False, part=self.part)

    def fill(self, role: EventRole) -> None:
        """Show the role as it is, for a form that has not been sent."""
        self.process(name=role.name, maximum=role.maximum, qualification_id=role.qualification_id)


class StandbyForm(_BeyondForm):
    """Add people who stand by for a role, or change how many."""

    part = Part.STANDBY

    def __init__(self, stands_by_for_id: int, **form: Any) -> None:
        super().__init__(**{"name": "Standby", "maximum": 1} | form)
        self._stands_by_for_id = stands_by_for_id

    def details(self) -> RoleDetails:
        """Return what was filled in."""
        return replace(super().details(), stands_by_for_id=self._stands_by_for_id)


class ShadowForm(_BeyondForm):
    """Add people who watch and learn, or change how many."""

    part = Part.SHADOW
    qualification_id = qualification_question()

    def __init__(self, *, qualifications: Sequence[Qualification], **form: Any) -> None:
        super().__init__(**{"name": "Shadow", "maximum": 1} | form)
        self.qualification_id.choices = [(held.id, held.name) for held in qualifications]

    def details(self) -> RoleDetails:
        """Return what was filled in."""
        return replace(super().details(), qualification_id=self.qualification_id.data)
