"""The equality questions as forms: all on one page, and a second step for the ethnic background."""

from __future__ import annotations

from typing import Self

from wtforms import Field

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSHidden, NHSRadios, NHSSubmit
from coproduction.members.kinds.equality import (
    AGE,
    BACKGROUNDS,
    CONDITION,
    EFFECT,
    ETHNIC_GROUP,
    GENDER,
    ORIENTATION,
    RELIGION,
    SEX,
    EqualityQuestion,
)


def _radios(question: EqualityQuestion) -> NHSRadios:
    return NHSRadios(question.title, size="m", choices=list(question.options.items()))


class EqualityForm(Form):
    """Every question, each of which can be left out, and two buttons equal in weight."""

    age = _radios(AGE)
    condition = _radios(CONDITION)
    effect = _radios(EFFECT)
    ethnic_group = _radios(ETHNIC_GROUP)
    religion = _radios(RELIGION)
    sex = _radios(SEX)
    gender = _radios(GENDER)
    orientation = _radios(ORIENTATION)
    submit = NHSSubmit("Send these answers", variant="secondary")
    skip = NHSSubmit("Skip these questions", variant="secondary")

    @property
    def questions(self) -> list[Field]:
        """Return the questions as fields, in their order."""
        return [field for field in self if isinstance(field, NHSRadios)]

    @property
    def given(self) -> dict[str, str]:
        """Return the answers that were given, by the names of their questions."""
        return {field.name: field.data for field in self.questions if field.data}


class BackgroundForm(Form):
    """The second step: the background, out of those of the ethnic group that was chosen."""

    background = NHSRadios("")
    is_second = NHSHidden(default="yes")
    submit = NHSSubmit("Send these answers", variant="secondary")
    skip = NHSSubmit("Skip these questions", variant="secondary")
    question: EqualityQuestion

    @classmethod
    def after(cls, first: EqualityForm) -> Self | None:
        """Return the second step for whoever chose a group that has one, and skips nothing."""
        group = first.given.get(ETHNIC_GROUP.name)
        if first.skip.data or group is None or group not in BACKGROUNDS:
            return None
        form = cls()
        form.question = BACKGROUNDS[group]
        form.background.label.text = form.question.title
        form.background.choices = list(form.question.options.items())
        return form

    @staticmethod
    def both(first: EqualityForm, second: BackgroundForm | None) -> dict[str, str]:
        """Return the answers of both steps; none of them from whoever skips the questions."""
        if first.skip.data:
            return {}
        return {**first.given, **(second.given if second else {})}

    @property
    def is_sent(self) -> bool:
        """Say whether it was this step that was sent, and not the first."""
        return bool(self.is_second.raw_data)

    @property
    def given(self) -> dict[str, str]:
        """Return the background, by the name of its question."""
        return {self.question.name: self.background.data} if self.background.data else {}
