"""Asking for a chat."""

from __future__ import annotations

from datetime import datetime

from wtforms.validators import DataRequired, InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSEmailInput,
    NHSHidden,
    NHSRadios,
    NHSSubmit,
    NHSTelInput,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.core.signed_moments import read_moment, signed_moment
from coproduction.members.actions.chats import ChatDetails
from coproduction.members.kinds import CHANNELS
from coproduction.notifications.models import Channel


class ChatForm(Form):
    """Who would like a chat, and how and when to reach them. `website` is a box that only robots fill in.

    `opened` carries since when the page has been open, however often it comes back with a fault.
    """

    name = NHSTextInput(
        "Your name",
        max_length=100,
        autocomplete="name",
        spellcheck=False,
        validators=[DataRequired("Enter your name")],
    )
    channel = NHSRadios(
        "How should we contact you?",
        choices=list(CHANNELS.items()),
        coerce=Channel,
        validators=[InputRequired("Select how we should contact you")],
    )
    email = NHSEmailInput("Your email address", description="If we should email you", called="Email address")
    phone = NHSTelInput("Your phone number", description="If we should ring or text you", called="Phone number")
    address = NHSTextarea(
        "Your address",
        description="If we should write to you",
        called="Address",
        max_length=400,
        rows=3,
        autocomplete="street-address",
    )
    times = NHSTextInput(
        "When is a good time? (optional)",
        description="For example, Tuesday mornings",
        called="Good time",
        max_length=200,
    )
    about = NHSTextarea(
        "Is there anything we should know before? (optional)",
        description="For example, that you would like an interpreter, or that somebody will be with you.",
        called="What we should know",
        max_length=1000,
        rows=4,
    )
    website = NHSHidden()
    opened = NHSHidden()
    submit = NHSSubmit("Ask for a chat")

    def opened_at(self, *, now: datetime) -> datetime:
        """Return since when the page has been open; a page that does not say so truly is open from now on."""
        since = read_moment(self.opened.data)
        if since is None:
            self.opened.data = signed_moment(now)
        return since or now

    @property
    def details(self) -> ChatDetails:
        """Return what was filled in."""
        return ChatDetails(
            name=self.name.data,
            channel=self.channel.data,
            email=self.email.data,
            phone=self.phone.data,
            address=self.address.data,
            times=self.times.data,
            about=self.about.data,
        )
