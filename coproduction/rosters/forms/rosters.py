"""What coordinators fill in when they fill a role."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from coproduction.core.dates import uk_datetime
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSIntegerInput, NHSRadios, NHSSubmit, NHSTextInput
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.forms.answers import BESIDE, AnswerForSomebodyForm
from coproduction.schedule.models import Via
from coproduction.schedule.words import hours_in_words

A_FEW_HOURS = (NumberRange(1, 1000, "The number of hours must be 1 to 1000"),)


class AskForm(Form):
    """Ask a member to take a role."""

    reason = NHSTextInput(
        "Why do you ask them all the same?",
        called="The reason",
        description="Only coordinators see this. Please do not write about anybody’s health",
    )
    hours = NHSIntegerInput(
        "How many hours they have to answer (optional)",
        called="The number of hours",
        width=3,
        validators=[Optional(), *A_FEW_HOURS],
    )
    submit = NHSSubmit("Ask them")

    def say_usual(self, hours: int, *, until: datetime) -> None:
        """Say how long they have if no other time is given."""
        self.hours.description = f"If you leave it empty: {hours_in_words(hours)}, until {uk_datetime(until)}"


class GiveForm(Form):
    """Give the place to somebody who put themselves forward."""

    reason = NHSTextInput(
        "Why do you give them the place all the same?",
        called="The reason",
        description="Only coordinators see this. Please do not write about anybody’s health",
    )
    submit = NHSSubmit("Give the place")


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


class PanelDatesForm(Form):
    """Between which days panels need people."""

    first = NHSDateInput(
        "First day", description="For example, 1 2 2027", validators=[InputRequired("Enter the first day")]
    )
    last = NHSDateInput(
        "Last day", description="For example, 28 2 2027", validators=[InputRequired("Enter the last day")]
    )
    submit = NHSSubmit("Propose rosters")

    def validate_last(self, field: NHSDateInput) -> None:
        """Refuse days in the wrong order."""
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError("The last day must be the first day or later")


def days_in(sent: MultiDict[str, str]) -> tuple[date, date] | None:
    """Return the first and the last day that an address names, or None if it names no days in order."""
    try:
        first, last = date.fromisoformat(sent.get("first", "")), date.fromisoformat(sent.get("last", ""))
    except ValueError:
        return None
    return (first, last) if first <= last < date.max else None
