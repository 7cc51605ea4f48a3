"""Questions about the person."""

from __future__ import annotations

from wtforms.validators import DataRequired, InputRequired

from coproduction.core.nhs.fields import NHSRadios, NHSTextInput
from coproduction.members.forms.questions.question import Asked, Question
from coproduction.members.kinds import CONNECTIONS, Connection
from coproduction.members.kinds.joining import CONNECTIONS_OF
from coproduction.members.models import Application
from coproduction.members.rules import speaks_of_them, tidy_area


class NameQuestion(Question):
    """The full name, in one field."""

    slug, column, short = "name", "name", "Full name"
    asked = Asked("What is your full name?", "Write it the way you like to have it written.")
    asked_of = Asked("What is their full name?", "Write it the way they like to have it written.")

    name = NHSTextInput(
        asked.title,
        called="Full name",
        max_length=100,
        autocomplete="name",
        spellcheck=False,
        validators=[DataRequired("Enter the full name")],
    )


class KnownAsQuestion(Question):
    """What to call the person."""

    slug, column, short = "known-as", "known_as", "Likes to be called"
    asked = Asked(
        "What would you like us to call you?",
        "For example, your first name. If you leave this blank, we will use your full name.",
    )
    asked_of = Asked(
        "What would they like us to call them?",
        "For example, their first name. If you leave this blank, we will use their full name.",
    )

    known_as = NHSTextInput(
        asked.title, called="What we call you", max_length=50, width=20, autocomplete="nickname", spellcheck=False
    )


class PronounsQuestion(Question):
    """The person's pronouns."""

    slug, column, short = "pronouns", "pronouns", "Pronouns"
    asked = Asked(
        "What are your pronouns?",
        "These are the words we use in place of your name. For example, she/her, he/him or they/them.",
    )
    asked_of = Asked(
        "What are their pronouns?",
        "These are the words we use in place of their name. For example, she/her, he/him or they/them.",
    )

    pronouns = NHSTextInput(
        asked.title, called="Pronouns", max_length=40, width=20, autocomplete="off", spellcheck=False
    )


class AreaQuestion(Question):
    """Roughly where the person lives."""

    slug, column, short = "area", "area", "Area"
    asked = Asked(
        "What is the first half of your postcode?",
        "For example, NG18. It helps us to plan meetings near you. Or write your town or village.",
    )
    asked_of = Asked(
        "What is the first half of their postcode?",
        "For example, NG18. It helps us to plan meetings near them. Or write their town or village.",
    )

    area = NHSTextInput(asked.title, called="Where you live", max_length=100, width=20, filters=[tidy_area])


class ConnectionQuestion(Question):
    """How the person knows health and care services."""

    slug, column, short = "connection", "connection", "Connection to services"
    asked = Asked("How do you know health and care services?", "You do not have to tell us about a health condition.")
    asked_of = Asked(
        "How do they know health and care services?", "You do not have to tell us about a health condition."
    )

    connection = NHSRadios(
        asked.title,
        choices=list(CONNECTIONS.items()),
        validators=[InputRequired("Select a connection to health and care services")],
    )

    def speak_of_them(self) -> None:
        """Put the choices into words about the applicant."""
        self.connection.choices = list(CONNECTIONS_OF.items())

    @classmethod
    def answer_of(cls, application: Application) -> str:
        """Return the connection in words to the applicant or about them."""
        words = CONNECTIONS_OF if speaks_of_them(application) else CONNECTIONS
        return words[Connection(application.connection)] if application.connection else ""
