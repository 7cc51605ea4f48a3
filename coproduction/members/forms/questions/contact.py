"""Questions about how to reach the person."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from wtforms.validators import InputRequired

from coproduction.core.nhs.fields import NHSCheckbox, NHSEmailInput, NHSRadios, NHSTelInput, NHSTextarea
from coproduction.members.actions import applications as actions
from coproduction.members.forms.questions.question import SHARED, SHARED_HINT, SHARED_OF, Asked, Question
from coproduction.members.kinds import CHANNELS
from coproduction.members.models import Application
from coproduction.members.rules import shares_email, speaks_of_them
from coproduction.notifications.models import Channel


class ChannelQuestion(Question):
    """The one way in which we contact the person."""

    slug, column, short = "contact", "channel", "Way of contact"
    asked = Asked("How would you like us to contact you?", "You do not need email to be a member.")
    asked_of = Asked("How would they like us to contact them?", "They do not need email to be a member.")

    channel = NHSRadios(
        asked.title,
        choices=list(CHANNELS.items()),
        coerce=Channel,
        validators=[InputRequired("Select a way of contact")],
    )

    @classmethod
    def words(cls, given: Channel) -> str:
        """Return the channel in words."""
        return CHANNELS[given]


class EmailQuestion(Question):
    """The email address."""

    slug, column, short = "email", "email", "Email address"
    asked = Asked(
        "What is your email address?",
        "You can share an email address with somebody. You need one to sign in to this website.",
    )
    asked_of = Asked(
        "What is their email address?",
        "Enter the person’s own, not yours. They need one only if they want to sign in to this website.",
    )

    template = "members/ask_email.html"

    email = NHSEmailInput(asked.title, called="Email address")
    is_shared = NHSCheckbox(SHARED, description=SHARED_HINT)

    @classmethod
    def open(cls, application: Application | None) -> Self:
        """Return the form with the address so far, and whether the supporter has the same."""
        form = cls(obj=application, is_shared=application is not None and shares_email(application))
        if speaks_of_them(application):
            form.is_shared.label.text = SHARED_OF
        return form

    def keep(self, application: Application, *, now: datetime) -> Application:
        """Keep the address, which the supporter may have too if somebody says so."""
        return actions.keep_answer(
            application.id, "email", self.email.data, question=self.slug, is_shared=self.is_shared.data, now=now
        )


class PhoneQuestion(Question):
    """The phone number."""

    slug, column, short = "phone", "phone", "Phone number"
    asked = Asked("What is your phone number?", "We may ring you if a plan changes on the day, for example.")
    asked_of = Asked("What is their phone number?", "Enter the person’s own number, not yours.")

    phone = NHSTelInput(asked.title, called="Phone number")


class AddressQuestion(Question):
    """The postal address; only asked of people who want letters."""

    slug, column, short = "address", "address", "Address"
    asked = Asked("What is your address?", "Include your postcode.")
    asked_of = Asked("What is their address?", "Include their postcode.")

    address = NHSTextarea(asked.title, called="Address", max_length=400, autocomplete="street-address")


class TimesQuestion(Question):
    """When to get in touch."""

    slug, column, short = "times", "contact_times", "Good times for contact"
    asked = Asked("When is a good time to contact you?", "For example, mornings but not on Fridays.")
    asked_of = Asked("When is a good time to contact them?", "For example, mornings but not on Fridays.")

    contact_times = NHSTextarea(asked.title, called="Good times", max_length=300, rows=3)
