"""What every request asks of whoever sends it, what sends it, and how it is answered."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from wtforms.validators import InputRequired

from coproduction.core.asking.days import DAYS
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSEmailInput, NHSSubmit, NHSTelInput, NHSTextarea, NHSTextInput


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


class DaysQuestions:
    """Up to three days, by the names that DAYS has for them: for a step to begin with, which asks for each."""

    def days(self) -> list[date]:
        """Return the days that were filled in, as they were."""
        return [day for name in DAYS if (day := getattr(self, name).data)]


class SendForm(Form):
    """Send the request."""

    submit = NHSSubmit("Send the request")


class LostLinkForm(Form):
    """Ask for the link again."""

    email = NHSEmailInput("Your work email address", called="Work email address")
    submit = NHSSubmit("Send me the link")


class AnswerForm(Form):
    """Answer what the coordinator asked. `hint` says what to leave out."""

    hint: ClassVar[str] = ""

    answer = NHSTextarea("Your answer", max_length=2000, rows=6, validators=[InputRequired("Enter your answer")])
    submit = NHSSubmit("Send the answer")

    def __init__(self, **form: Any) -> None:
        super().__init__(**form)
        self.answer.description = self.hint


class DeclineForm(Form):
    """Say no, kindly, and what can be done instead. `told` says who reads the words, `instead` is an example."""

    told: ClassVar[str]
    instead: ClassVar[str]

    why = NHSTextarea(
        "Why do you decline?",
        called="The reason",
        max_length=1000,
        validators=[InputRequired("Enter why you decline")],
    )
    alternatives = NHSTextarea(
        "What can they do instead?",
        called="What they can do instead",
        max_length=1000,
        validators=[InputRequired("Enter what they can do instead")],
    )
    submit = NHSSubmit("Decline and tell them")

    def __init__(self, **form: Any) -> None:
        super().__init__(**form)
        self.why.description, self.alternatives.description = self.told, self.instead


class WordsForm(Form):
    """Words of a coordinator with a step: what is asked, on which `button`, and who is `told` the words."""

    words = NHSTextarea("Why?", max_length=1000, validators=[InputRequired("Enter the words")])
    submit = NHSSubmit("Continue")

    def __init__(self, asked: str, *, button: str, told: str, **form: Any) -> None:
        super().__init__(**form)
        self.words.label.text, self.submit.label.text, self.words.description = asked, button, told
