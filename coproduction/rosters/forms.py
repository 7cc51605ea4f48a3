"""What coordinators fill in when they fill a role."""

from __future__ import annotations

from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextInput
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.forms.answers import BESIDE, AnswerForSomebodyForm
from coproduction.schedule.models import Via


class AskForm(Form):
    """Ask a member to take a role."""

    reason = NHSTextInput(
        "Why do you ask them all the same?",
        called="The reason",
        description="Only coordinators see this. Please do not write about anybody’s health",
    )
    submit = NHSSubmit("Ask them")


class RecordAnswerForm(AnswerForSomebodyForm):
    """What a member said by phone or letter."""

    via = NHSRadios(
        "How did they tell you?",
        choices=[(Via.PHONE, "By phone, or face to face"), (Via.LETTER, "By letter")],
        coerce=Via,
        validators=[InputRequired("Select how they told you")],
    )
    submit = NHSSubmit("Record the answer")

    def __init__(self, *, name: str, is_waiting: bool, **form: Any) -> None:
        super().__init__(name=name, **form)
        if is_waiting:
            self.answer.label.text = f"What did {name} say?"
            self.answer.choices = [(Answer.NO, f"{name} leaves the waiting list", "Nobody has to say why")]
            for beside in filter(self.__contains__, BESIDE):
                del self[beside]
