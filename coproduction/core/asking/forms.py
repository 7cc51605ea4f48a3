"""What every request asks of whoever sends it, and what sends it."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSEmailInput, NHSSubmit, NHSTelInput, NHSTextInput


class ContactQuestions:
    """Who asks, and how to reach them at work: for a step to begin with."""

    contact_name = NHSTextInput(
        "Your name",
        max_length=100,
        autocomplete="name",
        spellcheck=False,
        validators=[InputRequired("Enter your name")],
    )
    contact_email = NHSEmailInput(
        "Your work email address",
        called="Work email address",
        description="We send your own link to it",
        validators=[InputRequired("Enter your work email address")],
    )
    contact_phone = NHSTelInput(
        "Your work phone number",
        called="Work phone number",
        validators=[InputRequired("Enter your work phone number")],
    )


class SendForm(Form):
    """Send the request."""

    submit = NHSSubmit("Send the request")


class LostLinkForm(Form):
    """Ask for the link again."""

    email = NHSEmailInput("Your work email address", called="Work email address")
    submit = NHSSubmit("Send me the link")
