"""What a member tells us of themselves, a few questions a page: for members, and for coordinators on their behalf."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckboxes, NHSSubmit, NHSTextarea, NHSTextInput
from coproduction.members.kinds import INTERESTS
from coproduction.members.kinds.visibility import SIGHTS, Part
from coproduction.members.models import Interest, Member
from coproduction.members.rules import tidy_area


class PartForm(Form):
    """One part of what we hold about a member, to be changed. Its fields are named as the columns that hold it."""

    part: ClassVar[Part]
    title: ClassVar[str]
    submit = NHSSubmit("Save")

    @property
    def questions(self) -> list[Any]:
        """Return the fields in the order of the page."""
        return [self[name] for name in SIGHTS[self.part].columns]

    @property
    def answers(self) -> Mapping[str, str]:
        """Return what was filled in, by column."""
        return {field.name: field.data for field in self.questions}


class NameForm(PartForm):
    """Full name, what to call them, pronouns."""

    part = Part.NAME
    title = "Change your name"
    name = NHSTextInput("Full name", autocomplete="name", validators=[InputRequired("Enter your full name")])
    known_as = NHSTextInput(
        "What should we call you?",
        called="What we call you",
        description="For example, a first name. Leave this blank to use your full name.",
    )
    pronouns = NHSTextInput("Pronouns (optional)", called="Pronouns", description="For example, she and her", width=20)


class AreaForm(PartForm):
    """Where they live, roughly."""

    part = Part.AREA
    title = "Change where you live"
    area = NHSTextInput(
        "What is the first half of your postcode?",
        called="Where you live",
        description="For example, NG18. Or write your town or village.",
        width=20,
        filters=[tidy_area],
    )


class TravelForm(PartForm):
    """When they can take part, and how far they can travel."""

    part = Part.TRAVEL
    title = "Change your time and travel"
    availability = NHSTextarea(
        "Which days and times are good for you?",
        called="Your days and times",
        description="For example, between 10am and 2pm, not on Fridays.",
        max_length=500,
        rows=3,
    )
    travel = NHSTextarea(
        "Is there a limit to how far or how you can travel?",
        called="Your travel",
        description="For example, by bus only, or home by 5pm.",
        max_length=500,
        rows=3,
    )


class EmergencyForm(PartForm):
    """Whom to ring if something happens to them."""

    part = Part.EMERGENCY
    title = "Change your emergency contact"
    emergency_contact = NHSTextarea(
        "Who should we ring if you are taken ill with us?",
        called="Your emergency contact",
        description="Their name, phone number and how they know you. Please ask them first.",
        max_length=400,
        rows=3,
    )


class InterestsForm(PartForm):
    """What they like to take part in."""

    part = Part.INTERESTS
    title = "Change what you like to do"
    interests = NHSCheckboxes(
        "What would you like to take part in?",
        description="Choose as many as you like. You can say no each time.",
        choices=list(INTERESTS.items()),
        coerce=Interest,
    )

    def __init__(self, *, obj: Member | None = None, **form: Any) -> None:
        super().__init__(data={"interests": [line.interest for line in obj.interests] if obj else []}, **form)

    @property
    def questions(self) -> list[Any]:
        """Return the one list of boxes."""
        return [self.interests]


PART_FORMS: Mapping[str, type[PartForm]] = {
    form.part.value: form for form in (NameForm, AreaForm, TravelForm, EmergencyForm, InterestsForm)
}
