"""What the only member left on a panel is asked, and why."""

from __future__ import annotations

from typing import Any

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextarea
from coproduction.schedule.models import Via

YES, NO = "yes", "no"
TO_COORDINATORS = "Other coordinators can read this. Do not write about anybody’s health"


class AskAloneForm(Form):
    """Ask the only member, with the reason."""

    reason = NHSTextarea(
        "Why may this panel go on with one member?",
        called="The reason",
        description=TO_COORDINATORS,
        max_length=500,
        rows=3,
        validators=[InputRequired("Enter why the panel may go on with one member")],
    )
    submit = NHSSubmit("Ask them")


class AnswerAloneForm(Form):
    """The only member's own answer."""

    answer = NHSRadios(
        "Do you agree to be the only member?",
        choices=[(YES, "Yes, I agree to be the only member"), (NO, "No, I would rather not")],
        validators=[InputRequired("Select yes or no")],
    )
    submit = NHSSubmit("Send my answer")

    def show_what_was_said(self, agrees: bool | None) -> None:
        """Show what was answered before, in a form that has not been sent."""
        if agrees is not None and not self.is_submitted():
            self.answer.process_data(YES if agrees else NO)

    @property
    def agrees(self) -> bool:
        """Say whether they agree."""
        return bool(self.answer.data == YES)


class RecordAloneForm(AnswerAloneForm):
    """What the only member said by phone or letter; and why they were asked, if no coordinator has said that yet."""

    via = NHSRadios(
        "How did they tell you?",
        choices=[(Via.PHONE, "By phone, or face to face"), (Via.LETTER, "By letter")],
        coerce=Via,
        validators=[InputRequired("Select how they told you")],
    )
    reason = NHSTextarea(
        "If they agree: why may this panel go on with one member?",
        called="The reason",
        description=TO_COORDINATORS,
        max_length=500,
        rows=3,
    )
    submit = NHSSubmit("Record the answer")

    def __init__(self, *, name: str, has_reason: bool, **form: Any) -> None:
        super().__init__(**form)
        self.answer.label.text = f"Does {name} agree to be the only member?"
        self.answer.choices = [(YES, f"Yes, {name} agrees"), (NO, f"No, {name} would rather not")]
        if has_reason:
            del self.reason

    @property
    def why(self) -> str:
        """Return the reason, if it was asked."""
        return (self.reason.data or "") if "reason" in self else ""
