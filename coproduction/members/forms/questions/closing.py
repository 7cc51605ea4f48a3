"""The last questions."""

from __future__ import annotations

from coproduction.core.nhs.fields import NHSTextarea, NHSTextInput
from coproduction.members.forms.questions.question import Asked, Question


class EmergencyQuestion(Question):
    """Whom to ring when something happens."""

    slug, column, short = "emergency-contact", "emergency_contact", "Emergency contact"
    asked = Asked(
        "Who should we ring if you become ill at a meeting?",
        "Write their name, their phone number and how you know them. Please tell them that you gave us these.",
    )
    asked_of = Asked(
        "Who should we ring if they become ill at a meeting?",
        "Write the name, the phone number and how they know each other. Please tell that person that we have these.",
    )

    emergency_contact = NHSTextarea(asked.title, called="Emergency contact", max_length=300, rows=3, autocomplete="off")


class HeardQuestion(Question):
    """How the person heard of the group."""

    slug, column, short = "heard", "heard_from", "Heard about us from"
    asked = Asked("How did you hear about us?", "For example, from a friend, a nurse, a poster or the internet.")
    asked_of = Asked("How did they hear about us?", "For example, from a friend, a nurse, a poster or the internet.")

    heard_from = NHSTextInput(asked.title, called="How you heard about us", max_length=200)
