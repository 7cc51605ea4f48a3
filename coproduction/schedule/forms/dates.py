"""Many dates on one page, each a question of its own: when members can come, before anything is settled."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit

SomeDates = TypeVar("SomeDates", bound="DatesForm")
_DATE = "option_"


class AskedDate(NamedTuple):
    """One date: what it is known by here, the question, more words beneath it, and what was said before."""

    key: str
    question: str
    hint: str
    said: enum.StrEnum | None


class DatesForm(Form):
    """One question for each date. It is made by `dates_form`."""

    submit = NHSSubmit("Send my answers")

    @property
    def questions(self) -> list[Any]:
        """Return the questions, in the order of the dates."""
        return [field for field in self if field.name.startswith(_DATE)]

    def said(self) -> dict[str, Any]:
        """Return what was said, by what each date is known by."""
        return {field.name.removeprefix(_DATE): field.data for field in self.questions if field.data}


def dates_form(
    kind: type[SomeDates], dates: Sequence[AskedDate], *, choices: Sequence[tuple[enum.StrEnum, str]], of: str = ""
) -> SomeDates:
    """Return such a form with a question for each date, and what was said before; `of` names whom staff ask."""
    fields = {
        f"{_DATE}{date.key}": NHSRadios(
            date.question,
            description=date.hint,
            called="Their answer" if of else "Your answer",
            choices=choices,
            coerce=type(choices[0][0]),
            default=date.said,
        )
        for date in dates
    }
    made: SomeDates = type(kind.__name__, (kind,), fields)()
    if of:
        made.submit.label.text = "Record the answers"
    return made
