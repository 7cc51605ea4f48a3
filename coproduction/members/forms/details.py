"""How to reach a member, and when they are away: for members themselves, and for coordinators on their behalf."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSDateInput,
    NHSEmailInput,
    NHSRadios,
    NHSSubmit,
    NHSTelInput,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.members.actions.members import Contact
from coproduction.members.kinds import CHANNELS
from coproduction.notifications.models import Channel


class ContactForm(Form):
    """How to reach a member."""

    channel = NHSRadios(
        "How should we contact you?",
        called="How we contact you",
        choices=list(CHANNELS.items()),
        coerce=Channel,
        validators=[InputRequired("Select how we should contact you")],
    )
    email = NHSEmailInput("Email address", description="You need one to sign in to this website.")
    phone = NHSTelInput("Phone number")
    address = NHSTextarea(
        "Address",
        description="You can leave this blank, unless you would like letters.",
        max_length=400,
        autocomplete="street-address",
    )
    contact_times = NHSTextInput(
        "When is a good time? (optional)",
        called="Good times",
        description="For example, in the morning, or not on Mondays.",
        max_length=200,
    )
    submit = NHSSubmit("Save")

    @property
    def contact(self) -> Contact:
        """Return what was filled in."""
        return Contact(
            channel=self.channel.data,
            email=self.email.data,
            phone=self.phone.data,
            address=self.address.data,
            contact_times=self.contact_times.data,
        )


class AwayForm(Form):
    """Days on which a member cannot be asked to anything."""

    starts_on = NHSDateInput(
        "First day away",
        description="For example, 24 7 2027",
        validators=[InputRequired("Enter the first day away")],
    )
    ends_on = NHSDateInput(
        "Last day away",
        description="This can be the same day",
        validators=[InputRequired("Enter the last day away")],
    )
    submit = NHSSubmit("Add these days")
