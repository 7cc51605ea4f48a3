"""What coordinators fill in when they fill a role."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from coproduction.core.dates import uk_datetime
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSIntegerInput, NHSRadios, NHSSubmit, NHSTextInput
from coproduction.rosters.queries import Choice, Wishes
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


PICK, SHOWN, OUT = "pick", "shown", "out"
_CHOICE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


class ProposalForm(Form):
    """Ask the members who are ticked, or see another proposal that keeps them."""

    hours = NHSIntegerInput(
        "How many hours they have to answer (optional)",
        called="The number of hours",
        description="If you leave it empty, each has the time that stands in the settings",
        width=3,
        validators=[Optional(), *A_FEW_HOURS],
    )
    ask = NHSSubmit("Ask these members")
    again = NHSSubmit("Propose again", variant="secondary")


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


def wishes_in(sent: MultiDict[str, str]) -> Wishes:
    """Return what the ticks say: who is ticked is kept, who was shown and is not ticked is left out."""
    kept = _choices(sent.getlist(PICK))
    left_out = [choice for choice in _choices(sent.getlist(SHOWN)) if choice not in kept]
    return Wishes(kept, [*_choices(sent.getlist(OUT)), *left_out])


def _choices(values: list[str]) -> list[Choice]:
    found = (_CHOICE.fullmatch(value) for value in values)
    return [Choice(int(one[1]), int(one[2])) for one in found if one]
