"""The questions that people answer when they ask to join, as data: one small form each, in the order asked."""

from __future__ import annotations

from typing import Any, ClassVar

from wtforms import Field
from wtforms.validators import DataRequired, InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckboxes,
    NHSEmailInput,
    NHSRadios,
    NHSSubmit,
    NHSTelInput,
    NHSTextarea,
    NHSTextInput,
)
from coproduction.members.kinds import CHANNELS, CONNECTIONS, INTERESTS, Connection
from coproduction.members.models import Interest
from coproduction.notifications.models import Channel

READ_LATER = (
    "We do not read this straight away. Do not use it for an emergency, or for a worry about somebody’s safety. "
    "In an emergency, call 999."
)


class Question(Form):
    """One question on a page of its own. Its field is named as the column of Application that it fills.

    `slug` stands in the address, `title` on the page, `short` beside the answer when answers are listed.
    """

    slug: ClassVar[str]
    column: ClassVar[str]
    title: ClassVar[str]
    short: ClassVar[str]
    warning: ClassVar[str] = ""
    submit = NHSSubmit("Continue")

    @property
    def answer(self) -> Field:
        """Return the field with the answer."""
        field: Field = self[self.column]
        return field

    @classmethod
    def words(cls, given: Any) -> str:
        """Return an answer as people read it."""
        return str(given)


class NameQuestion(Question):
    """The full name, in one field."""

    slug, column, short = "name", "name", "Full name"
    title = "What is your full name?"

    name = NHSTextInput(
        title,
        description="Write it the way you like to have it written.",
        called="Full name",
        max_length=100,
        autocomplete="name",
        spellcheck=False,
        validators=[DataRequired("Enter your full name")],
    )


class KnownAsQuestion(Question):
    """What to call the person."""

    slug, column, short = "known-as", "known_as", "Likes to be called"
    title = "What would you like us to call you?"

    known_as = NHSTextInput(
        title,
        description="For example, your first name. If you leave this blank, we will use your full name.",
        called="What we call you",
        max_length=50,
        width=20,
        autocomplete="nickname",
        spellcheck=False,
    )


class ChannelQuestion(Question):
    """The one way in which we contact the person."""

    slug, column, short = "contact", "channel", "Way of contact"
    title = "How would you like us to contact you?"

    channel = NHSRadios(
        title,
        description="You do not need email to be a member.",
        choices=list(CHANNELS.items()),
        coerce=Channel,
        validators=[InputRequired("Select how you would like us to contact you")],
    )

    @classmethod
    def words(cls, given: Any) -> str:
        """Return the channel in words."""
        return CHANNELS[Channel(given)]


class EmailQuestion(Question):
    """The email address."""

    slug, column, short = "email", "email", "Email address"
    title = "What is your email address?"

    email = NHSEmailInput(
        title,
        description="You can share an email address with somebody. You need one to sign in to this website.",
        called="Email address",
    )


class PhoneQuestion(Question):
    """The phone number."""

    slug, column, short = "phone", "phone", "Phone number"
    title = "What is your phone number?"

    phone = NHSTelInput(
        title, description="We may ring you if a plan changes on the day, for example.", called="Phone number"
    )


class AddressQuestion(Question):
    """The postal address; only asked of people who want letters."""

    slug, column, short = "address", "address", "Address"
    title = "What is your address?"

    address = NHSTextarea(
        title, description="Include your postcode.", called="Address", max_length=400, autocomplete="street-address"
    )


class AreaQuestion(Question):
    """Roughly where the person lives."""

    slug, column, short = "area", "area", "Area"
    title = "Which town, village or area do you live in?"

    area = NHSTextInput(
        title,
        description="This helps us to plan meetings near you. The first part of your postcode is fine too.",
        called="Where you live",
        max_length=100,
        width=20,
    )


class ConnectionQuestion(Question):
    """How the person knows health and care services."""

    slug, column, short = "connection", "connection", "Connection to services"
    title = "How do you know health and care services?"

    connection = NHSRadios(
        title,
        description="You do not have to tell us about a health condition.",
        choices=list(CONNECTIONS.items()),
        validators=[InputRequired("Select how you know health and care services")],
    )

    @classmethod
    def words(cls, given: Any) -> str:
        """Return the connection in words."""
        return CONNECTIONS[Connection(given)]


class InterestsQuestion(Question):
    """What the person would like to do."""

    slug, column, short = "interests", "interests", "Interests"
    title = "What would you like to do?"

    interests = NHSCheckboxes(
        title,
        description="Select all that interest you. You can change your mind at any time.",
        choices=list(INTERESTS.items()),
    )

    @classmethod
    def words(cls, given: Any) -> str:
        """Return the interests in words, one a line."""
        return "\n".join(INTERESTS[Interest(interest)] for interest in given)


class SupportQuestion(Question):
    """What the person needs in order to take part."""

    slug, column, short = "support", "support", "Support needed"
    title = "What support do you need to take part?"
    warning = READ_LATER

    support = NHSTextarea(
        title,
        description=(
            "For example, large print, an interpreter, step-free rooms, breaks, or somebody who comes with you. "
            "Only coordinators see this."
        ),
        called="Support you need",
        max_length=2000,
        rows=6,
    )


class AboutQuestion(Question):
    """Anything else."""

    slug, column, short = "about", "about", "Anything else to say"
    title = "Is there anything you would like to tell us?"
    warning = READ_LATER

    about = NHSTextarea(
        title,
        description="For example, what you care about, or what you would like to change.",
        called="What you tell us",
        max_length=2000,
        rows=6,
    )


QUESTIONS: tuple[type[Question], ...] = (
    NameQuestion,
    KnownAsQuestion,
    ChannelQuestion,
    EmailQuestion,
    PhoneQuestion,
    AddressQuestion,
    AreaQuestion,
    ConnectionQuestion,
    InterestsQuestion,
    SupportQuestion,
    AboutQuestion,
)
BY_SLUG = {question.slug: question for question in QUESTIONS}
BY_COLUMN = {question.column: question for question in QUESTIONS}
