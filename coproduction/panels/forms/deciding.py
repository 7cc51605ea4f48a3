"""What coordinators fill in when they answer a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSSelect, NHSSubmit, NHSTextarea
from coproduction.members.models import Qualification
from coproduction.panels.actions.deciding import Acceptance

TO_COORDINATORS = "Other coordinators can read this"
TO_MANAGER = "We send your words to the recruiting manager. Do not name members"


def short_question() -> NHSTextarea:
    """Return the question why short notice is enough."""
    return NHSTextarea(
        "Why do we say yes at short notice?",
        called="The reason for short notice",
        description=TO_COORDINATORS,
        max_length=500,
        rows=3,
        validators=[InputRequired("Enter why we say yes at short notice")],
    )


class AgreeDatesForm(Form):
    """Agree to other dates, with a reason where one is needed."""

    short_because = short_question()
    submit = NHSSubmit("Change the dates and tell everybody")

    def __init__(self, *, is_short: bool, **form: Any) -> None:
        super().__init__(**form)
        if not is_short:
            del self.short_because

    @property
    def reason(self) -> str:
        """Return why, if it was asked."""
        return self.short_because.data if "short_because" in self else ""


class AcceptForm(Form):
    """Say yes. A reason is asked for only where one is needed."""

    qualification_id = NHSSelect(
        "What members must hold",
        description="Only members who hold this can have a place",
        blank="Nothing special",
        coerce=int,
    )
    short_because = short_question()
    alone_because = NHSTextarea(
        "Why may one member be alone?",
        called="The reason for one member",
        description=TO_COORDINATORS,
        max_length=500,
        rows=3,
        validators=[InputRequired("Enter why one member may be alone")],
    )
    submit = NHSSubmit("Accept and make the panel")

    def __init__(self, qualifications: Sequence[Qualification], *, is_short: bool, is_alone: bool, **form: Any) -> None:
        super().__init__(**form)
        self.qualification_id.choices = [(each.id, each.name) for each in qualifications]
        if not is_short:
            del self.short_because
        if not is_alone:
            del self.alone_because

    def acceptance(self) -> Acceptance:
        """Return what was filled in."""
        return Acceptance(
            qualification_id=self.qualification_id.data,
            short_because=self.short_because.data if "short_because" in self else "",
            alone_because=self.alone_because.data if "alone_because" in self else "",
        )


class DeclineForm(Form):
    """Say no, kindly, and what can be done instead."""

    why = NHSTextarea(
        "Why do you decline?",
        called="The reason",
        description=TO_MANAGER,
        max_length=1000,
        validators=[InputRequired("Enter why you decline")],
    )
    alternatives = NHSTextarea(
        "What can they do instead?",
        called="What they can do instead",
        description="For example, two other days, or that members help to write the questions",
        max_length=1000,
        validators=[InputRequired("Enter what they can do instead")],
    )
    submit = NHSSubmit("Decline and tell them")


class WordsForm(Form):
    """Words of a coordinator with a step: `WordsForm("What would you like to know?", button="Ask them")`."""

    words = NHSTextarea("Why?", max_length=1000, validators=[InputRequired("Enter the words")])
    submit = NHSSubmit("Continue")

    def __init__(self, asked: str, *, button: str, is_told: bool = True, **form: Any) -> None:
        super().__init__(**form)
        self.words.label.text, self.submit.label.text = asked, button
        self.words.description = TO_MANAGER if is_told else TO_COORDINATORS
