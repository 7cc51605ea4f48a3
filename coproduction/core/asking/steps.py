"""The steps of asking for something: one page for each, and their answers as a draft keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar, NamedTuple

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSTimeInput

NOT_ASKED = ("csrf_token", "submit")


class Step(Form):
    """One page of questions. `slug` stands in its address and in the draft, `room` is where its guidance stands."""

    room: ClassVar[str]
    slug: ClassVar[str]
    title: ClassVar[str]

    @classmethod
    def open(cls, kept: Mapping[str, Any] | None, **chosen_from: Any) -> Any:
        """Return the form with what the draft keeps of this step."""
        form = cls(**chosen_from)
        if kept and not form.is_submitted():
            form.process(data={name: _read(form._fields[name], value) for name, value in kept.items()})
        return form

    @property
    def guidance(self) -> str:
        """Return the template with what is said above the questions."""
        return f"{self.room}/steps/{self.slug}.html"

    @property
    def questions(self) -> list[Any]:
        """Return the fields that are asked, in order."""
        return [field for field in self if field.name not in NOT_ASKED]

    def answers(self) -> dict[str, Any]:
        """Return what was filled in, as a draft keeps it."""
        return {field.name: _written(field.data) for field in self.questions}

    def refuse_impossible(self, kept: Mapping[str, Any], *, now: datetime) -> None:
        """Refuse by a Refusal what cannot be, beside the answers of the other steps that the draft keeps."""


class AnswerGroup(NamedTuple):
    """The answers of one step, as names and words, and where to change them."""

    title: str
    step: str
    answers: list[tuple[str, str]]


def first_missing(steps: Sequence[type[Step]], answers: Mapping[str, Any]) -> type[Step] | None:
    """Return the first step that the draft has no answers of."""
    return next((step for step in steps if step.slug not in answers), None)


def _written(data: Any) -> Any:
    return data.isoformat() if isinstance(data, date | time) else data


def _read(field: Any, kept: Any) -> Any:
    if not kept:
        return kept
    if isinstance(field, NHSDateInput):
        return date.fromisoformat(kept)
    if isinstance(field, NHSTimeInput):
        return time.fromisoformat(kept)
    return kept
