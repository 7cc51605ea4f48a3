"""What coordinators write for the pack of a panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.dates import fault_of_time, uk_moment, uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import (
    NHSCheckbox,
    NHSDateInput,
    NHSIntegerInput,
    NHSRadios,
    NHSSubmit,
    NHSTextarea,
    NHSTextInput,
    NHSTimeInput,
)
from coproduction.core.refusals import Refusal
from coproduction.panels.actions.packs import PackDetails
from coproduction.panels.models import HandedOver, Pack, PackHandover, PackQuestion


class PackForm(Form):
    """All that is written in a pack. Files stand beside it."""

    post = NHSTextarea(
        "About the job (optional)", called="About the job", description="What the person will do, in plain words"
    )
    timings = NHSTextarea(
        "Times of the day (optional)",
        called="Times of the day",
        description="For example, 9:30am we meet, 10am first interview, 1pm lunch",
    )
    joining = NHSTextarea(
        "How to join, and whom to ask for (optional)",
        called="How to join",
        description="The venue, the link and the phone number of the event are there already",
    )
    questions = NHSTextarea(
        "Questions",
        description="Put each question on its own line. Members score every answer",
        validators=[InputRequired("Enter at least one question")],
    )
    scoring = NHSTextarea(
        "How to score (optional)",
        called="How to score",
        description="For example, 0 is no answer, 3 is a good answer, 5 is the best you can think of",
    )
    highest_score = NHSIntegerInput(
        "Highest score for an answer",
        called="Highest score",
        width=3,
        default=5,
        validators=[InputRequired("Enter the highest score"), NumberRange(1, 20, "Highest score must be 1 to 20")],
    )
    locks_on = NHSDateInput(
        "When score sheets lock: date (optional)",
        called="Date when score sheets lock",
        description="Before the discussion. Left empty, they lock when the interviews end, or when the debrief starts",
    )
    locks_time = NHSTimeInput("When score sheets lock: time (optional)", called="Time when score sheets lock")
    submit = NHSSubmit("Save pack")

    def fill(self, pack: Pack, questions: Sequence[PackQuestion]) -> None:
        """Show the pack as it is, for a form that has not been sent."""
        at = uk_wall(pack.locks_at) if pack.locks_at else None
        self.process(
            obj=pack,
            data={
                "questions": "\n".join(question.words for question in questions),
                "locks_on": at.date() if at else None,
                "locks_time": at.time() if at else None,
            },
        )

    def typed_questions(self) -> list[str]:
        """Return the questions in their order."""
        lines = (" ".join(line.split()) for line in self.questions.data.splitlines())
        return [line for line in lines if line]

    def details(self) -> PackDetails:
        """Return what was written. Refused: a day without a time, or a time without a day."""
        return PackDetails(
            post=self.post.data or "",
            timings=self.timings.data or "",
            joining=self.joining.data or "",
            scoring=self.scoring.data or "",
            highest_score=self.highest_score.data,
            locks_at=self._locks_at(),
        )

    def _locks_at(self) -> datetime | None:
        day, at = self.locks_on.data, self.locks_time.data
        if day is None and at is None:
            return None
        if day is None or at is None:
            raise Refusal("Enter both a date and a time, or neither", field="locks_on")
        if fault := fault_of_time(day, at):
            raise Refusal(fault, field="locks_time")
        return uk_moment(day, at)


KEPT = "Then we can keep it if the panel is put off. If not ticked, we delete it with the names of the candidates"


class PaperForm(Form):
    """A document that is added to the pack. Nobody need say that it may be kept."""

    title = NHSTextInput(
        "What it is", description="For example, Job description", validators=[InputRequired("Enter what it is")]
    )
    names_nobody = NHSCheckbox("No candidate is named in this file", description=KEPT)
    submit = NHSSubmit("Add it, and go on to its file")


class NamesForm(Form):
    """Whether a document of the pack names a candidate."""

    names_nobody = NHSCheckbox("I have looked, and no candidate is named in this file", description=KEPT)
    submit = NHSSubmit("Save")


NOT_AT_ALL = "not at all"


class HandoverForm(Form):
    """How a member who does not open the pack online got it from us; and if that was noted, that they did not."""

    way = NHSRadios(
        "How did they get it?",
        description="For members who do not open it online. Only coordinators see this",
        choices=[],
        validators=[InputRequired("Select how they got it")],
    )
    submit = NHSSubmit("Save")

    def __init__(self, noted: PackHandover | None, **form: Any) -> None:
        super().__init__(data={"way": noted.way} if noted else {}, **form)
        self.way.choices = [(HandedOver.POSTED, "We posted it"), (HandedOver.READ_OUT, "We read it out to them")]
        if noted:
            self.way.choices.append((NOT_AT_ALL, "We did not: it was noted by mistake"))

    def chosen(self) -> HandedOver | None:
        """Return how they got it, or None if they did not."""
        return None if self.way.data == NOT_AT_ALL else HandedOver(self.way.data)
