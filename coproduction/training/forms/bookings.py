"""What delegates fill in about themselves, and what the host of a session says about their team's places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSCheckboxes,
    NHSDateInput,
    NHSEmailInput,
    NHSHidden,
    NHSIntegerInput,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.core.signed_moments import read_moment, signed_moment
from coproduction.training.actions.booking import DelegateDetails
from coproduction.training.actions.hosting import BookingDetails
from coproduction.training.kinds import CAME, NOT_CAME
from coproduction.training.models import Delegate, SessionBookings, TrainingRequest
from coproduction.training.rules.delegates import CHOICES


class DelegateForm(Form):
    """What a delegate says of themselves."""

    name = NHSTextInput(
        "Your name",
        description="As it should stand on your certificate",
        max_length=100,
        autocomplete="name",
        spellcheck=False,
        validators=[InputRequired("Enter your name")],
    )
    team = NHSTextInput(
        "Your team",
        description="For example, Mansfield community nurses",
        max_length=100,
        autocomplete="organization",
        validators=[InputRequired("Enter your team")],
    )
    job = NHSTextInput(
        "Your role in the team",
        description="For example, district nurse",
        max_length=100,
        autocomplete="organization-title",
        validators=[InputRequired("Enter your role in the team")],
    )
    needs = NHSCheckboxes(
        "What do you need, so that you can take part? (optional)",
        called="What you need",
        description="Select all that you need. Coordinators see this. Trainers see it without your name",
        choices=CHOICES,
    )
    needs_notes = NHSTextarea(
        "Anything else that you need? (optional)",
        called="Anything else that you need",
        description="Leave out your name and how to reach you: trainers read these words",
        max_length=500,
        rows=3,
    )

    @property
    def details(self) -> DelegateDetails:
        """Return what was filled in."""
        return DelegateDetails(
            name=self.name.data,
            team=self.team.data,
            job=self.job.data,
            needs=list(self.needs.data),
            needs_notes=self.needs_notes.data,
        )


class BookingForm(DelegateForm):
    """Book a place. `website` is a box that only robots fill in; `opened` carries since when the page has been open."""

    email = NHSEmailInput(
        "Your work email address",
        called="Work email address",
        description="We send a link to it, so that you can confirm your booking",
        validators=[InputRequired("Enter your work email address")],
    )
    website = NHSHidden()
    opened = NHSHidden()
    submit = NHSSubmit("Book")

    def opened_at(self, *, now: datetime) -> datetime:
        """Return since when the page has been open; a page that does not say so truly is open from now on."""
        since = read_moment(self.opened.data)
        if since is None:
            self.opened.data = signed_moment(now)
        return since or now


class ChangeBookingForm(DelegateForm):
    """Change what a delegate said of themselves."""

    submit = NHSSubmit("Save")

    @classmethod
    def of(cls, delegate: Delegate) -> ChangeBookingForm:
        """Return the form with what they said before."""
        return cls(obj=delegate)


class HoldForm(Form):
    """How many places are held for the host's team, and until when."""

    held = NHSIntegerInput(
        "How many places do you want to hold for your team?",
        called="Number of places",
        description="Those of your team who have a place already count too. 0 holds none",
        width=3,
        validators=[
            InputRequired("Enter how many places you want to hold"),
            NumberRange(0, 500, "Number of places must be between 0 and 500"),
        ],
    )
    held_until = NHSDateInput(
        "Until which day?",
        called="Day",
        description="After that day the places that your team has not booked are for everybody",
    )
    submit = NHSSubmit("Save")

    @classmethod
    def of(cls, bookings: SessionBookings) -> HoldForm:
        """Return the form with what is held now."""
        return cls(obj=bookings)


class CertificateCodeForm(Form):
    """Check a certificate."""

    code = NHSTextInput(
        "The code on the certificate",
        called="The code on the certificate",
        description="For example, K7M2-PQ9X-4TRW-8NHA-C3VD. It makes no difference how you write it",
        width=30,
        autocomplete="off",
        spellcheck=False,
        max_length=60,
        validators=[InputRequired("Enter the code on the certificate")],
    )
    submit = NHSSubmit("Check the certificate")


class BookingsForm(Form):
    """How a session takes bookings: what a coordinator says."""

    capacity = NHSIntegerInput(
        "How many places are there?",
        called="Number of places",
        width=3,
        validators=[
            InputRequired("Enter how many places there are"),
            NumberRange(1, 500, "Number of places must be between 1 and 500"),
        ],
    )
    is_open = NHSCheckbox("Staff can book now", description="Without this, those who have booked keep what they have")
    is_listed = NHSCheckbox(
        "Show it to everybody",
        description="The public page of the course leads to it. Without this, only those who have the link find it",
    )
    joining_notes = NHSTextarea(
        "What should delegates know before they come? (optional)",
        called="What delegates should know",
        description="For example, where to ask at reception. Those with a place read it, and hear when you change it",
        max_length=1000,
        rows=3,
    )
    host_name = NHSTextInput("Who hosts it? (optional)", called="Name of the host", max_length=100, spellcheck=False)
    host_email = NHSEmailInput(
        "The host’s email address (optional)",
        called="The host’s email address",
        description="We send the host a link. With it they hold places for their team",
    )
    submit = NHSSubmit("Save")

    def fill(self, bookings: SessionBookings | None, *, delegates: int, asked: TrainingRequest | None) -> None:
        """Show how it is in a form that has not been sent; a new one has the places that the course usually has, and
        whoever asked for the session as its host.
        """
        if bookings:
            self.process(obj=bookings)
        else:
            host = {"host_name": asked.contact_name, "host_email": asked.contact_email} if asked else {}
            self.process(data={"capacity": delegates, "is_open": True, **host})

    @property
    def details(self) -> BookingDetails:
        """Return what was filled in."""
        return BookingDetails(
            capacity=self.capacity.data,
            is_open=self.is_open.data,
            is_listed=self.is_listed.data,
            host_name=self.host_name.data,
            host_email=self.host_email.data,
            joining_notes=self.joining_notes.data,
        )


def marks_in(sent: Mapping[str, str], delegates: Iterable[Delegate]) -> dict[int, bool]:
    """Return who was marked as having come or not, by their ids; nobody else."""
    marked = {one.id: sent.get(f"delegate-{one.id}", "") for one in delegates}
    return {number: word == CAME for number, word in marked.items() if word in (CAME, NOT_CAME)}
