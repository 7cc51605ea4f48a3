"""The forms of the site: setting a number from a day on, and asking for another format."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired, ValidationError

from coproduction.accounts.rules import tidy_email
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckboxes,
    NHSDateInput,
    NHSIntegerInput,
    NHSRadios,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.core.nhs.fields.texts import TELEPHONE
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Channel
from coproduction.site.kinds import CHANNELS, FORMATS, FormatRequest


class NumberForm(Form):
    """What a number is to be, and from which day. The page says what is sensible."""

    value = NHSIntegerInput("New number", validators=[InputRequired("Enter the new number")])
    from_day = NHSDateInput(
        "From which day?",
        called="Day",
        description="Today or a day to come. For example, 27 3 2027",
        validators=[InputRequired("Enter the day from which it counts")],
    )
    submit = NHSSubmit("Save")


class FormatForm(Form):
    """What somebody would like in another format, and how to reach them."""

    about = NHSTextInput(
        "What would you like to read?",
        called="What you would like to read",
        description="The name of a page, or what it is about.",
        validators=[DataRequired("Enter what you would like to read")],
    )
    formats = NHSCheckboxes(
        "Which format would help?",
        called="Formats",
        choices=[(name, name) for name in FORMATS],
        validators=[InputRequired("Select a format")],
    )
    details = NHSTextarea(
        "Tell us more, if you like",
        called="More about the format",
        description="For example, which language, or how big the print should be.",
        max_length=500,
        rows=2,
    )
    name = NHSTextInput(
        "What is your name?",
        called="Name",
        max_length=100,
        autocomplete="name",
        spellcheck=False,
        validators=[DataRequired("Enter your name")],
    )
    channel = NHSRadios(
        "How should we contact you?",
        called="How we contact you",
        choices=list(CHANNELS.items()),
        coerce=Channel,
        validators=[InputRequired("Select how we should contact you")],
    )
    where = NHSTextarea(
        "What is that email address, phone number or address?",
        called="Email address, phone number or address",
        max_length=300,
        rows=3,
        validators=[DataRequired("Enter your email address, phone number or address")],
    )
    submit = NHSSubmit("Send my request")

    def validate_where(self, field: NHSTextarea) -> None:
        """Refuse what is no email address or no phone number, when that is what was chosen."""
        if self.channel.data is Channel.EMAIL:
            try:
                field.data = tidy_email(field.data)
            except Refusal as refusal:
                raise ValidationError(refusal.message) from refusal
        if self.channel.data in {Channel.PHONE, Channel.TEXT} and not TELEPHONE.fullmatch(field.data):
            raise ValidationError("Enter a phone number, like 01632 960 001 or 07700 900 982")

    def asked(self) -> FormatRequest:
        """Return what was asked."""
        return FormatRequest(
            about=self.about.data,
            formats=tuple(self.formats.data),
            details=self.details.data,
            name=self.name.data,
            channel=self.channel.data,
            where=self.where.data,
        )
