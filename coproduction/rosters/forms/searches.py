"""How coordinators say that somebody who steps in is looked for."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit
from coproduction.rosters.models import Pace
from coproduction.schedule.words import hours_in_words

AS_IT_FITS = "as it fits"


class LookForm(Form):
    """Look for people who step in."""

    pace = NHSRadios(
        "How do you want to ask?",
        validators=[InputRequired("Select how you want to ask")],
        choices=[
            (AS_IT_FITS, "As it fits", "One at a time. Several at once when the event is very near"),
            (Pace.IN_TURN.value, "One member after the other"),
            (Pace.AT_ONCE.value, "Several at once. The first yes has the place"),
        ],
        default=AS_IT_FITS,
    )
    submit = NHSSubmit("Look for somebody")

    @property
    def chosen(self) -> Pace | None:
        """Return how members are to be asked; None as it fits."""
        return None if self.pace.data == AS_IT_FITS else Pace(self.pace.data)


WHAT_HAPPENS = "If somebody says no, or does not answer in time"
WHAT_THEN = (("yes", "Ask the next member without me"), ("no", "I choose whom to ask next"))


def until_when(hours: int) -> str:
    """Say until when the next is asked by itself."""
    return f"Nobody more is asked by us in the last {hours_in_words(hours)} before it starts. Then a person rings round"


class AskingNextForm(Form):
    """Say what happens when somebody does not say yes."""

    wanted = NHSRadios(
        WHAT_HAPPENS,
        choices=WHAT_THEN,
        validators=[InputRequired("Select what happens")],
    )
    submit = NHSSubmit("Save")

    def say_last_asking(self, hours: int) -> None:
        """Say until when the next is asked by itself."""
        self.wanted.description = until_when(hours)
