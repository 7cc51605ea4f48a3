"""What coordinators enter about candidates, and what members say about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms.fields import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextarea, NHSTextInput
from coproduction.panels.models import Candidate, CandidateAnswer
from coproduction.panels.rules.candidates import LONGEST_NAME, names_in

YES, NO = "yes", "no"


class CandidatesForm(Form):
    """Who is interviewed, a name on each line."""

    names = NHSTextarea(
        "Add names",
        called="The names",
        description="Put each name on its own line. Members on the panel see these names, and nothing else about them",
        validators=[InputRequired("Enter the names of the candidates")],
    )
    submit = NHSSubmit("Add and ask members")

    def typed_names(self) -> list[str]:
        """Return the names, each once."""
        return names_in(self.names.data)


class NameForm(Form):
    """A candidate's name, to be put right."""

    name = NHSTextInput("Name", max_length=LONGEST_NAME, validators=[InputRequired("Enter the name")])
    submit = NHSSubmit("Save and ask members again")


class AskAgainForm(Form):
    """Which member said by mistake that they know somebody: one button beside each name."""

    member_id = IntegerField(widget=HiddenInput(), validators=[InputRequired("Select who is asked again")])


class AnswersForm(Form):
    """Whether a member knows each of the candidates. Whoever knows one need not go on."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for each answer, unless one of them is yes."""
        valid = super().validate(extra_validators)
        missing = [field for field in self.questions if not field.data and not field.errors]
        if missing and not any(self.knows().values()):
            for field in missing:
                field.errors = ["Select yes or no"]
            return False
        return bool(valid)

    @property
    def questions(self) -> list[Any]:
        """Return the fields that are asked, in order."""
        return [field for field in self if field.name.startswith("knows_")]

    def knows(self) -> dict[int, bool]:
        """Return what was answered, by the candidate's id."""
        return {int(field.name.removeprefix("knows_")): field.data == YES for field in self.questions if field.data}


def answers_form(candidates: Iterable[Candidate], said: Mapping[int, CandidateAnswer], *, of: str = "") -> AnswersForm:
    """Return the form that asks about each of these candidates, with what was said before.

    `of` names the member whom a coordinator asks.
    """
    there: Sequence[Candidate] = list(candidates)
    sends = "Record the answers" if of else "Send my answers"
    questions = {
        f"knows_{candidate.id}": NHSRadios(
            f"Does {of} know {candidate.name}?" if of else f"Do you know {candidate.name}?",
            called=candidate.name,
            inline=True,
            choices=[(YES, "Yes"), (NO, "No")],
        )
        for candidate in there
    }
    asked = type("AnswersForm", (AnswersForm,), {**questions, "submit": NHSSubmit(sends)})
    known = {f"knows_{one.id}": YES if said[one.id].knows else NO for one in there if one.id in said}
    form: AnswersForm = asked(data=known)
    return form
