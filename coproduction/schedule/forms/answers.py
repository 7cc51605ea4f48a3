"""What members answer to an offer, and what they say beside it; said by themselves, or by somebody for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.validators import InputRequired, Optional

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSRadios, NHSSubmit, NHSTextarea
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import AnswerDetail, Place, PlaceState, Way
from coproduction.schedule.words import WAYS

SAID: Mapping[PlaceState, Answer] = {
    PlaceState.HELD: Answer.YES,
    PlaceState.TENTATIVE: Answer.NOT_SURE,
    PlaceState.DECLINED: Answer.NO,
}
RING_ME = "Please ring me about it"
NOTHING_DIFFERENT = "Leave this empty if nothing is. Only {} and coordinators can read it"
YES, NO, USUAL, DIFFERENT = "yes", "no", "usual", "different"
HELD_OR_NOT: Mapping[str, bool] = {YES: True, NO: False, USUAL: True, DIFFERENT: False}
BESIDE = ("way", "company", "leaving", "usual", "needs")  # what is said beside the answer
CHOSEN: Mapping[bool | None, str | None] = {True: YES, False: NO, None: None}


ANSWERS = [
    (Answer.YES, "Yes, I can come"),
    (Answer.NOT_SURE, "I am not sure yet"),
    (Answer.NO, "No, I can’t make it", "You do not have to say why"),
]


class AnswerForm(Form):
    """Yes, not sure or no; and, where somebody likes to say it, how they take part. What is left empty stays as it was.

    `ways` are those in which one can take part. One way alone is not asked about. Whoever says yes where they would be
    the only member (`is_alone`) agrees to that.
    """

    answer = NHSRadios(
        "Can you come?",
        choices=ANSWERS,
        coerce=Answer,
        validators=[InputRequired("Select yes, not sure or no")],
    )
    way = NHSRadios("How will you take part? (optional)", coerce=Way, validators=[Optional()])
    company = NHSRadios(
        "Will a supporter or an assistant come with you? (optional)",
        description="We count them for the room and the food",
        choices=[(YES, "Yes, somebody comes with me"), (NO, "No")],
        validators=[Optional()],
    )
    leaving = NHSRadios(
        "Might you need to leave early? (optional)",
        choices=[(YES, "Yes, I might"), (NO, "No")],
        validators=[Optional()],
    )
    usual = NHSRadios(
        "Do you need the same as usual? (optional)",
        choices=[(USUAL, "Yes, the same as usual"), (DIFFERENT, "No, something is different this time")],
        validators=[Optional()],
    )
    needs = NHSTextarea(
        "What is different this time? (optional)",
        description=NOTHING_DIFFERENT.format("you"),
        called="What is different",
        max_length=1000,
    )
    ring_me = NHSCheckbox(RING_ME)
    submit = NHSSubmit("Send my answer")

    def __init__(self, *, ways: Sequence[Way], is_alone: bool = False, **form: Any) -> None:
        super().__init__(**form)
        if is_alone:
            self.answer.choices = [(Answer.YES, "Yes, I can come, and I agree to be the only member"), *ANSWERS[1:]]
        self.way.choices = [(way, WAYS[way]) for way in ways]
        if len(ways) == 1:
            del self.way

    def offer_the_list(self) -> None:
        """Call the yes what it is when all places are taken."""
        self.answer.choices = [(Answer.YES, "Yes, put me on the waiting list"), *ANSWERS[1:]]

    def choose(self, said: str | None) -> None:
        """Show an answer as chosen, as a link asks for it, in a form that has not been sent."""
        if said in set(Answer):
            self.answer.process_data(Answer(said))

    def fill(self, place: Place, detail: AnswerDetail | None) -> None:
        """Show what was said before, to whoever may read all of it, in a form that has not been sent."""
        said = SAID.get(place.state)
        if detail is None:
            self.process(answer=said)
            return
        usual = None if detail.needs_as_usual is None else (USUAL if detail.needs_as_usual else DIFFERENT)
        self.process(
            answer=said,
            way=detail.way,
            company=CHOSEN[detail.with_supporter],
            leaving=CHOSEN[detail.may_leave_early],
            usual=usual,
            needs=detail.needs,
        )

    @property
    def says_more(self) -> bool:
        """Say whether anything stands in the questions beside the answer, or is wrong there."""
        return any(self[name].data or self[name].errors for name in BESIDE if name in self)

    def details(self) -> AnswerDetails:
        """Return what was said beside the answer."""
        said = {name: self[name].data or "" for name in BESIDE if name in self}
        return AnswerDetails(
            way=self.way.data if "way" in self else None,
            with_supporter=HELD_OR_NOT.get(said.get("company", "")),
            may_leave_early=HELD_OR_NOT.get(said.get("leaving", "")),
            needs_as_usual=HELD_OR_NOT.get(said.get("usual", "")),
            needs=said.get("needs", ""),
            ring_me=self.ring_me.data,
        )


class AnswerForSomebodyForm(AnswerForm):
    """The same, said for the member whose name is given: by their supporter, or to a coordinator."""

    def __init__(self, *, name: str, is_alone: bool = False, **form: Any) -> None:
        super().__init__(**form)
        agrees = ", and agrees to be the only member" if is_alone else ""
        self.answer.label.text = f"Can {name} come?"
        self.answer.choices = [
            (Answer.YES, f"Yes, {name} can come{agrees}"),
            (Answer.NOT_SURE, f"{name} is not sure yet"),
            (Answer.NO, f"No, {name} can’t make it", "Nobody has to say why"),
        ]
        self.company.label.text = f"Will a supporter or an assistant come with {name}? (optional)"
        self.company.choices = [(YES, "Yes, somebody comes too"), (NO, "No")]
        self.leaving.label.text = f"Might {name} need to leave early? (optional)"
        self.leaving.choices = [(YES, "Yes, they might"), (NO, "No")]
        self.usual.label.text = f"Does {name} need the same as usual? (optional)"
        self.needs.description = NOTHING_DIFFERENT.format(name)
        self.ring_me.label.text = f"Please ring {name} about it"
        if "way" in self:
            self.way.label.text = f"How will {name} take part? (optional)"


class StepBackForm(Form):
    """I can't make it: one button, and the wish to be rung. For somebody else, with their name."""

    ring_me = NHSCheckbox(RING_ME)
    submit = NHSSubmit("I can’t make it")

    def __init__(self, *, name: str = "", is_waiting: bool = False, **form: Any) -> None:
        super().__init__(**form)
        if is_waiting:
            self.submit.label.text = "Leave the waiting list"
        if name:
            self.ring_me.label.text = f"Please ring {name} about it"
            self.submit.label.text = f"Take {name} off the waiting list" if is_waiting else f"{name} can’t make it"


class PutForwardForm(Form):
    """Would like a part that a coordinator fills."""

    note = NHSTextarea(
        "Is there anything the coordinator should know?",
        description="You can leave this empty. Only coordinators can read it. Please do not write about your health",
        called="Your note",
    )
    submit = NHSSubmit("Put myself forward")
