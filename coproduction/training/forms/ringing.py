"""What coordinators fill in for delegates who ring, and what they put right of them."""

from __future__ import annotations

from typing import Self

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSCheckboxes,
    NHSEmailInput,
    NHSSubmit,
    NHSTelInput,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.training.actions.booking import DelegateDetails
from coproduction.training.actions.reaching import Reach
from coproduction.training.models import Delegate
from coproduction.training.rules.delegates import CHOICES


class NamedForm(Form):
    """What is printed on a certificate, or stands on lists, of a delegate, and how they are reached."""

    name = NHSTextInput(
        "Name",
        description="As it should stand on their certificate",
        max_length=100,
        autocomplete="off",
        spellcheck=False,
        validators=[InputRequired("Enter their name")],
    )
    team = NHSTextInput("Team", max_length=100, autocomplete="off", validators=[InputRequired("Enter their team")])
    job = NHSTextInput(
        "Role in the team", max_length=100, autocomplete="off", validators=[InputRequired("Enter their role")]
    )

    email = NHSEmailInput(
        "Work email address (optional)",
        called="Work email address",
        description="We send their link to it. Without one, somebody rings them when there is news",
        autocomplete="off",
    )
    phone = NHSTelInput(
        "Phone number (optional)",
        called="Phone number",
        description="We need it if they have no email address",
        autocomplete="off",
    )

    @property
    def reach(self) -> Reach:
        """Return how they can be reached."""
        return Reach(self.email.data or "", self.phone.data or "")

    @classmethod
    def of(cls, delegate: Delegate) -> Self:
        """Return the form with what stands of them now."""
        return cls(obj=delegate)


class PutRightForm(NamedForm):
    """Put right what stands of a delegate. What they needed is past once the session has begun."""

    submit = NHSSubmit("Save")

    def details(self, there: Delegate) -> DelegateDetails:
        """Return what was filled in, beside what they said that they need."""
        said = (self.name.data, self.team.data, self.job.data)
        return DelegateDetails(*said, needs=there.needs, needs_notes=there.needs_notes)


class CameForm(NamedForm):
    """Write down somebody who came without having booked. What they needed is past."""

    submit = NHSSubmit("They came")

    def details(self) -> DelegateDetails:
        """Return what was filled in."""
        return DelegateDetails(self.name.data, self.team.data, self.job.data)


class NeedsForm(NamedForm):
    """What a delegate says on the phone: who they are, and what they need."""

    needs = NHSCheckboxes(
        "What do they need, so that they can take part? (optional)",
        called="What they need",
        description="Select all that they need. Trainers see this without their name",
        choices=CHOICES,
    )
    needs_notes = NHSTextarea(
        "Anything else that they need? (optional)",
        called="Anything else that they need",
        description="Leave out their name and how to reach them: trainers read these words",
        max_length=500,
        rows=3,
    )

    def details(self, _there: Delegate | None = None) -> DelegateDetails:
        """Return what was filled in."""
        needs = list(self.needs.data)
        return DelegateDetails(self.name.data, self.team.data, self.job.data, needs, self.needs_notes.data)


class ChangeForm(NeedsForm):
    """Change what a delegate said, before the session."""

    submit = NHSSubmit("Save")


class BookForForm(NeedsForm):
    """Book for a delegate who rings."""

    is_of_host = NHSCheckbox(
        "They are of the host’s team", description="Then they can have a place that is held for that team"
    )
    submit = NHSSubmit("Book")
