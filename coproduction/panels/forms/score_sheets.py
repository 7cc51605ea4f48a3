"""What a member writes about one candidate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSSelect, NHSSubmit, NHSTextarea
from coproduction.panels.actions.score_sheets import Said
from coproduction.panels.models import PackQuestion, Score


class ScoresForm(Form):
    """A score and notes for each question, both of which may wait."""

    question_ids: tuple[int, ...] = ()

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Return the fields of each question: its score and its notes."""
        return [(self[f"score_{number}"], self[f"notes_{number}"]) for number in self.question_ids]

    def said(self) -> dict[int, Said]:
        """Return what was written, by the question's id."""
        return {
            number: Said(score.data, notes.data or "")
            for number, (score, notes) in zip(self.question_ids, self.pairs, strict=True)
        }


def scores_form(questions: Sequence[PackQuestion], highest: int, *, said: Mapping[int, Score]) -> ScoresForm:
    """Return the form that asks for a score from 0 to the highest, and notes, with what was written before."""
    fields: dict[str, Any] = {"question_ids": tuple(question.id for question in questions)}
    known: dict[str, Any] = {}
    for number, question in enumerate(questions, start=1):
        fields[f"score_{question.id}"] = NHSSelect(
            f"Score for question {number}",
            description=question.words,
            blank="No score yet",
            coerce=int,
            choices=[(score, str(score)) for score in range(highest + 1)],
        )
        fields[f"notes_{question.id}"] = NHSTextarea(f"Your notes on question {number} (optional)", called="Your notes")
        if question.id in said:
            written = said[question.id]
            known |= {f"score_{question.id}": written.score, f"notes_{question.id}": written.notes}
    asked = type("ScoresForm", (ScoresForm,), {**fields, "submit": NHSSubmit("Save")})
    form: ScoresForm = asked(data=known)
    return form
